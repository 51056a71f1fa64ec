import { createConnection } from 'node:net';
import { once } from 'node:events';
import type { Config } from '#platform/config';
import { checkMail, sendTrial } from '#platform/mail';
import { checkRedis } from '#platform/redis';
import { fail, ok, reasonOf, warn, type Finding } from './finding.js';

const SCANNER_MS = 5_000;

/** What the settings name besides database and storage: mail, Redis, the virus scanner. */
export async function checkServices(config: Config, sendTo: string | null): Promise<Finding[]> {
  const findings = await Promise.all([mailOf(config, sendTo), redisOf(config), scannerOf(config)]);
  return findings.flat();
}

async function mailOf(config: Config, sendTo: string | null): Promise<Finding[]> {
  const { smtpUrl, mailFrom } = config;
  if (smtpUrl === null) {
    const findings = [warn('Mail: none is sent; it is kept under data/mail for administrators', 'Set SMTP_URL.')];
    return sendTo === null
      ? findings
      : [...findings, fail('Mail: nothing can be sent to the address given', 'Set SMTP_URL.')];
  }
  const { host, hostname } = new URL(smtpUrl);
  try {
    const server = await checkMail(config);
    const words = `Mail: ${host} greets${server?.signedIn ? ' and takes user and password' : ''}, sender ${mailFrom.address}`;
    const near = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    const encrypted = server?.encrypted === true || near;
    const said = encrypted
      ? ok(words)
      : warn(
          `${words}, and encrypts nothing`,
          'Use smtps://, or a server that offers STARTTLS: letters hold links that sign in.',
        );
    return sendTo === null ? [said] : [said, await trial(config, sendTo)];
  } catch (error) {
    return [fail(`Mail: ${host}: ${reasonOf(error)}`, 'See SMTP_URL and *Mail* in docs/operating.md.')];
  }
}

async function trial(config: Config, sendTo: string): Promise<Finding> {
  try {
    await sendTrial(config, sendTo);
    return ok('Mail: a message to the address given was taken; look whether it arrived, and not as spam');
  } catch (error) {
    return fail(
      `Mail: a message to the address given was refused: ${reasonOf(error)}`,
      'See *Mail* in docs/operating.md.',
    );
  }
}

async function redisOf({ redisUrl }: Config): Promise<Finding[]> {
  if (redisUrl === null) return [];
  try {
    const warning = await checkRedis(redisUrl);
    return [
      warning === null
        ? ok(`Redis: ${new URL(redisUrl).host} answers`)
        : fail(`Redis: ${warning}`, 'Start it, or see REDIS_URL.'),
    ];
  } catch (error) {
    return [fail(`Redis: ${reasonOf(error)}`, 'See REDIS_URL in docs/operating.md.')];
  }
}

/** clamd's own question whether it lives. */
async function scannerOf({ scannerUrl }: Config): Promise<Finding[]> {
  if (scannerUrl === null) return [];
  const { protocol, hostname, port, pathname } = new URL(scannerUrl);
  const socket = protocol === 'unix:' ? createConnection(pathname) : createConnection(Number(port), hostname);
  try {
    const signal = AbortSignal.timeout(SCANNER_MS);
    await once(socket, 'connect', { signal });
    socket.write('zPING\0');
    const [answer] = (await once(socket, 'data', { signal })) as [Buffer];
    if (answer.toString().startsWith('PONG')) return [ok('Scanner: answers')];
    return [fail('Scanner: it answers, and not as clamd does', 'See SCANNER_URL: uploads wait until it works.')];
  } catch (error) {
    return [fail(`Scanner: ${reasonOf(error)}`, 'Start clamd, or see SCANNER_URL: uploads wait until it works.')];
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
}
