import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { ExternalLink, Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { AnchorButton, Button, LinkButton } from '../../components/button.js';
import { Chip } from '../../components/chip.js';
import { Page } from '../../components/page.js';
import { Time } from '../../components/time.js';
import { formatNumber } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useShortcuts } from '../../lib/keyboard/shortcuts.js';
import { StatusChip, VisibilityChip } from '../communities/community-facts.js';
import { Prose } from '../composer/prose.js';
import { PostAuthor } from '../threads/post-author.js';
import { DeleteResource } from './delete-resource.js';
import { DeletedNotice } from './deleted-notice.js';
import { FileCard } from './file-card.js';
import { FilePreview } from './file-preview.js';
import { hostOf, isWebAddress } from './host-of.js';
import { KindIcon } from './kind-icon.js';
import { ResourceCrumbs } from './resource-crumbs.js';
import { ResourceDetails } from './resource-details.js';
import styles from './resource.module.css';
import type { WholeResource } from './use-resource.js';
import { useResourceWords } from './use-resource-words.js';
import { useWaitingPreview } from './use-waiting-preview.js';
import { VersionHistory } from './version-history.js';

interface ResourceViewProps {
  resource: WholeResource;
  /** To be called when the resource may have become another than is shown. */
  onChanged: () => void;
}

/** A resource that can be read: what it is, what is in it, how to get it, and what may be done with it. */
export function ResourceView({ resource, onChanged }: ResourceViewProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const [deleting, setDeleting] = useState(false);
  const { community, current, deletion, title, viewerCan } = resource;
  useWaitingPreview(resource.id, current?.preview.state === 'WAITING');
  const params = { slug: community.slug, id: resource.id };
  useShortcuts([
    {
      keys: 'u',
      label: t`Back to the library`,
      run: () => void navigate({ to: '/c/$slug/library', params: { slug: community.slug } }),
    },
  ]);
  return (
    <Page title={title} aside={<ResourceDetails resource={resource} />}>
      <ResourceCrumbs community={community} />
      <header className={styles.heading}>
        <h1 ref={heading} tabIndex={-1} lang={langOf(resource.language)}>
          {withNoBreakSpaces(title)}
        </h1>
        <Facts resource={resource} />
      </header>
      {deletion ? (
        <DeletedNotice
          resource={{ ...resource, deletion }}
          onRestored={() => {
            heading.current?.focus();
            announce(t`The resource is back in the library.`);
          }}
        />
      ) : null}
      {current ? <FilePreview version={current} title={title} /> : null}
      {current ? <FileCard version={current} versions={resource.versions.length} onDownloaded={onChanged} /> : null}
      {resource.url ? <LinkCard url={resource.url} /> : null}
      {resource.descriptionHtml ? (
        <div lang={langOf(resource.language)}>
          <Prose html={resource.descriptionHtml} />
        </div>
      ) : null}
      {viewerCan.edit || viewerCan.delete ? (
        <div className={styles.row}>
          {viewerCan.edit ? (
            <LinkButton to="/c/$slug/r/$id/edit" params={params} small>
              <Pencil size={16} aria-hidden="true" />
              <Trans>Edit</Trans>
            </LinkButton>
          ) : null}
          {viewerCan.delete ? (
            <Button look="quiet" small onClick={() => setDeleting(true)}>
              <Trans>Delete…</Trans>
            </Button>
          ) : null}
        </div>
      ) : null}
      {current ? <VersionHistory resource={resource} onChanged={onChanged} /> : null}
      {deleting ? (
        <DeleteResource
          resource={resource}
          onClose={() => setDeleting(false)}
          onDeleted={() => announce(t`The resource was deleted.`)}
        />
      ) : null}
    </Page>
  );
}

/** The language of what people wrote, where it is one. */
export function langOf(language: WholeResource['language']): string | undefined {
  return language === 'EN' ? 'en' : language === 'FR' ? 'fr' : undefined;
}

function Facts({ resource }: { resource: WholeResource }): ReactNode {
  const words = useResourceWords();
  const { locale } = useLocale();
  const { community, current, downloads, kind, language, sharedBy } = resource;
  const shown = formatNumber(downloads, locale);
  return (
    <div className={styles.facts}>
      {community.visibility === 'PRIVATE' ? <VisibilityChip community={community} /> : null}
      <StatusChip community={community} />
      <Chip>
        <KindIcon kind={kind} size={14} /> {words.kind(kind)}
      </Chip>
      <Chip>{words.language(language)}</Chip>
      <span>
        <Trans>
          Shared by <PostAuthor person={sharedBy} />, <Time at={resource.createdAt} />
        </Trans>
      </span>
      {current ? (
        <span>
          <Plural value={downloads} _0="No downloads yet" one={`${shown} download`} other={`${shown} downloads`} />
        </span>
      ) : null}
    </div>
  );
}

function LinkCard({ url }: { url: string }): ReactNode {
  const host = hostOf(url);
  return (
    <div className={styles.file}>
      <KindIcon kind="LINK" size={24} />
      <div>
        <p className={styles.fileName}>{host}</p>
        <p className={styles.muted}>
          <Trans>This resource is on another site.</Trans>
        </p>
      </div>
      <div className={styles.fileActs}>
        {isWebAddress(url) ? (
          <AnchorButton href={url} look="primary" target="_blank" rel="noopener noreferrer">
            <ExternalLink size={18} aria-hidden="true" />
            <Trans>Open {host}</Trans>
            <span className="visually-hidden">
              <Trans>Opens in a new tab</Trans>
            </span>
          </AnchorButton>
        ) : null}
      </div>
    </div>
  );
}
