import { KeptFile } from './file/file.entity.js';
import { Preview } from './preview/preview.entity.js';
import { Resource } from './resource/resource.entity.js';
import { DoomedObject } from './stored-file/doomed-object.entity.js';
import { StoredFile } from './stored-file/stored-file.entity.js';
import { CommunityStorage } from './upload/community-storage.entity.js';
import { Upload } from './upload/upload.entity.js';
import { ResourceVersion } from './version/resource-version.entity.js';

export { ResourcesModule } from './resources.module.js';
export { AttachmentInput, attachmentsInput } from './attachment/attachment.input.js';
export { AttachmentService } from './attachment/attachment.service.js';
export { AttachmentType, toAttachment, type AttachedFile } from './attachment/attachment.type.js';
export type {
  FileFacts,
  FileState,
  FileUse,
  NewFile,
  PreviewFacts,
  PreviewPicture,
  PreviewState,
} from './file/file-facts.js';
export { FileEndpoint } from './file/file-endpoint.service.js';
export { filePath, previewPath } from './file/file-path.js';
export { loadFile } from './file/file.loaders.js';
export { FileService } from './file/file.service.js';
export { ResourceService } from './resource/resource.service.js';
export { ResourceType } from './resource/resource.type.js';
export type { NewsPlace, NewResource } from './resource/resource-news.repository.js';
export { ResourceNews } from './resource/resource-news.service.js';
export { hasPreview } from './file/served-types.js';
export { tagKeys } from './resource/tag-key.js';
export {
  FileKept,
  ResourceDeleted,
  ResourceRestored,
  ResourceShared,
  ResourceVersionAdded,
} from './resources.events.js';
export { StoredBytesRepository } from './stored-file/stored-bytes.repository.js';
export { StoredFileService } from './stored-file/stored-file.service.js';
export { UploadEndpoint } from './upload/upload-endpoint.service.js';
export { UPLOADS } from './upload/upload-protocol.js';

/** Tables of this lib, for the DataSource and the drift test. */
export const resourcesEntities = [
  CommunityStorage,
  Upload,
  StoredFile,
  DoomedObject,
  KeptFile,
  Preview,
  Resource,
  ResourceVersion,
];
