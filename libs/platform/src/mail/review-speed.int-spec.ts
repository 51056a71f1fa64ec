import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { mailFor, MailScene } from './testing/mail-scene.js';
let database: TestDatabase; let sink: SMTPServer; let scene: MailScene;
beforeAll(async () => {
  database = await testDatabase();
  sink = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], onData(s, _x, d) { s.on('data', () => undefined); s.on('end', () => d()); } });
  await new Promise<void>((r) => sink.listen(0, '127.0.0.1', () => r()));
  scene = new MailScene(database.db, `smtp://127.0.0.1:${(sink.server.address() as never as {port:number}).port}` as never);
});
afterAll(async () => { scene.close(); sink.close(); await database.close(); });
it('measures', async () => {
  const ids: string[] = await scene.queue(...Array.from({ length: 300 }, (_, n) => mailFor({ subject: `s${n}`, text: 'x'.repeat(3600), html: '<p>' + 'word '.repeat(2900) + '</p>' } as never)));
  const send = scene.send as never as { mails: Record<string, (...a: unknown[]) => Promise<unknown>>; post: Record<string, (...a: unknown[]) => Promise<unknown>>; end: (...a: unknown[]) => Promise<unknown>; run: (x: unknown) => Promise<void> };
  const spent: Record<string, number> = {};
  const wrap = (owner: Record<string, unknown>, name: string) => {
    const whole = (owner[name] as (...a: unknown[]) => Promise<unknown>).bind(owner);
    owner[name] = async (...a: unknown[]) => { const t = performance.now(); try { return await whole(...a); } finally { spent[name] = (spent[name] ?? 0) + performance.now() - t; } };
  };
  wrap(send.mails, 'take'); wrap(send.mails, 'stands'); wrap(send.post, 'deliver'); wrap(send as never, 'end');
  const t = performance.now();
  const queue = [...ids];
  await Promise.all([0, 1].map(async () => { for (let id = queue.pop(); id !== undefined; id = queue.pop()) await send.run({ id }); }));
  const wall = (performance.now() - t) / ids.length;
  console.log({ wall, ...Object.fromEntries(Object.entries(spent).map(([k, v]) => [k, v / ids.length])) });
  expect(1).toBe(1);
}, 60_000);
