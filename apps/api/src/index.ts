export { ApiModule, type ApiOptions } from './api.module.js';
export { createApi, type Api } from './create-api.js';
export { entities } from './entities.js';
export { migrations } from './migrations/index.js';
