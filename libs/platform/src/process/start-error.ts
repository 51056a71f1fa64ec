/** A reason not to start that a person can act on: its message is printed as it is, without a stack, and the status is 1. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** Node's or PostgreSQL's code of an error, if it has one. Asked by shape: an error may come from another realm. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * The words for a failed file operation, so that "EACCES" never reaches the terminal alone.
 * Returns a {@link StartError}; anything that is no system error comes back unchanged.
 */
export function explainFileError(error: unknown, path: string): unknown {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return new StartError(
        `No permission to use ${path}. Give it to this user, or choose another folder with COPSE_DATA.`,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError(`${path} is not a folder. Choose another one with COPSE_DATA.`);
    case 'EROFS':
      return new StartError(`${path} is on a read-only disk. Choose another folder with COPSE_DATA.`);
    case 'ENOSPC':
      return new StartError(`No space is left on the disk of ${path}.`);
    default:
      return error;
  }
}
