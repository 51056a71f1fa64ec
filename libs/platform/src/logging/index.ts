export { createLogger, LOGGER, type Logger } from './logger.js';
export { LoggingModule } from './logging.module.js';
export { NestLog } from './nest-log.js';
