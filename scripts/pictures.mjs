/**
 * `npm run pictures [-- folder]`: starts the demonstration anew on a free port and in a folder of its own, takes the pictures
 * of the README from it into docs/pictures/ (or the named folder), and takes all of it away again. With the same words and on
 * the same day they show the same.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { findBrowser } from './browser.mjs';
import { root } from './build.mjs';

const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
/** A community, and discussions that show what it is like, by their titles. */
const PLACE = '/c/educators-programmers';
const ENGLISH = 'The bus cost more than we did';
const FRENCH = 'Évaluer un atelier en trois minutes (et en faire quelque chose)';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];

const target = resolve(process.argv[2] ?? join(root, 'docs', 'pictures'));
const folder = await realpath(await mkdtemp(join(tmpdir(), 'copse-pictures-')));
let site;
let browser;
try {
  const { path, reason } = await findBrowser(join(folder, 'browser'));
  if (!path) throw new Error(`There is no browser to take pictures with: ${reason}.`);
  site = await startDemonstration();
  browser = await chromium.launch({
    executablePath: path,
    args: FLAGS,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  await mkdir(target, { recursive: true });
  await takeAll();
} finally {
  await browser?.close();
  await site?.end();
  await rm(folder, { recursive: true, force: true });
}

async function takeAll() {
  const member = await visitor('member', { viewport: DESKTOP });
  await take(member, 'discussion', () => openThread(member, ENGLISH));
  await take(member, 'library', () => member.goto(`${PLACE}/library`));
  await take(member, 'search', () => member.goto('/search?q=school+bus'));
  const dark = await visitor('facilitator', { viewport: DESKTOP, colorScheme: 'dark' });
  await take(dark, 'inbox-dark', () => dark.goto('/inbox'));
  const french = await visitor('administrator', { viewport: DESKTOP, locale: 'fr-CA' });
  await take(french, 'discussion-french', () => openThread(french, FRENCH));
  const phone = await visitor('member', { viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  await take(phone, 'phone', () => openThread(phone, ENGLISH));
}

/** Somebody's own browser, signed in as one of the three. */
async function visitor(role, look) {
  const context = await browser.newContext({
    baseURL: site.origin,
    locale: 'en-CA',
    reducedMotion: 'reduce',
    ...look,
  });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  const { email, password } = site.signIns[role];
  await page.goto('/sign-in');
  await page.locator('input[type="email"]').fill(email);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('main button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

async function openThread(page, title) {
  await page.goto(PLACE);
  await page.getByRole('link', { name: title }).first().click();
  await page.locator('#post-1').waitFor();
}

/** Waits until everything of the page has come, and keeps it as a small file. */
async function take(page, name, open) {
  await open();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(() => scrollTo(0, 0));
  const shot = await page.screenshot();
  const { size } = await sharp(shot)
    .webp({ quality: 82, effort: 6 })
    .toFile(join(target, `${name}.webp`));
  process.stdout.write(`${join(target, `${name}.webp`)}: ${Math.round(size / 1024)} kB\n`);
}

async function startDemonstration() {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), '--demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, TMPDIR: folder, PORT: String(port), COPSE_DATA: join(folder, 'data') },
  });
  let said = '';
  const ended = new Promise((done) => child.on('close', done));
  await new Promise((ready, refuse) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      process.stdout.write(text);
      if (said.includes('Press Ctrl-C to stop.')) ready();
    });
    ended.then(() => refuse(new Error('The demonstration did not start.')));
  });
  const lines = said.matchAll(/^ {2}(member|facilitator|administrator) +(\S+) {2}(\S+)$/gm);
  return {
    origin: `http://localhost:${port}`,
    signIns: Object.fromEntries([...lines].map(([, role, email, password]) => [role, { email, password }])),
    end: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

function freePort() {
  return new Promise((found, refuse) => {
    const server = createServer().on('error', refuse);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
