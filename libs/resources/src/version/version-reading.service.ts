import { Injectable } from '@nestjs/common';
import { AccountService } from '#identity';
import { loadFile } from '../file/file.loaders.js';
import { FileService } from '../file/file.service.js';
import { loadPerson, loadVersions } from '../resource/resource.loaders.js';
import type { VersionRow } from '../resource/resource-row.js';
import type { ResourceType } from '../resource/resource.type.js';
import { ResourceVersionRepository } from './resource-version.repository.js';
import { toVersion, type ResourceVersionType } from './resource-version.type.js';

/** Reads versions of resources that the viewer was allowed to read. */
@Injectable()
export class VersionReading {
  constructor(
    private readonly versions: ResourceVersionRepository,
    private readonly files: FileService,
    private readonly accounts: AccountService,
  ) {}

  /** The present version; null for a link. Of all resources of a request the files come in one statement. */
  async current({ row }: ResourceType, request: object): Promise<ResourceVersionType | null> {
    const [version = null] = row.current === null ? [] : await this.present([row.current], request);
    return version;
  }

  /** All versions, newest first; none for a link. Two statements, of however many resources. */
  async all({ row }: ResourceType, request: object): Promise<ResourceVersionType[]> {
    return row.current === null ? [] : this.present(await loadVersions(request, this.versions, row.id), request);
  }

  private async present(rows: readonly VersionRow[], request: object): Promise<ResourceVersionType[]> {
    const [files, people] = await Promise.all([
      Promise.all(rows.map(({ id }) => loadFile(request, this.files, id))),
      Promise.all(rows.map(({ authorId }) => loadPerson(request, this.accounts, authorId))),
    ]);
    return rows.flatMap((row, index) => {
      const [file, author] = [files[index], people[index]];
      // Gone for good between two of our questions.
      return file && author ? [toVersion(row, file, author)] : [];
    });
  }
}
