import { Module } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { MembershipModule } from '#membership';
import { AttachmentPictureService } from './attachment/attachment-picture.service.js';
import { AttachmentRepository } from './attachment/attachment.repository.js';
import { AttachmentResolver } from './attachment/attachment.resolver.js';
import { AttachmentService } from './attachment/attachment.service.js';
import { SweepAttachments } from './attachment/sweep-attachments.task.js';
import { DownloadCount } from './file/download-count.service.js';
import { FileEndpoint } from './file/file-endpoint.service.js';
import { FileRepository } from './file/file.repository.js';
import { FileService } from './file/file.service.js';
import { LinkResolver } from './link/link.resolver.js';
import { LinkService } from './link/link.service.js';
import { MakePreviewWhenFileKept } from './preview/make-preview-when-file-kept.handler.js';
import { PreviewRepository } from './preview/preview.repository.js';
import { PreviewService } from './preview/preview.service.js';
import { CommunityResourcesResolver } from './resource/community-resources.resolver.js';
import { PurgeResources } from './resource/purge-resources.task.js';
import { ResourceBringing } from './resource/resource-bringing.service.js';
import { ResourceEditing } from './resource/resource-editing.service.js';
import { ResourceHoldService } from './resource/resource-hold.service.js';
import { ResourceListRepository } from './resource/resource-list.repository.js';
import { ResourceNewsRepository } from './resource/resource-news.repository.js';
import { ResourceNews } from './resource/resource-news.service.js';
import { ResourcePurgeRepository } from './resource/resource-purge.repository.js';
import { ResourceRemovalNotice } from './resource/resource-removal-notice.service.js';
import { ResourceRemoval } from './resource/resource-removal.service.js';
import { ResourceShareService } from './resource/resource-share.service.js';
import { ResourceWithholding } from './resource/resource-withholding.service.js';
import { ResourceRepository } from './resource/resource.repository.js';
import { ResourceResolver } from './resource/resource.resolver.js';
import { ResourceService } from './resource/resource.service.js';
import { DoomedObjectRepository } from './stored-file/doomed-object.repository.js';
import { StorageSweep } from './stored-file/storage-sweep.service.js';
import { StoredBytesRepository } from './stored-file/stored-bytes.repository.js';
import { StoredFileRepository } from './stored-file/stored-file.repository.js';
import { StoredFileService } from './stored-file/stored-file.service.js';
import { SweepStoredFiles } from './stored-file/sweep-stored-files.task.js';
import { SweepStrayObjects } from './stored-file/sweep-stray-objects.task.js';
import { CommunityUploadLimitsResolver } from './upload/community-upload-limits.resolver.js';
import { DropUploadsWhenAccountClosed } from './upload/drop-uploads-when-account-closed.handler.js';
import { DropUploadsWhenMemberLeft } from './upload/drop-uploads-when-member-left.handler.js';
import { InspectionService } from './upload/inspection.service.js';
import { RunningSums } from './upload/running-sums.service.js';
import { StorageAccountRepository } from './upload/storage-account.repository.js';
import { StorageAccount } from './upload/storage-account.service.js';
import { SweepUploads } from './upload/sweep-uploads.task.js';
import { UploadEnding } from './upload/upload-ending.service.js';
import { UploadEndpoint } from './upload/upload-endpoint.service.js';
import { uploadLocks } from './upload/upload-locks.js';
import { UploadReception } from './upload/upload-reception.service.js';
import { UploadStore } from './upload/upload-store.service.js';
import { UploadRepository } from './upload/upload.repository.js';
import { UploadService } from './upload/upload.service.js';
import { ResourceVersionRepository } from './version/resource-version.repository.js';
import { ResourceVersionResolver } from './version/resource-version.resolver.js';
import { VersionAdding } from './version/version-adding.service.js';
import { VersionKeeping } from './version/version-keeping.service.js';
import { VersionReading } from './version/version-reading.service.js';
import { VersionRestoring } from './version/version-restoring.service.js';

/**
 * The library and everything that people send as bytes. Needs the global modules of the database, events, limits and
 * storage.
 */
@Module({
  imports: [IdentityModule, CommunitiesModule, MembershipModule],
  providers: [
    AttachmentPictureService,
    AttachmentRepository,
    AttachmentResolver,
    AttachmentService,
    CommunityResourcesResolver,
    CommunityUploadLimitsResolver,
    DoomedObjectRepository,
    DownloadCount,
    DropUploadsWhenAccountClosed,
    DropUploadsWhenMemberLeft,
    FileEndpoint,
    FileRepository,
    FileService,
    InspectionService,
    LinkResolver,
    LinkService,
    MakePreviewWhenFileKept,
    PreviewRepository,
    PreviewService,
    PurgeResources,
    ResourceBringing,
    ResourceEditing,
    ResourceHoldService,
    ResourceListRepository,
    ResourceNews,
    ResourceNewsRepository,
    ResourcePurgeRepository,
    ResourceRemoval,
    ResourceRemovalNotice,
    ResourceRepository,
    ResourceResolver,
    ResourceService,
    ResourceShareService,
    ResourceVersionRepository,
    ResourceVersionResolver,
    ResourceWithholding,
    RunningSums,
    StorageAccount,
    StorageAccountRepository,
    StorageSweep,
    StoredBytesRepository,
    StoredFileRepository,
    StoredFileService,
    SweepAttachments,
    SweepStoredFiles,
    SweepStrayObjects,
    SweepUploads,
    UploadEnding,
    UploadEndpoint,
    UploadReception,
    UploadRepository,
    UploadService,
    UploadStore,
    VersionAdding,
    VersionKeeping,
    VersionReading,
    VersionRestoring,
    uploadLocks,
  ],
  exports: [
    AttachmentService,
    FileEndpoint,
    FileService,
    ResourceNews,
    ResourceService,
    StoredBytesRepository,
    StoredFileService,
    UploadEndpoint,
  ],
})
export class ResourcesModule {}
