export { boundlessPdf, endlessPdf, lockedPdf } from './hostile-pdf.js';
export { JOB_PARTS } from './job-parts.js';
export { dropDatabase, testDatabase, type TestDatabase } from './test-database.js';
export {
  sampleGif,
  sampleOffice,
  sampleOpenDocument,
  samplePages,
  samplePdf,
  samplePdfStream,
  samplePng,
  sampleZip,
  type SampleEntry,
} from './sample-files.js';
export { hex, sampleAvifSize, sampleBox, sampleJpeg, sampleWebp } from './sample-media.js';
