import { DatabaseError, type Connection, type Submittable } from 'pg';
import { STATEMENT_TYPES, type Statement } from './statement.js';

/** A statement that waits for its answer. */
export interface Asked {
  readonly statement: Statement;
  /** As PostgreSQL reads them. */
  readonly values: readonly (string | Buffer | null)[];
  /** Told of the rows, and of what was done in a word of PostgreSQL's. */
  resolve(rows: Record<string, unknown>[], done: string): void;
  reject(error: Error): void;
}

/** How the rows of a statement look: each column's name, and how its text is read. */
type Shape = readonly { readonly name: string; readonly read: (text: string) => unknown }[];

/** What a connection tells of the statements that were prepared on it; pg keeps the texts there as well. */
type PreparingConnection = Connection & { readonly parsedStatements: Record<string, string | undefined> };

/** By connection, since each plans for itself: a column that a migration adds meanwhile is never read as another. */
const shapes = new WeakMap<Connection, Map<string, Shape>>();

/**
 * Several prepared statements in one message to PostgreSQL, done and answered in their order, each with the state of its own moment.
 * Writing and reading of the socket, which cost more than all else that Node does for a short statement, are paid once
 * for all of them; and nobody asks again how rows look that were described before (docs/performance.md). Where one fails,
 * those after it were not run and are handed back.
 */
export class StatementBatch implements Submittable {
  /** pg notes under these what the connection has prepared just now. */
  name = '';
  text = '';
  /** pg puts its own in place where it counts the time, and wants to be told of the end. */
  callback: (error: Error | null) => void = () => undefined;
  private over = false;
  private at = 0;
  private rows: Record<string, unknown>[] = [];
  private known = new Map<string, Shape>();
  private shape: Shape = [];

  /** `done` is told when the connection is free again: with what was not run, and the error that spoilt the connection. */
  constructor(
    private readonly asked: readonly Asked[],
    private readonly done: (unasked: readonly Asked[], error?: Error) => void,
  ) {}

  /** Names of all statements in it, for whoever counts. */
  get names(): string[] {
    return this.asked.map(({ statement }) => statement.name);
  }

  submit(connection: Connection): Error | undefined {
    const { parsedStatements } = connection as PreparingConnection;
    const twice = this.asked.find(({ statement: { name, text } }) => (parsedStatements[name] ?? text) !== text);
    if (twice) return new Error(`Two statements are named ${twice.statement.name}.`);
    let known = shapes.get(connection);
    if (!known) shapes.set(connection, (known = new Map()));
    this.known = known;
    this.turnTo(0);
    const described = new Set<string>();
    connection.stream.cork();
    for (const { statement, values } of this.asked) {
      const { name, text } = statement;
      const isNew = !described.has(name) && (parsedStatements[name] === undefined || !known.has(name));
      if (isNew && parsedStatements[name] === undefined) connection.parse({ name, text, types: [] }, true);
      connection.bind({ statement: name, values: [...values] }, true);
      if (isNew) connection.describe({ type: 'P', name: '' }, true);
      connection.execute({}, true);
      described.add(name);
    }
    connection.sync();
    connection.stream.uncork();
    return undefined;
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.shape = fields.map(({ name, dataTypeID }) => ({
      name,
      read: STATEMENT_TYPES.getTypeParser(dataTypeID) as (text: string) => unknown,
    }));
    this.known.set(this.name, this.shape);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const { shape } = this;
    const row: Record<string, unknown> = {};
    for (let i = 0; i < shape.length; i += 1) {
      const column = shape[i];
      const text = fields[i];
      if (column) row[column.name] = text === null || text === undefined ? null : column.read(text);
    }
    this.rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    // What gives no rows need not be described again either.
    if (!this.known.has(this.name)) this.known.set(this.name, []);
    this.asked[this.at]?.resolve(this.rows, text);
    this.turnTo(this.at + 1);
  }

  handleReadyForQuery(): void {
    if (!this.over) this.end([], null);
  }

  handleError(error: Error): void {
    if (this.over) return;
    const ours = error instanceof DatabaseError;
    const rest = this.asked.slice(this.at + 1);
    this.asked[this.at]?.reject(error);
    // Without a word of PostgreSQL's the connection is gone, and nobody can tell what of this was to blame.
    if (!ours) for (const asked of rest) asked.reject(error);
    this.end(ours ? rest : [], error);
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** Only for statements that return by halves, or copy; none of ours does. */
  handlePortalSuspended(): void {
    throw new Error('A statement of a batch is answered whole.');
  }

  private end(unasked: readonly Asked[], error: Error | null): void {
    this.over = true;
    this.callback(error);
    this.done(unasked, error ?? undefined);
  }

  private turnTo(at: number): void {
    const { name, text } = this.asked[at]?.statement ?? { name: '', text: '' };
    this.at = at;
    this.name = name;
    this.text = text;
    this.rows = [];
    this.shape = this.known.get(name) ?? [];
  }
}
