import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '#platform/process';

/** The layout of a backup's folder; a later one gets another number. */
const VERSION = 1;

/** Names within a backup. */
export const MANIFEST = 'manifest.json';
/** The sum of the manifest, in a line as `sha256sum` writes it. */
const MANIFEST_SUM = 'manifest.sha256';
export const FILE_LIST = 'files.jsonl';
export const tablePath = (name: string): string => join('tables', `${name}.copy.gz`);
export const filePath = (key: string): string => join('files', key);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
/** Also what stands in SQL, quoted. */
const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

const MANIFEST_SHAPE = z.object({
  format: z.literal('copse-backup'),
  version: z.literal(VERSION),
  /** ISO 8601, UTC: the moment of the snapshot, by the database's clock. */
  takenAt: z.iso.datetime({ offset: true }),
  copse: z.string(),
  node: z.string(),
  postgres: z.string(),
  /** Steps that the schema had behind it, in order. */
  migrations: z.array(z.string().min(1)).min(1),
  withKeys: z.boolean(),
  tables: z.array(
    z.object({ name: identifier, columns: z.array(identifier).min(1), rows: count, bytes: count, sha256 }),
  ),
  /** The list of files, one line each, and what it adds up to. */
  files: z.object({ count, missing: count, bytes: count, listBytes: count, listSha256: sha256 }),
  /** Jobs that waited at that moment and are not in the backup. */
  waitingJobs: count,
});

/** What a backup says of itself. */
export type Manifest = z.output<typeof MANIFEST_SHAPE>;
/** One table of it. */
export type TableEntry = Manifest['tables'][number];

const FILE_SHAPE = z.union([
  z.object({ key: z.string(), size: count, sha256 }).strict(),
  z.object({ key: z.string(), missing: z.enum(['removed', 'lost']) }).strict(),
]);

/** One line of the list of files: what is there, or why it is not. */
export type FileEntry = z.output<typeof FILE_SHAPE>;

/** A backup that cannot be believed; the message says which part of it. */
export class BackupDamaged extends StartError {}

/** Writes manifest and sum, each to the disk before this resolves. */
export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format' | 'version'>): Promise<void> {
  const text = `${JSON.stringify({ format: 'copse-backup', version: VERSION, ...manifest }, null, 2)}\n`;
  await writeDurably(join(folder, MANIFEST), text);
  await writeDurably(join(folder, MANIFEST_SUM), `${sumOf(text)}  ${MANIFEST}\n`);
}

/** Reads the manifest of a whole backup. @throws BackupDamaged when there is none, or it is not as it was written */
export async function readManifest(folder: string): Promise<Manifest> {
  const [text, sum] = await Promise.all([MANIFEST, MANIFEST_SUM].map((name) => textIfThere(join(folder, name))));
  if (text == null || sum == null) {
    throw new BackupDamaged(
      `${folder} is no whole backup: ${text == null ? MANIFEST : MANIFEST_SUM} is missing. It is written last, so that what was broken off never has one.`,
    );
  }
  if (sum.split(/\s/, 1)[0] !== sumOf(text)) throw new BackupDamaged(`${MANIFEST} is not as it was written.`);
  const parsed = MANIFEST_SHAPE.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new BackupDamaged(
    `${MANIFEST} is not of a form that this Copse reads (${parsed.error.issues[0]?.path.join('.') ?? ''}). Use the release that made it, or a later one.`,
  );
}

/** Reads one line of the list of files. @throws BackupDamaged */
export function readFileEntry(line: string): FileEntry {
  const parsed = FILE_SHAPE.safeParse(parse(line));
  if (!parsed.success) throw new BackupDamaged(`${FILE_LIST} has a line that is none of ours.`);
  return parsed.data;
}

/** Writes a small file so that it is there after a power cut. */
async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function textIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
