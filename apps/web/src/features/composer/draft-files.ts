import type { LiveAttachment } from '#contracts';

/** What a mutation is told of the files of a post. */
export interface AttachmentInput {
  id: string;
  alt: string;
}

/** A text with the pictures and files that stand with it. */
export interface WithFiles {
  body: string;
  attachments?: readonly LiveAttachment[];
}

/** The files of a post as a mutation takes them; undefined where there are none, so that nothing is said of them. */
export function attachmentInputs(attachments: readonly LiveAttachment[] | undefined): AttachmentInput[] | undefined {
  return attachments?.length ? attachments.map(({ id, alt }) => ({ id, alt: alt.trim() })) : undefined;
}

/** The whole new list of a post's files; undefined where nothing about them has changed, or nothing is known of it. */
export function changedAttachments(
  posted: readonly LiveAttachment[],
  now: readonly LiveAttachment[] | undefined,
): AttachmentInput[] | undefined {
  if (now === undefined) return undefined;
  const [before, after] = [attachmentInputs(posted) ?? [], attachmentInputs(now) ?? []];
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
}

/** What is sent, as one text: another one is another submission, also where only a file is another. */
export function submissionText({ body, attachments }: WithFiles): string {
  const files = attachmentInputs(attachments);
  return files ? `${body}\n${JSON.stringify(files)}` : body;
}

/** Two lists as one, in which each file stands once. */
export function joinAttachments(
  first: readonly LiveAttachment[] | undefined,
  second: readonly LiveAttachment[] | undefined,
): readonly LiveAttachment[] {
  const all = [...(first ?? []), ...(second ?? [])];
  return all.filter(({ id }, index) => all.findIndex((one) => one.id === id) === index);
}

/** Whether it can be such a list; what was kept on the device may be anything. */
export function areAttachments(value: unknown): value is LiveAttachment[] {
  return Array.isArray(value) && value.every(isAttachment);
}

function isAttachment(value: unknown): value is LiveAttachment {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Record<string, unknown>;
  const texts = [one.id, one.fileName, one.mediaType, one.url, one.alt].every((text) => typeof text === 'string');
  const sides = [one.width, one.height].every((side) => side === null || typeof side === 'number');
  // An address of ours alone: it is put into the page as it is.
  return texts && sides && typeof one.size === 'number' && String(one.url).startsWith('/files/');
}
