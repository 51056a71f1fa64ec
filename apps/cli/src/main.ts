import 'reflect-metadata';
import { endWanted, terminal } from '#platform/process';
import { COMMANDS } from './commands.js';
import { runCommand } from './run-command.js';

const stopping = new AbortController();
void endWanted().then(() => stopping.abort());
const status = await runCommand(process.argv.slice(2), COMMANDS, { ...terminal, signal: stopping.signal });
// Whatever still holds the process (a pool that says goodbye) has had its time.
process.exit(status);
