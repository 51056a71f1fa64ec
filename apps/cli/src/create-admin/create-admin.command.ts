import { NestFactory } from '@nestjs/core';
import { LibsModule, entities, migrations } from '#apps/base';
import { AdministratorMaking, type MadeAdministrator } from '#identity';
import type { Config } from '#platform/config';
import { createDataSource, demandMigrated } from '#platform/database';
import { BadInput } from '#platform/errors';
import { createLogger } from '#platform/logging';
import { STATUS, UsageError, type Command, type Typed } from '../command.js';
import { withSiteDatabase } from '../site-database.js';

const TOLD: Readonly<Record<MadeAdministrator['how'], string>> = {
  made: 'The account is made and administers the site. Within 30 minutes, choose its password at',
  known: 'This account administers the site already. If its password is lost, choose a new one within 30 minutes at',
  promoted: 'The account of this address administers the site now. It keeps its password and signs in anew.',
};

/** Makes somebody an administrator. */
export const createAdminCommand: Command = {
  name: 'create-admin',
  usage: '--email <address> --name <name> [--language en|fr]',
  summary: 'make an administrator, or a link to a new password for one',
  help: [
    'Makes an account that administers the site and prints a link at which its password is chosen, once, within 30 minutes.',
    'An address that has an account becomes an administrator with the password that it has. For an administrator who cannot',
    'sign in any more it prints a link to a new password. Each is in the audit log.',
    '',
    'The link goes to standard output alone. It begins with PUBLIC_URL.',
  ],
  options: { email: { type: 'string' }, name: { type: 'string' }, language: { type: 'string' } },
  operands: 0,
  async run(typed, { config: read, say, complain }) {
    const wanted = wantedOf(typed);
    const config = read();
    const made = await withSiteDatabase(config, {}, say, async ({ url }) => {
      await demandMigrated(url, migrations);
      return withIdentity(config, url, (making) => making.make(wanted));
    }).catch((error: unknown) => {
      if (error instanceof BadInput) return error;
      throw error;
    });
    if (made instanceof BadInput) {
      for (const [field, problem] of Object.entries(made.details.fields ?? {})) complain(`--${field}: ${problem}`);
      return STATUS.failed;
    }
    say(TOLD[made.how]);
    if (made.secret !== null) say(`  ${config.publicUrl}/reset-password#token=${made.secret}`);
    return STATUS.done;
  },
};

function wantedOf({ options }: Typed): { email: string; name: string; language: 'EN' | 'FR' } {
  const { email, name, language = 'en' } = options;
  if (typeof email !== 'string' || typeof name !== 'string') throw new UsageError('It needs --email and --name.');
  if (language !== 'en' && language !== 'fr') throw new UsageError('--language must be en or fr.');
  return { email, name, language: language === 'fr' ? 'FR' : 'EN' };
}

/** The libs without anything that serves: what they write, and who must hear of it in running processes, is as ever. */
async function withIdentity<T>(
  config: Config,
  url: string,
  work: (making: AdministratorMaking) => Promise<T>,
): Promise<T> {
  const dataSource = createDataSource({ url, poolSize: 2, entities, migrations: [] });
  await dataSource.initialize();
  try {
    const logger = createLogger(config.logLevel, process.stderr);
    const app = await NestFactory.createApplicationContext(LibsModule.forRoot({ config, logger, dataSource }), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work(app.get(AdministratorMaking, { strict: false }));
    } finally {
      await app.close();
    }
  } finally {
    await dataSource.destroy();
  }
}
