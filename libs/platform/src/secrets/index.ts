export { KeyRing, type WrappedKey } from './key-ring.service.js';
export { SealBroken } from './sealing.js';
export { hashSecret, newSecret } from './secret.js';
export { SecretsModule } from './secrets.module.js';
