import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { GraphqlClient } from './graphql-client.js';
import type { Product } from './product.js';
import { until } from './until.js';

export const PASSWORD = 'a copse of young birches';

/** A kept letter. */
interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** The kept letters to this address, the oldest first. */
export async function lettersTo(dataDir: string, address: string): Promise<Letter[]> {
  const folder = join(dataDir, 'mail');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const found: Letter[] = [];
  // The names are ids that rise with the time.
  for (const name of names.toSorted()) {
    const { to, subject = '', text = '' } = await PostalMime.parse(await readFile(join(folder, name)));
    if (to?.some((one) => one.address === address)) found.push({ subject, text });
  }
  return found;
}

/** Waits for the letter to this address with this subject. */
export function letterTo(dataDir: string, address: string, subject: string): Promise<Letter> {
  return until(`a mail to ${address} about “${subject}”`, async () =>
    (await lettersTo(dataDir, address)).findLast((letter) => letter.subject === subject),
  );
}

/** The token in the newest kept mail to this address whose link ends in `/<page>#token=…`. */
export async function mailedToken(dataDir: string, address: string, page: string): Promise<string> {
  const link = new RegExp(`/${page}#token=([\\w-]+)`);
  return until(`a mail to ${address} with a link to ${page}`, async () =>
    (await lettersTo(dataDir, address)).flatMap(({ text }) => link.exec(text)?.[1] ?? []).at(-1),
  );
}

/** Signs somebody up as a browser does, confirms the address from the kept mail and signs in. */
export async function aPerson(
  product: Product,
  name: string,
  language: 'EN' | 'FR' = 'EN',
  domain = 'example.org',
): Promise<GraphqlClient & { email: string }> {
  const client = product.client();
  const email = `${name
    .normalize('NFD')
    .replace(/[^A-Za-z]+/g, '.')
    .toLowerCase()}@${domain}`;
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

/** Makes somebody the facilitator of a community, as an administrator does. */
export async function appoint(staff: GraphqlClient, person: GraphqlClient, slug: string): Promise<void> {
  const { me } = await person.data<{ me: { id: string } }>('{ me { id } }');
  const input = { slug, accountId: me.id };
  await staff.data('mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }', {
    input,
  });
}
