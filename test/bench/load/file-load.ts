import { createHash } from 'node:crypto';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { BenchSession } from '../dataset.js';
import type { SideAddress } from '../side.js';
import type { Job } from './job.js';

const MIB = 1024 * 1024;
const CHUNK = 64 * 1024;
const TUS = { 'tus-resumable': '1.0.0' };

/** One sound recording of so many MiB: a header that says what it is, then the same noise again and again. */
function recording(mebibytes: number): { chunk: Buffer; head: Buffer; size: number; sha256: string } {
  const size = mebibytes * MIB;
  const head = Buffer.alloc(CHUNK);
  head.write('RIFF', 0);
  head.writeUInt32LE(size - 8, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(44_100, 24);
  head.writeUInt32LE(176_400, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(size - 44, 40);
  const chunk = Buffer.from(Array.from({ length: CHUNK }, (_, at) => (at * 31) % 251));
  const hash = createHash('sha256').update(head);
  for (let sent = CHUNK; sent < size; sent += CHUNK) hash.update(chunk);
  return { chunk, head, size, sha256: hash.digest('hex') };
}

const recordings = new Map<number, ReturnType<typeof recording>>();
const recordingOf = (mebibytes: number): ReturnType<typeof recording> => {
  const made = recordings.get(mebibytes) ?? recording(mebibytes);
  recordings.set(mebibytes, made);
  return made;
};

/** Sends files, all at once, as a script does that resumes nothing. Gives MiB a second. What was sent is taken back. */
export async function sendFiles(
  side: SideAddress,
  job: Job & { kind: 'send' },
  session: BenchSession,
): Promise<number> {
  const file = recordingOf(job.mebibytes);
  const before = performance.now();
  const sent = await Promise.all(
    Array.from({ length: job.atOnce }, (_, at) =>
      side.name === 'bare' ? sendBare(side.port, file, at) : sendOurs(side.port, file, job.communitySlug, session),
    ),
  );
  const seconds = (performance.now() - before) / 1000;
  const headers = { ...TUS, ...credential(side.port, session) };
  for (const place of sent) if (place !== null) await exchange(side.port, 'DELETE', place, headers);
  return (job.mebibytes * job.atOnce) / seconds;
}

/** Fetches one file, again and again until time is up. Gives MiB a second. */
export async function fetchFile(side: SideAddress, job: Job & { kind: 'fetch' }): Promise<number> {
  const before = performance.now();
  let bytes = 0;
  do {
    const answer = await open(side.port, 'GET', job.path, {});
    if (answer.statusCode !== 200) throw new Error(`Status ${answer.statusCode} for ${job.path}.`);
    let size = 0;
    for await (const chunk of answer) size += (chunk as Buffer).length;
    if (size !== Number(answer.headers['content-length'])) throw new Error(`${size} bytes are not the whole file.`);
    bytes += size;
  } while (performance.now() - before < job.seconds * 1000);
  return bytes / MIB / ((performance.now() - before) / 1000);
}

type File = ReturnType<typeof recording>;

async function sendBare(port: number, file: File, at: number): Promise<null> {
  expectStatus(await exchange(port, 'PUT', `/incoming-${at}`, { 'content-length': file.size }, file), 204);
  return null;
}

async function sendOurs(port: number, file: File, slug: string, session: BenchSession): Promise<string> {
  const metadata = Object.entries({
    filename: 'recording.wav',
    filetype: 'audio/wav',
    community: slug,
    sha256: file.sha256,
  })
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
  const base = { ...TUS, ...credential(port, session) };
  const created = await exchange(port, 'POST', '/uploads', {
    ...base,
    'upload-length': file.size,
    'upload-metadata': metadata,
  });
  expectStatus(created, 201);
  const { location = '' } = created.headers;
  const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': 0, 'content-length': file.size };
  const whole = await exchange(port, 'PATCH', location, { ...base, ...type }, file);
  expectStatus(whole, 204);
  if (whole.headers['copse-refused'] !== undefined)
    throw new Error(`Refused: ${String(whole.headers['copse-refused'])}`);
  return location;
}

const credential = (port: number, { token }: BenchSession): OutgoingHttpHeaders => ({
  cookie: `copse=${token}`,
  origin: `http://127.0.0.1:${port}`,
});

function expectStatus(answer: IncomingMessage, status: number): void {
  if (answer.statusCode !== status) throw new Error(`Status ${answer.statusCode} where ${status} was expected.`);
}

/** Sends a request with this file as its body, or none, and waits for the end of the answer. */
async function exchange(
  port: number,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  file?: File,
): Promise<IncomingMessage> {
  const answer = await open(port, method, path, headers, file);
  answer.resume();
  if (!answer.complete) await new Promise((resolve, reject) => answer.once('end', resolve).once('error', reject));
  return answer;
}

function open(
  port: number,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  file?: File,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, resolve);
    asked.once('error', reject);
    if (!file) return void asked.end();
    let sent = 0;
    const more = (): void => {
      while (sent < file.size) {
        const part = sent === 0 ? file.head : file.chunk;
        sent += part.length;
        if (!asked.write(part)) return void asked.once('drain', more);
      }
      asked.end();
    };
    more();
  });
}
