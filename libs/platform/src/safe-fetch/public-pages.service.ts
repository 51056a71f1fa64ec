import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Agent, buildConnector } from 'undici';
import { isLinkable } from './is-linkable.js';
import { isPublicAddress } from './public-address.js';
import { titleOfPage } from './title-of-page.js';

const MAX_REDIRECTS = 3;
/** A page is in its first part what it is called; whoever is slower than this shall not be waited for. */
const MAX_BYTES = 256 * 1024;
const MAX_MS = 5_000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What asks for them: loaded for the first of them, since few processes ever do. */
type Undici = typeof import('undici');

/** Where pages are looked for. Production takes the default of each. */
export interface PublicPagesOptions {
  readonly resolve: (hostname: string) => Promise<string[]>;
  readonly mayAsk: (address: string) => boolean;
  /** Ports as they stand in a URL; '' is that of the scheme. */
  readonly ports: ReadonlySet<string>;
  readonly milliseconds: number;
}

const PRODUCTION: PublicPagesOptions = {
  resolve: addressesOf,
  mayAsk: isPublicAddress,
  ports: new Set(['', '80', '443']),
  milliseconds: MAX_MS,
};

/** Token for other options; tests alone provide it. */
export const PUBLIC_PAGES_OPTIONS = Symbol('copse public pages options');

/**
 * Looks at pages of the public internet on behalf of people who name them, and at nothing else: every address that a
 * name leads to is looked at before it is connected to, for each redirect anew, and what was connected once more.
 */
@Injectable()
export class PublicPages {
  private readonly options: PublicPagesOptions;

  constructor(@Optional() @Inject(PUBLIC_PAGES_OPTIONS) options: Partial<PublicPagesOptions> = {}) {
    this.options = { ...PRODUCTION, ...options };
  }

  /**
   * The title of a page, at most 200 characters; null when it has none, is no page, does not answer in time or may not
   * be asked. Never says which of these: the difference would tell what there is in our network.
   */
  async titleOf(url: string): Promise<string | null> {
    const undici = await import('undici');
    const signal = AbortSignal.timeout(this.options.milliseconds);
    const agent = new undici.Agent({ connect: this.connector(undici), allowH2: false, maxHeaderSize: 32 * 1024 });
    const outOfTime = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
    try {
      return await Promise.race([this.follow(url, undici, agent, signal), outOfTime]);
    } catch {
      return null;
    } finally {
      await agent.destroy();
    }
  }

  private async follow(
    url: string,
    { request }: Undici,
    dispatcher: Agent,
    signal: AbortSignal,
  ): Promise<string | null> {
    let next = url;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      if (isLinkable(next) !== null || !this.options.ports.has(new URL(next).port)) return null;
      const { statusCode, headers, body } = await request(next, {
        dispatcher,
        signal,
        headers: { 'user-agent': 'Copse (titles of linked pages)', accept: 'text/html', 'accept-encoding': 'identity' },
      });
      // It is torn down at the end in any case, in the middle of it as well.
      body.on('error', () => undefined);
      const { location } = headers;
      if (REDIRECTS.has(statusCode) && typeof location === 'string') {
        next = new URL(location, next).href;
        body.destroy();
      } else if (statusCode !== 200) return null;
      else return await titleOfAnswer(headers['content-type'], headers['content-encoding'], body);
    }
    return null;
  }

  /** Connects to addresses that were looked at, and to no others, whatever the name leads to a moment later. */
  private connector(undici: Undici): buildConnector.connector {
    const connect = undici.buildConnector({ lookup: this.lookup(), timeout: this.options.milliseconds });
    return (target, callback) =>
      connect(target, (...result) => {
        const [, socket] = result;
        if (socket && !this.options.mayAsk(socket.remoteAddress ?? '')) {
          socket.destroy();
          callback(new Error('this address may not be asked'), null);
        } else callback(...result);
      });
  }

  private lookup(): LookupFunction {
    const find = callbackify((hostname: string) => this.find(hostname));
    return (hostname, { all }, callback) =>
      find(hostname, (error, found) => {
        const [first] = found ?? [];
        if (error || !first) callback(error ?? new Error('this name leads nowhere'), []);
        else if (all) callback(null, found);
        else callback(null, first.address, first.family);
      });
  }

  /** Every address of a name. @throws Error when one of them may not be asked: such a name is not to be trusted at all */
  private async find(hostname: string): Promise<LookupAddress[]> {
    const addresses = await this.options.resolve(hostname);
    if (!addresses.every((address) => this.options.mayAsk(address))) throw new Error('this name may not be asked');
    return addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  }
}

/** Asks the name servers themselves: our own file of hosts is nobody's business, and no thread waits for the answer. */
async function addressesOf(hostname: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

async function titleOfAnswer(
  type: string | string[] | undefined,
  encoding: string | string[] | undefined,
  body: Readable,
): Promise<string | null> {
  if (typeof type !== 'string' || !/^text\/html(?:$|\s*;)/i.test(type)) return null;
  // Asked for as it is; what comes packed all the same might unpack to anything.
  if (encoding !== undefined && encoding !== 'identity') return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MAX_BYTES) break;
  }
  return titleOfPage(Buffer.concat(chunks).subarray(0, MAX_BYTES), type);
}
