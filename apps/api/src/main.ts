import 'reflect-metadata';
import { DirectoryError } from '#communities';
import { loadConfig } from '#platform/config';
import { runProcess } from '#platform/process';
import { startApi } from './start-api.js';

await runProcess({
  start: (say) => startApi(loadConfig(), say),
  greeting: ({ url }) => [`Copse serves ${url}`, 'Press Ctrl-C to stop.'],
  plain: [DirectoryError],
});
