export { FileStorage, isKey, ObjectMissing, StorageFull, type ByteRange, type StoredObject } from './file-storage.js';
export { StorageModule } from './storage.module.js';
export { openStorage } from './open-storage.js';
export { BucketUnusable, checkStorage } from './check-storage.js';
export { UploadLocks, UploadLocked, type UploadLocksOptions } from './upload-locks.js';
export { giveBack } from './give-back.js';
