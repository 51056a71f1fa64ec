import { ConfigError, type Config } from '#platform/config';
import { STATUS, type Command, type CommandContext } from '../command.js';
import { installation } from '#apps/base';
import { checkConfiguration } from './configuration.check.js';
import { checkDatabase } from './database.check.js';
import type { Finding } from './finding.js';
import { checkServices } from './services.check.js';
import { checkFiles } from './storage.check.js';
import { checkVersions } from './versions.check.js';

/** Looks at everything that a site stands on and says what to do about what is wrong. */
export const checkCommand: Command = {
  name: 'check',
  usage: '[--send-to <address>]',
  summary: 'look at settings, database, files, mail, clock and versions, with a remedy for each fault',
  help: [
    'Looks at the settings, the versions, the database (rights, schema, safety, clock), the place of files (by a small file',
    'that is removed again), the room on the disk, the mail server (as far as signing in; no message), Redis and the virus',
    'scanner where they are set. Changes nothing, also while the site runs.',
    '',
    '  --send-to <address>  also sends one message there',
    '',
    'Status 0: nothing is broken (warnings may be there). Status 1: something is.',
  ],
  options: { 'send-to': { type: 'string' } },
  operands: 0,
  async run({ options }, context) {
    const sendTo = options['send-to'];
    const findings = await look(context, typeof sendTo === 'string' ? sendTo : null);
    for (const { mark, what, remedy } of findings) {
      context.say(`${mark.padEnd(4)}  ${what}`);
      if (remedy !== undefined) context.say(`      → ${remedy}`);
    }
    const count = (wanted: Finding['mark']): number => findings.filter(({ mark }) => mark === wanted).length;
    context.say(`${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} broken`);
    return count('fail') === 0 ? STATUS.done : STATUS.failed;
  },
};

async function look({ config: read, say }: CommandContext, sendTo: string | null): Promise<Finding[]> {
  const versions = await checkVersions(await installation());
  const config = configOrProblems(read);
  if (Array.isArray(config)) return [...config, ...versions];
  return [
    ...checkConfiguration(config),
    ...versions,
    ...(await checkDatabase(config, say)),
    ...(await checkFiles(config)),
    ...(await checkServices(config, sendTo)),
  ];
}

function configOrProblems(read: () => Config): Config | Finding[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => ({
      mark: 'fail',
      what: `Settings: ${problem}`,
      remedy: 'See *Settings* in docs/operating.md; nothing else was looked at.',
    }));
  }
}
