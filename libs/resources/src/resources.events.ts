/** A file was kept of which pictures are to be made. */
export class FileKept {
  static readonly type = 'file-kept';

  constructor(readonly fileId: string) {}
}

/** Something new stands in a library. */
export class ResourceShared {
  static readonly type = 'resource-shared';

  constructor(
    readonly resourceId: string,
    readonly communityId: string,
  ) {}
}

/** A resource got a new version, or a former one's content again. */
export class ResourceVersionAdded {
  static readonly type = 'resource-version-added';

  constructor(
    readonly resourceId: string,
    readonly versionId: string,
    readonly communityId: string,
  ) {}
}
