import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { samplePages, sampleZip } from '#platform/testing';
import type { GraphqlClient } from '../../support/graphql-client.js';
import { Sender } from '../../support/sender.js';
import { until } from '../../support/until.js';
import type { Site } from './site.js';

const SLUG = 'small-museums';
const CIRCLE = 'indigenous-practitioners';
const SHARE = 'mutation ($input: ShareResourceInput!) { shareResource(input: $input) { id current { id } } }';
const ADD = 'mutation ($input: AddResourceVersionInput!) { addResourceVersion(input: $input) { versions { id } } }';
const RESTORE = 'mutation ($id: ID!) { restoreResourceVersion(input: {versionId: $id}) { id } }';
const DELETE = 'mutation ($input: DeleteResourceInput!) { deleteResource(input: $input) { id } }';
const ATTACH = 'mutation ($id: ID!) { attachFile(input: {uploadId: $id}) { id url width height } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';
const REMOVE = 'mutation ($input: RemovePostInput!) { removePost(input: $input) { id } }';

const FILES = [
  'picture',
  'pdf',
  'waiting',
  'failed',
  'audio',
  'video',
  'text',
  'table',
  'archive',
  'versions',
] as const;
const OTHERS = ['link', 'long', 'deleted', 'removed', 'circle'] as const;
const UNREADABLE = `UPDATE files SET preview_state = $2, pages = NULL WHERE id = $1`;

/** As long as a title may be. */
const LONG_TITLE =
  'Guide d’accompagnement pour l’élaboration, l’expérimentation et l’évaluation participatives d’activités ' +
  'éducatives intergénérationnelles, bilingues et accessibles dans les petits musées';

/** What stands in the library and in discussions with files: ids by what they are good for. */
export interface Shelf {
  readonly resources: Readonly<Record<(typeof FILES)[number] | (typeof OTHERS)[number], string>>;
  readonly threads: Readonly<Record<'files' | 'removed' | 'empty', string>>;
}

/** A picture of this size, as a camera gives it. */
export const aPicture = (width = 1200, height = 800): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#6b8f71' } })
    .composite([{ input: Buffer.from(drawing(width, height)) }])
    .jpeg()
    .toBuffer();

