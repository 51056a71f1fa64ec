import 'reflect-metadata';
import { DirectoryError } from '#communities';
import { ConfigError, loadConfig } from '#platform/config';
import { endWanted } from './signals.js';
import { startStandalone } from './standalone.js';
import { StartError } from './start-error.js';
import { terminal } from './terminal.js';

try {
  process.exitCode = await main();
} catch (error) {
  terminal.complain(wordsFor(error));
  process.exitCode = 1;
}
// Whatever still holds the process (a socket of a slow reader) has had its time.
process.exit();

async function main(): Promise<number> {
  const end = endWanted();
  const config = loadConfig();
  const starting = startStandalone(config, terminal.say);
  const first = await Promise.race([starting, end]);
  if (typeof first === 'string') {
    terminal.say('Stopping …');
    await (await starting).stop();
    return 0;
  }
  terminal.say(`Copse is ready at ${config.publicUrl}`);
  if (first.claimLink !== null) {
    terminal.say(
      `Nobody administers this site yet. Within 24 hours, become its administrator at\n  ${first.claimLink}`,
    );
  }
  terminal.say('Press Ctrl-C to stop.');
  const loss = await Promise.race([first.lost, end.then(() => null)]);
  if (loss !== null) {
    terminal.complain(`${loss} Copse ends; start it again.`);
    // Much of it waits for the database in vain.
    await first.stop().catch(() => undefined);
    return 1;
  }
  terminal.say('Stopping …');
  await first.stop();
  terminal.say('Stopped.');
  return 0;
}

function wordsFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StartError || error instanceof DirectoryError)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
