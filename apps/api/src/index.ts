export { ApiModule, type ApiOptions } from './api.module.js';
export { createApi, type Api } from './create-api.js';
export { listen } from './listen.js';
