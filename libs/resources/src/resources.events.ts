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

/** A resource was deleted; it may be put back. */
export class ResourceDeleted {
  static readonly type = 'resource-deleted';

  constructor(
    readonly resourceId: string,
    readonly communityId: string,
  ) {}
}

/** A deleted resource was put back. */
export class ResourceRestored {
  static readonly type = 'resource-restored';

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
