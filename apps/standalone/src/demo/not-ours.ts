import { StartError } from '#platform/process';

/** The refusal of a database that is neither empty nor the demonstration's, whoever named it. */
export const notOurs = (): StartError =>
  new StartError(
    'This database is not empty and does not hold the demonstration, so nothing in it was touched. The demonstration needs one of its own: unset DATABASE_URL, or name an empty database.',
  );
