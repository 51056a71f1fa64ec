import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson } from '../support/people.js';

const SHARE = `mutation ($url: String!) {
  shareResource(input: {communitySlug: "small-museums", url: $url}) { title url } }`;
const TITLE = 'query ($url: String!) { linkTitle(url: $url) }';

/**
 * Runs in the product before it: the name servers of the world, as far as these names go, and a note of each name that is
 * looked up and of each connection that is tried.
 */
const NAMES = { 'inside.example.net': ['127.0.0.1'], 'meta.example.net': ['169.254.169.254'] };
const PRELOAD = `
import { Resolver } from 'node:dns/promises';
import { subscribe } from 'node:diagnostics_channel';
const names = ${JSON.stringify(NAMES)};
const note = (what) => process.stderr.write('noted: ' + what + '\\n');
Resolver.prototype.resolve4 = async (name) => { note('name ' + name); return names[name] ?? ['127.0.0.1']; };
Resolver.prototype.resolve6 = async () => [];
subscribe('net.client.socket', ({ socket }) => socket.on('connectionAttempt', (ip, port) => note('line ' + ip + ':' + port)));
`;

describe('links into a private network', () => {
  let product: OwnProduct;
  let person: GraphqlClient;
  let inside: Server;
  let port: number;
  const asked: string[] = [];

  beforeAll(async () => {
    inside = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'text/html').end('<title>Secret of the house</title>');
    });
    inside.listen(0, '127.0.0.1');
    await once(inside, 'listening');
    ({ port } = inside.address() as AddressInfo);
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PRELOAD)}` };
    product = await OwnProduct.start(env);
    person = await aPerson(product.now, 'Odile Marchand');
    await person.data('mutation { joinCommunity(input: {slug: "small-museums"}) { id } }');
  });
  afterAll(async () => {
    await product?.end();
    inside?.close();
  });

  it('are refused on `url`, however they are written, and nobody is asked', async () => {
    const hosts = [
      '127.0.0.1',
      'localhost',
      'localhost.',
      'a.localhost',
      '127.1',
      '0x7f000001',
      '2130706433',
      '017700000001',
    ];
    const more = [
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '0.0.0.0',
      '１２７.0.0.1',
      'printer.local',
      'intranet',
    ];
    const others = [
      'http://169.254.169.254/latest/meta-data/',
      'http://10.0.0.1/',
      'http://192.168.1.1/',
      'http://[fd00::1]/',
      `http://name:word@example.org:${port}/`,
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,<title>x</title>',
      `gopher://127.0.0.1:${port}/`,
      'http://',
    ];
    for (const url of [...[...hosts, ...more].map((host) => `http://${host}:${port}/`), ...others]) {
      const refused = { code: 'BAD_USER_INPUT', fields: { url: expect.stringMatching(/\.$/) } };
      for (const query of [SHARE, TITLE]) {
        const { errors } = await person.ask(query, { url });
        expect([url, errors?.[0]?.extensions]).toMatchObject([url, refused]);
      }
    }
    expect(asked).toEqual([]);
  });

  it.each(Object.keys(NAMES))('are not followed when a public name such as %s leads there', async (name) => {
    const url = `http://${name}/`;
    expect(await person.data(TITLE, { url })).toEqual({ linkTitle: null });
    const { errors } = await person.ask(SHARE, { url });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { title: 'The linked page says no title. Please give one.' },
    });
    // It was looked up, twice, and then nothing was connected to.
    expect(product.now.output.error.split(`noted: name ${name}\n`)).toHaveLength(3);
    const lines = [...product.now.output.error.matchAll(/noted: line (\S+):(\d+)/g)];
    expect(lines.length).toBeGreaterThan(0);
    for (const [, ip, at] of lines)
      expect([ip, ['80', '443', String(port)].includes(at ?? '')]).toEqual(['127.0.0.1', false]);
    expect(asked).toEqual([]);
  });
});
