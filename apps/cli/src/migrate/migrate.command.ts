import { migrations } from '#apps/base';
import { migrate, schemaLevel } from '#platform/database';
import { STATUS, type Command } from '../command.js';
import { withClient } from '../with-client.js';
import { withSiteDatabase } from '../site-database.js';

/** Brings the schema to this release; what `npm start` does by itself, and several processes do not. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'bring the database to the schema of this release',
  help: [
    'Runs the migrations that the database lacks, each once and in order, also while the former release still serves:',
    'they add, and take nothing away that it uses. `npm start` does this by itself; api and worker wait for this command.',
    'Make a backup before. There is no way back but restoring it.',
  ],
  options: {},
  operands: 0,
  run: (_typed, { config, say, complain }) =>
    withSiteDatabase(config(), { make: true }, say, async ({ url, name }) => {
      const { unknown } = await withClient(url, (client) => schemaLevel(client, migrations));
      if (unknown.length > 0) {
        complain(
          `The database ${name} has steps of a newer Copse (${unknown.join(', ')}). Use that release or a later one; nothing was changed.`,
        );
        return STATUS.failed;
      }
      const done = await migrate(url, migrations);
      for (const step of done) say(`Done: ${step}`);
      say(
        done.length === 0 ? 'The schema is that of this release already.' : 'The schema is that of this release now.',
      );
      return STATUS.done;
    }),
};
