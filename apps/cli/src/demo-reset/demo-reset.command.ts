import { resetDemonstration } from '#apps/standalone';
import { STATUS, type Command } from '../command.js';

/** Empties the demonstration, and nothing else. */
export const demoResetCommand: Command = {
  name: 'demo-reset',
  usage: '',
  summary: 'empty the demonstration, so that its next start fills it anew',
  help: [
    'Takes every person, discussion, file and message out of the demonstration (`npm start -- --demo`), which must be stopped.',
    'A database that does not carry the demonstration’s mark is not touched, whatever DATABASE_URL says.',
  ],
  options: {},
  operands: 0,
  async run(_typed, { config, say }) {
    const was = await resetDemonstration(config(), say);
    say(
      was
        ? 'The demonstration is empty. Fill it anew with: npm start -- --demo'
        : 'There is no demonstration to reset. Start one with: npm start -- --demo',
    );
    return STATUS.done;
  },
};
