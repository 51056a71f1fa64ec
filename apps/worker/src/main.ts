import 'reflect-metadata';
import { DirectoryError } from '#communities';
import { loadConfig } from '#platform/config';
import { runProcess } from '#platform/process';
import { startWorker } from './start-worker.js';

await runProcess({
  start: (say) => startWorker(loadConfig(), say),
  greeting: () => ['Copse works on jobs.', 'Press Ctrl-C to stop.'],
  plain: [DirectoryError],
});
