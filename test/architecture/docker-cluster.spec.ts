import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { loadConfig } from '#platform/config';

interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  stop_grace_period?: string;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}
type Name = 'proxy' | 'api-1' | 'api-2' | 'worker' | 'migrate' | 'database' | 'redis' | 'store' | 'bucket' | 'mail';
interface Compose {
  services: Record<Name, Service>;
  volumes: Record<string, null>;
}

const FILES = ['docker/compose.yaml', 'docker/compose.cluster.yaml'];
const OURS = ['api-1', 'api-2', 'worker', 'migrate'] as const;

const read = async (path: string): Promise<Compose> => parse(await readFile(path, 'utf8'), { merge: true }) as Compose;
const { services, volumes } = await read('docker/compose.cluster.yaml');
const text = await readFile('docker/compose.cluster.yaml', 'utf8');
const example = await readFile('docker/cluster.env.example', 'utf8');
const caddyfile = await readFile('docker/Caddyfile', 'utf8');
const dockerfile = await readFile('docker/Dockerfile', 'utf8');

/** What Compose puts in place of `${NAME:-default}` and `${NAME:?why}`, with these answers. */
const filledIn = (value: string, answers: Record<string, string>): string =>
  value.replaceAll(/\$\{([A-Z0-9_]+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    const answer = answers[name] ?? (kind === '-' ? rest : undefined);
    if (answer === undefined) throw new Error(`${name} has no value.`);
    return answer;
  });
const ANSWERS = {
  POSTGRES_PASSWORD: 'a1b2',
  S3_SECRET: 'c3d4',
  SITE_ADDRESS: 'communities.example.org',
  COPSE_SECRET_KEY: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
};
const environmentOf = (name: Name): Record<string, string> =>
  Object.fromEntries(
    Object.entries(services[name].environment ?? {}).map(([key, value]) => [key, filledIn(value, ANSWERS)]),
  );

describe('the files of Compose', () => {
  // https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json (Apache-2.0), unchanged.
  const schema = readFile('test/architecture/compose-spec.schema.json', 'utf8').then(
    (file) => JSON.parse(file) as Record<string, unknown>,
  );

  it.each(FILES)('%s keeps to the Compose specification', async (path) => {
    const { $schema, ...rules } = await schema;
    expect($schema).toContain('draft-07');
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(rules);
    expect([validate(await read(path)), validate.errors]).toEqual([true, null]);
  });

  it('would be refused with a word that the specification does not know', async () => {
    const { $schema: _, ...rules } = await schema;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(rules);
    expect(validate({ services: { copse: { image: 'copse', comand: ['node'] } } })).toBe(false);
  });
});

describe('docker/compose.cluster.yaml', () => {
  it('starts programs that the build makes, from one image', () => {
    for (const name of OURS) {
      const [node, program = ''] = services[name].command ?? [];
      expect(node).toBe('node');
      const [, app] = /^dist\/programs\/(\w+)\.js$/.exec(program) ?? [];
      expect([program, existsSync(`apps/${app}/src/main.ts`)]).toEqual([program, true]);
      expect(services[name].image).toBe('copse:local');
    }
    // Two that build one name at the same time come in each other's way.
    const built = Object.values(services).filter(({ build }) => build !== undefined);
    expect(built.map(({ build }) => build)).toEqual([{ context: '..', dockerfile: 'docker/Dockerfile' }]);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(services.migrate.command?.at(-1)).toBe('migrate');
  });

  it('sets nothing but settings that exist, with values that the product takes', async () => {
    const known = await readFile('docs/operating.md', 'utf8').then((page) =>
      [...page.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name),
    );
    for (const name of OURS) {
      const environment = environmentOf(name);
      expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
      const config = loadConfig(environment);
      expect(config.redisUrl).toBe('redis://redis:6379');
      expect(config.publicUrl).toBe('https://communities.example.org');
    }
  });

  it('asks for every value that has no default, and the example names them all', () => {
    const asked = [...text.matchAll(/\$\{([A-Z0-9_]+):\?/g)].map(([, name]) => name);
    const offered = [...example.matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(offered).toEqual(expect.arrayContaining(asked));
    expect(Object.keys(ANSWERS).toSorted()).toEqual([...new Set(asked)].toSorted());
  });

  it('reaches each of its own services by the name and port that it has', () => {
    const { DATABASE_URL = '', REDIS_URL = '', S3_URL = '', SMTP_URL = '' } = environmentOf('api-1');
    const { POSTGRES_USER: user, POSTGRES_DB: name } = services.database.environment ?? {};
    expect(DATABASE_URL).toBe(`postgres://${user}:${ANSWERS.POSTGRES_PASSWORD}@database:5432/${name}`);
    expect(new URL(REDIS_URL).hostname).toBe('redis');
    expect(new URL(S3_URL)).toMatchObject({ hostname: 'store', port: '8333', pathname: '/copse' });
    expect(services.store.command).toContain('-s3.port=8333');
    // It would answer under its name alone, and its health check asks itself.
    expect(services.store.command).toEqual(expect.arrayContaining(['-ip=store', '-ip.bind=0.0.0.0']));
    expect(services.bucket.command?.[0]).toContain('s3.bucket.create -name copse');
    expect(services.bucket.command?.[0]).toContain(`-access_key ${new URL(S3_URL).username} -secret_key $$S3_SECRET`);
    expect(services.bucket.environment).toEqual({ S3_SECRET: '${S3_SECRET}' });
    expect(new URL(SMTP_URL)).toMatchObject({ hostname: 'mail', port: '1025' });
    // Each service that another one waits for as healthy can say so.
    for (const { depends_on: needs = {} } of Object.values(services)) {
      for (const [needed, { condition }] of Object.entries(needs)) {
        if (condition !== 'service_healthy') continue;
        const own = services[needed as Name];
        const inImage = own.image === 'copse:local' && dockerfile.includes('HEALTHCHECK');
        expect([needed, inImage || own.healthcheck !== undefined]).toEqual([needed, true]);
      }
    }
  });

  it('serves nobody before the schema is there, and changes it in one place alone', () => {
    for (const name of ['api-1', 'api-2', 'worker'] as const) {
      expect(services[name].depends_on).toMatchObject({ migrate: { condition: 'service_completed_successfully' } });
    }
    expect(Object.values(services).filter(({ command }) => command?.includes('migrate'))).toHaveLength(1);
  });

  it('lets nobody in but the proxy, and the catcher of mail on this machine alone', () => {
    const open = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(open).toEqual(['proxy 80:80', 'proxy 443:443', 'proxy 443:443/udp', 'mail 127.0.0.1:8025:8025']);
    expect(caddyfile).toContain(`reverse_proxy api-1:${loadConfig({}).port} api-2:${loadConfig({}).port} {`);
    expect(caddyfile).toContain('health_uri /health/ready');
    expect(caddyfile).toMatch(/^\tencode zstd gzip$/m);
    expect(environmentOf('api-1')['TRUST_PROXY']).toBe('uniquelocal');
  });

  it('runs Copse read-only, without privileges, and gives it the time that its end takes', () => {
    for (const name of OURS) {
      expect(services[name]).toMatchObject({
        read_only: true,
        // 1000 is `node` in every image of Node; a folder of memory without an owner is root's.
        tmpfs: ['/tmp', '/data:uid=1000,gid=1000,mode=0700'],
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(Number.parseInt(services[name].stop_grace_period ?? '', 10)).toBeGreaterThan(20);
    }
  });

  it('asks the worker how it is doing where it answers', () => {
    const { METRICS_PORT: port } = environmentOf('worker');
    expect(services.worker.healthcheck?.test.at(-1)).toContain(`http://127.0.0.1:${port}/health/ready`);
  });

  it('keeps what must outlive it, and lists no volume that nobody uses', () => {
    const used = Object.values(services).flatMap(({ volumes: mounts = [] }) =>
      mounts.map((mount) => mount.split(':')[0]),
    );
    expect(used.filter((name) => name !== './Caddyfile').toSorted()).toEqual(Object.keys(volumes).toSorted());
  });
});
