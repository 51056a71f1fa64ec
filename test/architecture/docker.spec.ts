import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { loadConfig } from '#platform/config';

interface Compose {
  services: Record<
    'database' | 'copse',
    {
      image?: string;
      environment: Record<string, string>;
      ports?: string[];
      volumes: string[];
      build?: { context: string; dockerfile: string };
      read_only?: boolean;
      stop_grace_period?: string;
    }
  >;
  volumes: Record<string, null>;
}

const dockerfile = await readFile('docker/Dockerfile', 'utf8');
const compose = parse(await readFile('docker/compose.yaml', 'utf8')) as Compose;
const { copse, database } = compose.services;
const settings = await readFile('docs/operating.md', 'utf8').then((page) =>
  [...page.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name),
);

describe('docker/', () => {
  it('sets nothing but settings that exist', () => {
    const inImage = /^ENV (.*)$/m
      .exec(dockerfile)?.[1]
      ?.split(' ')
      .map((pair) => pair.split('=')[0]);
    expect(settings).toEqual(expect.arrayContaining([...(inImage ?? []), ...Object.keys(copse.environment)]));
  });

  it('runs the program that the build makes, by the exec form, as an ordinary user', () => {
    expect(dockerfile).toContain('CMD ["node", "dist/programs/standalone.js"]');
    expect(existsSync('apps/standalone/src/main.ts')).toBe(true);
    expect(dockerfile).toContain('RUN node scripts/build.mjs && ');
    expect(dockerfile).toMatch(/^USER node$/m);
    for (const [, path] of dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)) {
      for (const file of path?.split(' ') ?? []) expect([file, existsSync(file)]).toEqual([file, true]);
    }
  });

  it('uses the pinned major of Node, and a PostgreSQL that the product takes', async () => {
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: { node: string } };
    const [major] = dependencies.node.split('.');
    const bases = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, version]) => version);
    expect(bases).toEqual([major, major]);
    expect(Number(/^postgres:(\d+)/.exec(database.image ?? '')?.[1])).toBeGreaterThanOrEqual(15);
  });

  it('serves, checks and publishes the same port', () => {
    const port = /PORT=(\d+)/.exec(dockerfile)?.[1];
    expect(String(loadConfig({}).port)).toBe(port);
    expect(dockerfile).toMatch(new RegExp(`^EXPOSE ${port}$`, 'm'));
    expect(dockerfile).toContain(`'http://127.0.0.1:' + process.env.PORT + '/health/ready'`);
    expect(copse.ports).toEqual([expect.stringMatching(new RegExp(`:${port}$`))]);
  });

  it('gives the read-only container its data folder, and reaches the database it starts', () => {
    expect(dockerfile).toContain('COPSE_DATA=/data');
    expect(copse.read_only).toBe(true);
    expect(copse.volumes).toEqual(['data:/data']);
    expect(Object.keys(compose.volumes)).toEqual(['database', 'data']);
    const { POSTGRES_USER: user, POSTGRES_DB: name } = database.environment;
    const url = copse.environment['DATABASE_URL']?.replace('${POSTGRES_PASSWORD}', 'secret');
    expect(url).toBe(`postgres://${user}:secret@database:5432/${name}`);
    expect(loadConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it('waits for the end of a container longer than the product takes', () => {
    expect(Number.parseInt(copse.stop_grace_period ?? '', 10)).toBeGreaterThan(20);
  });
});
