import 'reflect-metadata';
import { DirectoryError } from '#communities';
import { loadConfig, type Config } from '#platform/config';
import { errorCode, runProcess, StartError } from '#platform/process';
import type { Demonstration } from './demo/start-demonstration.js';
import { startStandalone } from './standalone.js';

const DEMO = '--demo';

/** The words behind `npm start --`. */
const typed = process.argv.slice(2);

function readSettings(): Config {
  const unknown = typed.find((word) => word !== DEMO);
  if (unknown !== undefined)
    throw new StartError(`npm start knows nothing but ${DEMO}; ${unknown} means nothing to it.`);
  return loadConfig();
}

/** What makes the demonstration's files is among the packages of development, and loaded for it alone. */
async function startDemonstration(say: (line: string) => void): Promise<Demonstration> {
  const config = readSettings();
  const demo = await import('./demo/start-demonstration.js').catch((error: unknown) => {
    const isPackage = error instanceof Error && error.message.startsWith('Cannot find package');
    if (errorCode(error) !== 'ERR_MODULE_NOT_FOUND' || !isPackage) throw error;
    const words = 'The demonstration needs the packages of development. Install them with: npm ci --include=dev';
    throw new StartError(words, { cause: error });
  });
  return demo.startDemonstration(config, say);
}

if (typed.includes(DEMO)) {
  await runProcess({
    start: startDemonstration,
    greeting: ({ url, onThisMachine, signIns, dataDir }) => [
      `The demonstration of Copse is ready at ${url}${onThisMachine ? ', for this machine alone' : ''}`,
      'Its people, institutions and figures are invented. Sign in as',
      ...signIns.map(({ role, email, password }) => `  ${role.padEnd(13)}  ${email}  ${password}`),
      'Passwords are new at each start. No mail leaves this machine; the administrator finds it at /admin/mailbox.',
      `Everything lies in ${dataDir}. Begin anew with: npm run demo:reset`,
      'Press Ctrl-C to stop.',
    ],
  });
} else {
  await runProcess({
    start: (say) => startStandalone(readSettings(), say),
    greeting: ({ url, claimLink }) => [
      `Copse is ready at ${url}`,
      ...(claimLink === null
        ? []
        : [`Nobody administers this site yet. Within 24 hours, become its administrator at\n  ${claimLink}`]),
      'Press Ctrl-C to stop.',
    ],
    plain: [DirectoryError],
  });
}
