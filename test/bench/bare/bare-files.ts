/**
 * The bare limit of files: `node:http` that streams a request's body to disk, and a file from disk into an answer; and
 * sharp that makes a thumbnail. No sessions, no checks, no errors. Arguments: port, (unused), folder.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { THUMBNAIL_SIZES } from '../thumbnails.js';

const [port, , folder = '.'] = process.argv.slice(2);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The name of a file is a word of ours.
  const file = join(folder, (request.url ?? '').slice(1));
  if (request.method === 'PUT') {
    await pipeline(request, createWriteStream(file));
    response.writeHead(204).end();
  } else if (request.method === 'POST') {
    for (const size of THUMBNAIL_SIZES)
      await sharp(file).resize(size, size, { fit: 'inside', withoutEnlargement: true }).webp().toBuffer();
    response.writeHead(204).end();
  } else {
    const { size } = await stat(file);
    response.writeHead(200, { 'content-length': size });
    await pipeline(createReadStream(file), response);
  }
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    response.destroy();
  });
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
// Whoever compares is gone.
process.on('disconnect', () => process.exit());
