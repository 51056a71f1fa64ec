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
