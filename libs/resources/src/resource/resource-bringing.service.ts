import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { extensionOf, FILE_TYPES, LIMITS } from '#contracts';
import type { Viewer } from '#identity';
import type { Tx } from '#platform/database';
import { IdTaken } from '#platform/errors';
import { LinkService } from '../link/link.service.js';
import { TitleNeeded } from '../resources.errors.js';
import { unlessRepeated } from '../upload/unless-repeated.js';
import { UploadService } from '../upload/upload.service.js';
import { VersionKeeping } from '../version/version-keeping.service.js';
import { Licence, ResourceKind, type ResourceLanguage } from './resource-terms.type.js';
import { saidAnew } from './resource-texts.js';
import type { ResourceTexts } from './resource-row.js';
import type { shareResourceInput } from './resource.input.js';
import { ResourceRepository } from './resource.repository.js';

type Given = z.output<typeof shareResourceInput>;

/** Who shares what where; `linkTitle` is what the linked page says of itself, where it was asked. */
export interface Share {
  readonly id: string;
  readonly communityId: string;
  readonly sharerId: string;
  readonly input: Given;
  readonly linkTitle: string | null;
}

/** Writes what is shared, and finds out beforehand what it needs; whoever calls it has asked the policy. */
@Injectable()
export class ResourceBringing {
  constructor(
    private readonly uploads: UploadService,
    private readonly versions: VersionKeeping,
    private readonly links: LinkService,
    private readonly rows: ResourceRepository,
  ) {}

  /**
   * Sees to it that the upload was looked at; answers the title of a linked page where none was given.
   * @throws BadInput on `uploadId`, `title`; RateLimited, Unavailable
   */
  async prepare(viewer: Viewer, communityId: string, { id, uploadId, url, title }: Given): Promise<string | null> {
    if (uploadId !== null) await unlessRepeated(id, this.uploads.ready(viewer, uploadId, communityId));
    if (url === null || title !== null) return null;
    const found = await this.links.title(viewer, url);
    if (found === null) throw new TitleNeeded();
    return found;
  }

  /** Adds the resource, with its first version where it is a file. @throws BadInput, IdTaken */
  async write(tx: Tx, viewer: Viewer, share: Share): Promise<void> {
    const { id, communityId, sharerId, input } = share;
    const resource = { id, communityId, sharerId };
    if (input.uploadId === null) {
      const texts = textsOf(viewer, share, { title: share.linkTitle, kind: ResourceKind.LINK });
      if (!(await this.rows.insert(tx, { ...resource, ...texts }))) throw new IdTaken();
      return;
    }
    const upload = await this.uploads.claim(tx, viewer, input.uploadId, communityId);
    const texts = textsOf(viewer, share, usualOf(upload.fileName));
    if (!(await this.rows.insert(tx, { ...resource, ...texts }))) throw new IdTaken();
    const version = { resourceId: id, number: 1, note: input.note, authorId: sharerId, restoredFrom: null };
    await this.versions.keep(tx, { ...version, id: v7(), communityId }, upload);
  }
}

/** What a thing says of itself, where nobody says more. */
interface Usual {
  readonly title: string | null;
  readonly kind: ResourceKind;
}

/** What a file's name says of it: its title is the name without the ending. */
function usualOf(fileName: string): Usual {
  const extension = extensionOf(fileName);
  const title = fileName.slice(0, extension === '' ? fileName.length : -extension.length - 1).trim();
  const kind = FILE_TYPES[extension]?.kind ?? ResourceKind.OTHER;
  return { title: (title === '' ? fileName : title).slice(0, LIMITS.resourceTitle), kind };
}

function textsOf(viewer: Viewer, { input }: Share, usual: Usual): ResourceTexts {
  const title = input.title ?? usual.title;
  if (title === null) throw new TitleNeeded();
  const language: ResourceLanguage = viewer.language ?? 'EN';
  const present = {
    title,
    description: '',
    kind: usual.kind,
    language,
    tags: [],
    licence: Licence.ALL_RIGHTS_RESERVED,
  };
  return saidAnew(input, { ...present, terms: null, authors: null, url: input.url });
}
