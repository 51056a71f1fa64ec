import { BadInput } from '#platform/errors';

const MIB = 1024 * 1024;
/** A size as people read it. */
const inMib = (bytes: number): string => `${Math.ceil(bytes / MIB)} MiB`;

/** The files of the community and this one together would be more than it may keep; the sender names no other field. */
export class QuotaExceeded extends BadInput {
  constructor(usedBytes: number, communityBytes: number) {
    super({
      uploadId: `There is no room for this file: ${inMib(usedBytes)} of the community's ${inMib(communityBytes)} are taken.`,
    });
  }
}

/** A resource has as many versions as one may have; the field names what asked for one more. */
export class TooManyVersions extends BadInput {
  constructor(field: 'uploadId' | 'versionId', most: number) {
    super({ [field]: `This resource has ${most} versions already. Share it as a new one.` });
  }
}

/** A linked page says no title, or does not answer: somebody has to. */
export class TitleNeeded extends BadInput {
  constructor() {
    super({ title: 'The linked page says no title. Please give one.' });
  }
}

/** Somebody else's resource is deleted with a reason, which they are told. */
export class ReasonNeeded extends BadInput {
  constructor() {
    super({ reason: 'Say why, to whoever shared it.' });
  }
}
