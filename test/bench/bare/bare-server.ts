/**
 * The bare limit of a request that reads or writes the database: `node:http`, one prepared statement of `pg` and
 * `JSON.stringify`. No sessions, no checks, no errors. Arguments: port, connections to the database; DATABASE_URL.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool, type QueryResultRow } from 'pg';
import { BARE_STATEMENTS } from './bare-statements.js';

const [port, connections] = process.argv.slice(2).map(Number);
const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: connections, min: connections });

const rowsOf = async (name: keyof typeof BARE_STATEMENTS, values: unknown[]): Promise<QueryResultRow[]> =>
  (await pool.query({ name, text: BARE_STATEMENTS[name], values })).rows;

async function answer(request: IncomingMessage): Promise<unknown> {
  const [, path, id, from] = (request.url ?? '').split('/');
  if (path === 'threads') return { threadId: id, posts: await rowsOf('page', [id, from]) };
  if (path === 'communities') return { communityId: id, threads: await rowsOf('list', [id]) };
  if (path === 'resources') return { communityId: id, resources: await rowsOf('resources', [id]) };
  if (path === 'inbox') return { accountId: id, notifications: await rowsOf('inbox', [id]) };
  if (path === 'unread') return { accountId: id, communities: await rowsOf('unread', [id]) };
  const { id: postId, threadId, authorId, body, bodyHtml } = await jsonOf(request);
  const [row] = await rowsOf('insert', [postId, threadId, authorId, body, bodyHtml]);
  return row;
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
}

function send(response: ServerResponse, status: number, content: unknown): void {
  const body = Buffer.from(JSON.stringify(content));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

createServer((request, response) => {
  answer(request).then(
    (content) => send(response, 200, content),
    (error: Error) => send(response, 500, { error: error.message }),
  );
}).listen(port, '127.0.0.1', () => process.send?.('ready'));
// Whoever compares is gone.
process.on('disconnect', () => process.exit());
