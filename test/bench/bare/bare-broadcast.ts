/**
 * The bare limit of live delivery: a socket.io server that sends whatever is posted to everybody in one room.
 * Argument: port.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import type { LivePost } from '#contracts';

const port = Number(process.argv[2]);
const http = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { threadId, ...post } = JSON.parse(Buffer.concat(chunks).toString()) as LivePost & { threadId: string };
    const { id: postId, number, revision } = post;
    io.to('room').emit('post:created', { threadId, postId, number, revision, post });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 }).end('{}');
  });
});
const io = new Server(http, { serveClient: false });
io.on('connection', (socket) => {
  socket.on('thread:watch', (_room: unknown, acknowledge: (answer: { ok: true }) => void) => {
    void socket.join('room');
    acknowledge({ ok: true });
  });
});
http.listen(port, '127.0.0.1', () => process.send?.('ready'));
// Whoever compares is gone.
process.on('disconnect', () => process.exit());
