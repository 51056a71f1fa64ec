import { backupCommand } from './backup/backup.command.js';
import { checkCommand } from './check/check.command.js';
import type { Command } from './command.js';
import { createAdminCommand } from './create-admin/create-admin.command.js';
import { demoResetCommand } from './demo-reset/demo-reset.command.js';
import { migrateCommand } from './migrate/migrate.command.js';
import { restoreCommand } from './restore/restore.command.js';

/** Everything that `copse` can do, in the order of its help. */
export const COMMANDS: readonly Command[] = [
  checkCommand,
  migrateCommand,
  createAdminCommand,
  backupCommand,
  restoreCommand,
  demoResetCommand,
];