const drawing = (width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2" width="${width}" height="${height}">` +
  '<circle cx="1.1" cy="1" r="0.7" fill="#e8d9b5"/><path d="M0 2L1.2 .9L2 1.6L2.5 1.2L3 1.7V2Z" fill="#2f4538"/></svg>';

/** A second of a tone. */
function sound(): Buffer {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + rate, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(rate, 40);
  return Buffer.concat([head, Buffer.from(Array.from({ length: rate }, (_, at) => 128 + 60 * Math.sin(at / 6)))]);
}

/** A moment of moving picture, as the browser itself records it. */
async function film(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage();
  const bytes = await page.evaluate(async () => {
    // On the page: what is not drawn there gives no pictures.
    const canvas = document.body.appendChild(document.createElement('canvas'));
    [canvas.width, canvas.height] = [640, 360];
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void parts.push(data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    for (let step = 0; step < 8; step += 1) {
      if (pen) pen.fillStyle = `hsl(${step * 40} 50% 50%)`;
      pen?.fillRect(0, 0, 640, 360);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  await page.close();
  return Buffer.from(bytes);
}

const MINUTES = `Procès-verbal de la rencontre du 14 novembre\n\nPrésences : Amara, Lena, Maude.\n\n${'Le savon noir convient aux planchers de bois huilé, à condition de le diluer à 2 %. '.repeat(9)}\n\n\tPoint suivant…\n`;
const VISITORS = [
  'Date,Lieu,Visites,Commentaire,Météo,Bénévoles,Recettes,Personne-ressource',
  ...Array.from(
    { length: 30 },
    (_, day) =>
      `2026-10-${String(day + 1).padStart(2, '0')},Salle des oiseaux,${120 + day * 7},"Groupe scolaire, ${day} élèves",Pluie,3,"1 204,50 $",Théodore Lachance-Beauséjour`,
  ),
].join('\n');

/** Shares a resource of every kind that is shown in a way of its own, and starts discussions with files. */
export async function aShelf(site: Site, browser: Browser): Promise<Shelf> {
  const { member, author, lead } = site.people;
  const sent = async (who: GraphqlClient, name: string, bytes: Buffer): Promise<string> =>
    (await new Sender(who).send(bytes, { name, community: SLUG })).id;
  const share = async (who: GraphqlClient, input: object): Promise<{ id: string; current: { id: string } | null }> => {
    const all = { communitySlug: SLUG, language: 'FR', licence: 'CC_BY_SA_4_0', ...input };
    return (await who.data<{ shareResource: { id: string; current: { id: string } | null } }>(SHARE, { input: all }))
      .shareResource;
  };
  const files: Record<(typeof FILES)[number], [string, Buffer, object?]> = {
    picture: [
      'Salle des oiseaux – vue d’ensemble.jpg',
      await aPicture(),
      { title: 'The bird gallery', language: 'EN' },
    ],
    pdf: ['Constat d’état – été 2026.pdf', samplePages(3), { authors: 'Amara Okafor, Science Nord' }],
    waiting: ['waiting.pdf', samplePages(1), { title: 'A plan of which the preview is being made' }],
    failed: ['failed.pdf', samplePages(2), { title: 'A plan of which no preview can be made' }],
    audio: ['interview.wav', sound(), { description: 'Une conversation avec **Maude**.', licence: 'CC0_1_0' }],
    video: ['visite.webm', await film(browser), { title: 'A tour of the storeroom' }],
    text: ['procès-verbal.txt', Buffer.from(MINUTES), {}],
    table: ['visites.csv', Buffer.from(VISITORS), { licence: 'OWN_TERMS', terms: 'Ask us first.\nThen use it.' }],
    archive: ['modèles.zip', sampleZip([{ name: 'bec.txt', content: 'Bec.' }]), { licence: 'ALL_RIGHTS_RESERVED' }],
    versions: ['Formulaire.txt', Buffer.from('Première version.'), { title: 'Condition report, form and guide' }],
  };
  const shared = await Promise.all(
    Object.entries(files).map(async ([key, [name, bytes, input]]) => {
      const made = await share(member, { uploadId: await sent(member, name, bytes), ...input });
      return [key, made] as const;
    }),
  );
  const of = Object.fromEntries(shared) as Record<(typeof FILES)[number], { id: string; current: { id: string } }>;
  const link = (path: string, input: object, who: GraphqlClient = member) =>
    share(who, { url: `https://ressources.example.org/${path}`, ...input });
  const [plain, long, deleted, removed, circle] = await Promise.all([
    link('guide', { title: 'A guide to touch tours', description: 'Read chapter **two** first.' }),
    link('long', {
      title: LONG_TITLE,
      tags: ['accessibilité', 'intergénérationnel et interculturel', 'été'],
      authors: 'Réseau des petits musées de l’Outaouais et des Laurentides, avec l’appui de la Société des musées',
    }),
    link('deleted', { title: 'A link that its sharer took back' }),
    link('removed', { title: 'A link that a facilitator deleted' }, author),
    link('circle', { title: 'Stories that are told in winter', communitySlug: CIRCLE }, author),
  ]);
  await versions(member, of.versions, (text) => sent(member, 'Formulaire.txt', Buffer.from(text)));
  await member.data(DELETE, { input: { resourceId: deleted.id } });
  await lead.data(DELETE, { input: { resourceId: removed.id, reason: 'It sells something, and nothing else.' } });
  await previews(site, of);
  const ids = Object.fromEntries(Object.entries(of).map(([key, { id }]) => [key, id])) as Record<
    (typeof FILES)[number],
    string
  >;
  return {
    resources: { ...ids, link: plain.id, long: long.id, deleted: deleted.id, removed: removed.id, circle: circle.id },
    threads: await threads(site, sent),
  };
}

/** Four versions, with a note and without, the last one the first one's again. */
async function versions(
  member: GraphqlClient,
  { id, current }: { id: string; current: { id: string } },
  sent: (text: string) => Promise<string>,
): Promise<void> {
  const note = 'La section sur les textiles est revue, et les fautes de la page 3 sont corrigées.';
  await member.data(ADD, { input: { resourceId: id, uploadId: await sent('Deuxième version.'), note } });
  await member.data(ADD, { input: { resourceId: id, uploadId: await sent('Troisième version.') } });
  await member.data(RESTORE, { id: current.id });
}

/** Waits for the previews that are made, and has two stand as they do for a moment or for good. */
async function previews(site: Site, of: Record<'picture' | 'pdf' | 'waiting' | 'failed', { current: { id: string } }>) {
  const all = [of.picture, of.pdf, of.waiting, of.failed].map(({ current }) => current.id);
  await until('all previews', async () => {
    const asked = `SELECT FROM files WHERE id = ANY($1) AND preview_state = 'READY'`;
    return (await site.rows(asked, [all])).length === all.length;
  });
  await site.rows(UNREADABLE, [of.waiting.current.id, 'WAITING']);
  await site.rows(UNREADABLE, [of.failed.current.id, 'FAILED']);
}

/** Discussions: one with pictures in and below the text and with files, one where such a post was removed, one bare. */
async function threads(
  { people: { member, author, lead } }: Site,
  sent: (who: GraphqlClient, name: string, bytes: Buffer) => Promise<string>,
): Promise<Shelf['threads']> {
  interface Attached {
    id: string;
    url: string;
    width: number | null;
    height: number | null;
  }
  const attach = async (who: GraphqlClient, name: string, bytes: Buffer): Promise<Attached> =>
    (await who.data<{ attachFile: Attached }>(ATTACH, { id: await sent(who, name, bytes) })).attachFile;
  const start = async (title: string, body: string, attachments: { id: string; alt?: string }[] = []) => {
    const input = { communitySlug: SLUG, title, body, attachments };
    return (await member.data<{ startThread: { id: string } }>(START, { input })).startThread.id;
  };
  const [shown, below, tall] = await Promise.all(
    [aPicture(), aPicture(600, 400), aPicture(200, 900)].map(async (bytes, at) =>
      attach(member, `vitrine ${at + 1}.jpg`, await bytes),
    ),
  );
  const notes = await attach(member, 'Liste de vérification avant l’ouverture au public.txt', Buffer.from('Un, deux.'));
  const table = await attach(member, 'visites.csv', Buffer.from(VISITORS));
  const body = `Voici la vitrine.\n\n![Trois moulages d’oiseaux](${shown?.url}#${shown?.width}x${shown?.height})\n\nQu’en pensez-vous?`;
  const given = [shown, below, tall, notes, table].map((one, at) => ({
    id: one?.id ?? '',
    alt: at < 2 ? 'Trois moulages' : '',
  }));
  const files = await start('Showcases that survive a school visit', body, given);
  const removed = await start('Glue for plaster casts', 'Which one do you take?');
  const leaflet = await attach(author, 'prospectus.txt', Buffer.from('Buy it.'));
  const seen = await attach(author, 'colle.jpg', await aPicture(300, 200));
  const input = { threadId: removed, body: `Ours: ![A tube](${seen.url}#300x200)` };
  const { reply } = await author.data<{ reply: { id: string } }>(REPLY, {
    input: { ...input, attachments: [leaflet, seen].map(({ id }) => ({ id })) },
  });
  await lead.data(REMOVE, { input: { postId: reply.id, reason: 'Advertising.' } });
  return { files, removed, empty: await start('Labels for small hands', 'How large are yours?') };
}
