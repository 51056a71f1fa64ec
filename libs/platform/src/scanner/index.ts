export { Scanner } from './scanner.service.js';
export { ScannerModule } from './scanner.module.js';
