/** What a file is to people: the kinds of `ResourceKind` that a file can have by itself. */
export type FileKind = 'DOCUMENT' | 'PRESENTATION' | 'SPREADSHEET' | 'IMAGE' | 'AUDIO' | 'VIDEO' | 'ARCHIVE' | 'OTHER';

/** One kind of file that may be stored. */
export interface FileType {
  /** What we say of it when it is fetched; what the sender says is never repeated. */
  readonly mediaType: string;
  readonly kind: FileKind;
  /** Plain sound and moving pictures, which a browser plays and nothing runs in: the only ones served to be shown. */
  readonly inline: boolean;
  /** Which of our tools makes a picture of it; null: none. */
  readonly preview: 'picture' | 'pdf' | null;
}

const document = (mediaType: string): FileType => ({ mediaType, kind: 'DOCUMENT', inline: false, preview: null });
const office = (kind: FileKind, subtype: string): FileType => ({
  mediaType: `application/vnd.${subtype}`,
  kind,
  inline: false,
  preview: null,
});
const picture = (mediaType: string): FileType => ({ mediaType, kind: 'IMAGE', inline: false, preview: 'picture' });
const played = (kind: 'AUDIO' | 'VIDEO', mediaType: string): FileType => ({
  mediaType,
  kind,
  inline: true,
  preview: null,
});
const plain = (kind: FileKind, mediaType: string): FileType => ({ mediaType, kind, inline: false, preview: null });

/**
 * Every file that may be stored, by the ending of its name in lower case; the server believes the ending only when the
 * content agrees. Without prototype, so that an ending such as `constructor` finds nothing.
 */
export const FILE_TYPES: Readonly<Record<string, FileType>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, FileType>, {
    pdf: { mediaType: 'application/pdf', kind: 'DOCUMENT', inline: false, preview: 'pdf' },
    docx: office('DOCUMENT', 'openxmlformats-officedocument.wordprocessingml.document'),
    xlsx: office('SPREADSHEET', 'openxmlformats-officedocument.spreadsheetml.sheet'),
    pptx: office('PRESENTATION', 'openxmlformats-officedocument.presentationml.presentation'),
    odt: office('DOCUMENT', 'oasis.opendocument.text'),
    ods: office('SPREADSHEET', 'oasis.opendocument.spreadsheet'),
    odp: office('PRESENTATION', 'oasis.opendocument.presentation'),
    epub: document('application/epub+zip'),
    txt: document('text/plain'),
    md: document('text/markdown'),
    csv: plain('SPREADSHEET', 'text/csv'),
    tsv: plain('SPREADSHEET', 'text/tab-separated-values'),
    srt: plain('OTHER', 'application/x-subrip'),
    vtt: plain('OTHER', 'text/vtt'),
    ics: plain('OTHER', 'text/calendar'),
    png: picture('image/png'),
    jpg: picture('image/jpeg'),
    jpeg: picture('image/jpeg'),
    gif: picture('image/gif'),
    webp: picture('image/webp'),
    avif: picture('image/avif'),
    // The decoder of telephones' pictures is patented and not in our tools: they are kept, but not shown.
    heic: plain('IMAGE', 'image/heic'),
    mp3: played('AUDIO', 'audio/mpeg'),
    m4a: played('AUDIO', 'audio/mp4'),
    ogg: played('AUDIO', 'audio/ogg'),
    oga: played('AUDIO', 'audio/ogg'),
    wav: played('AUDIO', 'audio/wav'),
    flac: played('AUDIO', 'audio/flac'),
    mp4: played('VIDEO', 'video/mp4'),
    webm: played('VIDEO', 'video/webm'),
    mov: played('VIDEO', 'video/quicktime'),
    zip: plain('ARCHIVE', 'application/zip'),
  } satisfies Record<string, FileType>),
);

/** The ending of a file's name in lower case and without its dot; '' when it has none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
}
