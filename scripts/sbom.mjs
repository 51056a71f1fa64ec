/**
 * `npm run --silent sbom > sbom.json`: the list of all packages of others that the running product is made of, in CycloneDX:
 * name, version, licence and checksum of each (docs/security.md, _Parts of others_). Of package-lock.json alone, since
 * `npm sbom --omit=dev` leaves out every package that a tool needs as well (npm 11).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './build.mjs';

const [product, lock] = await Promise.all(
  ['package.json', 'package-lock.json'].map(async (file) => JSON.parse(await readFile(join(root, file), 'utf8'))),
);
const parts = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
// One that stands at several places is one component.
const components = new Map(parts.map(([path, entry]) => componentOf(path, entry)).map((part) => [part.purl, part]));
const { name, version, license } = product;
const sbom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': name, name, version, licenses: licensesOf(license) } },
  components: [...components.values()].toSorted((one, other) => (one.purl < other.purl ? -1 : 1)),
};
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);

function componentOf(path, { name: called, version: its, license: under, integrity, optional, devOptional }) {
  const title = called ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const purl = `pkg:npm/${title.replace('@', '%40')}@${its}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name: title,
    version: its,
    // What is brought on one system and not on another.
    scope: optional || devOptional ? 'optional' : 'required',
    licenses: licensesOf(under),
    purl,
    hashes: integrity.split(' ').map(hashOf),
  };
}

function licensesOf(expression) {
  return expression ? [{ expression }] : [];
}

/** npm says checksums in base64, CycloneDX in hexadecimal. */
function hashOf(integrity) {
  const [, bits, sum] = /^sha(\d+)-(.+)$/.exec(integrity);
  return { alg: bits === '1' ? 'SHA-1' : `SHA-${bits}`, content: Buffer.from(sum, 'base64').toString('hex') };
}
