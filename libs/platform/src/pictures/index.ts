export { Pictures } from './pictures.service.js';
export { PicturesModule } from './pictures.module.js';
export type { Made, PictureHeader, Preview, Reencoded } from './picture-jobs.js';
