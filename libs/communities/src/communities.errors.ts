/** The directory file cannot be used; the message is one sentence for the terminal. Start-up ends with it. */
export class DirectoryError extends Error {
  constructor(source: string, problem: string) {
    super(`The directory ${source} cannot be used: ${problem}.`);
    this.name = 'DirectoryError';
  }
}
