import { FILE_TYPES } from '#contracts';

const types = Object.values(FILE_TYPES);
const previews = new Map(types.map(({ mediaType, preview }) => [mediaType, preview]));
const played = new Set(types.filter(({ inline }) => inline).map(({ mediaType }) => mediaType));

/** Whether we make pictures of files of this type. */
export const hasPreview = (mediaType: string): boolean => (previews.get(mediaType) ?? null) !== null;

/** Whether a browser may play it in its place: plain sound and moving pictures, in which nothing runs. */
export const isPlayed = (mediaType: string): boolean => played.has(mediaType);
