import type { Step } from './tracing.js';

/** A statement as it is traced: its name, never its values. */
export const statementStep = (name: string): Step => ({
  name: `sql ${name}`,
  kind: 'CLIENT',
  attributes: { 'db.system.name': 'postgresql', 'db.operation.name': name },
});
