export { createLogger, LOGGER, type Logger } from './logger.js';
export { LoggingModule } from './logging.module.js';
export { NestLog } from './nest-log.js';
export { SecurityLog, securityEventsReference, type SecurityEvent } from './security-log.service.js';
export { asWork, noteRefusal, workNow, type Work } from './work.js';
