import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, explainFileError, StartError } from '#platform/process';

const NOTE = 'demonstration.txt';
const WORDS =
  'This folder belongs to the demonstration of Copse (npm start -- --demo) and is emptied by npm run demo:reset.\n';

/**
 * Takes the demonstration's data folder, noting in it whose it is before anything else comes. @throws StartError for a
 * folder in which somebody else keeps something
 */
export async function takeFolder(dataDir: string): Promise<void> {
  try {
    const names = await namesIn(dataDir);
    if (names?.includes(NOTE)) return;
    if (names !== null && names.length > 0) {
      throw new StartError(
        `${dataDir} is not empty and not the demonstration's, so nothing in it was touched. Move it away, or choose another place with COPSE_DATA: the demonstration lies beside it, under its name and “-demo”.`,
      );
    }
    await mkdir(dataDir, { recursive: true });
    // Started by root, PostgreSQL runs as another account, which must be able to pass.
    await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    await writeFile(join(dataDir, NOTE), WORDS);
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}

/** Removes shared files, kept mail and the key of private answers; the database is another matter. */
export async function emptyFolder(dataDir: string): Promise<void> {
  for (const name of ['files', 'mail', 'keys']) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function namesIn(folder: string): Promise<string[] | null> {
  return readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
}
