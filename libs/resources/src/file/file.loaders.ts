import { loaderOf } from '#platform/graphql';
import type { FileFacts } from './file-facts.js';
import type { FileService } from './file.service.js';

const FILES = Symbol('resources.files');

/** A file by id, null where there is none; all that one request asks for come in one statement. */
export const loadFile = (request: object, files: FileService, id: string): Promise<FileFacts | null> =>
  loaderOf(request, FILES, (ids) => files.facts(ids)).load(id);
