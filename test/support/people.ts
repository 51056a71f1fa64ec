import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { GraphqlClient } from './graphql-client.js';
import type { Product } from './product.js';
import { until } from './until.js';

export const PASSWORD = 'a copse of young birches';

/** The token in the newest kept mail to this address whose link ends in `/<page>#token=…`. */
export async function mailedToken(dataDir: string, address: string, page: string): Promise<string> {
  return until(`a mail to ${address} with a link to ${page}`, async () => {
    const folder = join(dataDir, 'mail');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
    const found: { at: string; token: string }[] = [];
    for (const name of names) {
      const mail = await PostalMime.parse(await readFile(join(folder, name)));
      const token = new RegExp(`/${page}#token=([\\w-]+)`).exec(mail.text ?? '')?.[1];
      if (token !== undefined && mail.to?.some((to) => to.address === address))
        found.push({ at: mail.date ?? '', token });
    }
    return found.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)?.token;
  });
}

/** Signs somebody up as a browser does, confirms the address from the kept mail and signs in. */
export async function aPerson(
  product: Product,
  name: string,
  language: 'EN' | 'FR' = 'EN',
): Promise<GraphqlClient & { email: string }> {
  const client = product.client();
  const email = `${name
    .normalize('NFD')
    .replace(/[^A-Za-z]+/g, '.')
    .toLowerCase()}@example.org`;
  await client.data('mutation ($input: SignUpInput!) { signUp(input: $input) }', {
    input: { email, password: PASSWORD, name, language },
  });
  const token = await mailedToken(product.dataDir, email, 'verify');
  await client.data('mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) }', { input: { token } });
  await client.data('mutation ($input: SignInInput!) { signIn(input: $input) { id } }', {
    input: { email, password: PASSWORD },
  });
  return Object.assign(client, { email });
}

/** Redeems the link for the first administrator that the start printed. */
export async function theAdministrator(product: Product): Promise<GraphqlClient> {
  const client = product.client();
  await client.data('mutation ($input: ClaimSiteInput!) { claimSite(input: $input) { isStaff } }', {
    input: { token: product.claimToken(), name: 'Ada Ministratrix', email: 'ada@example.org', password: PASSWORD },
  });
  return client;
}
