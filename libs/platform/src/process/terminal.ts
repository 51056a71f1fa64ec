// A terminal that is closed meanwhile must not end the process in the middle of its orderly end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/**
 * What a person at the terminal reads: standard output, while the log goes to standard error. The claim link goes this
 * way alone, so that it never stands in a log.
 */
export const terminal = {
  say(line: string): void {
    process.stdout.write(`${line}\n`);
  },
  complain(line: string): void {
    process.stderr.write(`${line}\n`);
  },
};
