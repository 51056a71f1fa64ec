import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { plainWords } from './plain-error.js';

/** Nest's own lines in our log; its start-up chatter is debug. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }
  debug(message: unknown): void {
    this.logger.trace(String(message));
  }
  verbose(message: unknown): void {
    this.logger.trace(String(message));
  }
  warn(message: unknown): void {
    this.logger.warn(plainWords(String(message)));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const [stack] = rest;
    this.logger.error(typeof stack === 'string' ? { stack: plainWords(stack) } : {}, plainWords(String(message)));
  }
}
