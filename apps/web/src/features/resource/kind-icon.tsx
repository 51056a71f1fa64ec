import {
  Archive,
  AudioLines,
  File,
  FileSpreadsheet,
  FileText,
  Film,
  Image as ImageIcon,
  Link as LinkIcon,
  Presentation,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ResourceKind } from '../../gql/graphql.js';

const ICONS: Readonly<Record<ResourceKind, LucideIcon>> = {
  DOCUMENT: FileText,
  PRESENTATION: Presentation,
  SPREADSHEET: FileSpreadsheet,
  IMAGE: ImageIcon,
  AUDIO: AudioLines,
  VIDEO: Film,
  ARCHIVE: Archive,
  LINK: LinkIcon,
  OTHER: File,
};

/** The sign of a kind of resource. Decoration: the kind stands in words beside it, or the file's name says it. */
export function KindIcon({ kind, size = 18 }: { kind: ResourceKind; size?: number }): ReactNode {
  const Icon = ICONS[kind];
  return <Icon size={size} aria-hidden="true" />;
}
