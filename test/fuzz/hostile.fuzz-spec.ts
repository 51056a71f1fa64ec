import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ERROR_CODES } from '#contracts';
import { figures } from '../faults/support/figures.js';
import { PATIENCE_MS, sized } from '../faults/support/sizes.js';
import type { Actor } from '../matrix/actors.js';
import { ASSOCIATION, PASSWORD, type World } from '../matrix/world.js';
import type { Known } from '../stranger/walk.js';
import { HostileSite, type HostileAnswer } from './hostile-site.js';
import { HOSTILE, jsonOf, type Hostile } from './hostile-values.js';
import { outOfReach, questions, type Path, type Question } from './questions.js';

const { runs } = sized({ short: { runs: 100 }, medium: { runs: 400 }, long: { runs: 2_000 } });
/** COPSE_FUZZ_SEED asks the questions of a former run once more. */
const seed = Number(process.env['COPSE_FUZZ_SEED'] ?? randomInt(2 ** 31));

const ACTORS = ['account', 'member', 'facilitator', 'staff'] as const satisfies readonly Actor[];

/** One value in one place of one question; numbers mean the one that they leave over. */
interface Attack {
  readonly question: number;
  readonly place: number;
  readonly value: Hostile;
  /** Whether it is of the kind that belongs there, so that it comes further than the door. */
  readonly fits: boolean;
  /** Leaves out what may be left out, so that nothing else is refused first. */
  readonly sparse: boolean;
}

const ATTACK: fc.Arbitrary<Attack> = fc.record({
  question: fc.nat({ max: 10_000 }),
  place: fc.nat({ max: 10_000 }),
  value: HOSTILE,
  fits: fc.constantFrom(true, true, true, false),
  sparse: fc.constantFrom(true, true, true, false),
});

describe('hostile input', () => {
  let site: HostileSite;
  const counted = new Map<string, number>();
  const asked = new Set<string>();

  beforeAll(async () => {
    site = await HostileSite.start();
  }, 240_000);
  afterAll(async () => {
    await site?.stop();
  });

  /** Puts the value where it is to stand, and asks; throws what is no good answer. */
  const attack = async (world: World, { question: index, place: at, value, fits, sparse }: Attack): Promise<void> => {
    const all = questions(site.schema, knownOf(world));
    const question = all[index % all.length];
    const place = question?.places[at % question.places.length];
    if (!question || !place) throw new Error('There is nothing to ask.');
    asked.add(question.name);
    const { path, takes } = place;
    const variables = put(
      sparse ? withoutOptional(question, path) : question.variables,
      path,
      value[fits ? takes : 'other'],
    );
    const answer = await site.ask(world, question.source, variables);
    for (const code of answer.errors.map(({ extensions }) => extensions.code).concat(answer.errors[0] ? [] : ['done']))
      counted.set(code, (counted.get(code) ?? 0) + 1);
    const wrong = whatIsWrong(answer);
    if (!wrong) return;
    const sent = jsonOf(variables).slice(0, 2_000);
    throw new Error(`${wrong}: ${question.source}\n${sent}\n${answer.text.slice(0, 2_000)}\n${site.told()}`);
  };

  it('can reach every argument of the schema', async () => {
    const known = knownOf(await site.world('member', 'public'));
    expect(outOfReach(site.schema, known)).toEqual([]);
    expect(questions(site.schema, known).length).toBeGreaterThan(100);
  });

  it(
    `is never our error, and what is refused names its field (seed ${seed})`,
    async () => {
      const property = fc.asyncProperty(
        fc.constantFrom(...ACTORS),
        fc.constantFrom('public', 'private'),
        fc.array(ATTACK, { minLength: 1, maxLength: 30, size: 'max' }),
        async (actor, place, attacks) => {
          const world = await site.world(actor, place);
          for (const one of attacks) await attack(world, one);
        },
      );
      await fc.assert(property, { numRuns: runs, seed });
      // It lives, and what was asked came further than the door.
      expect((await site.ask({ cookie: undefined }, '{ __typename }', {})).status).toBe(200);
      const total = [...counted.values()].reduce((sum, one) => sum + one, 0);
      expect(counted.get('BAD_USER_INPUT') ?? 0).toBeGreaterThan(total / 5);
      expect(counted.get('done') ?? 0).toBeGreaterThan(total / 100);
      figures('hostile input', {
        seed,
        questions: total,
        places: asked.size,
        ...Object.fromEntries(counted),
        INTERNAL: 0,
      });
    },
    PATIENCE_MS,
  );
});

/** What an answer must not be. */
function whatIsWrong({ status, errors }: HostileAnswer): string | null {
  if (status >= 500) return `Status ${status}`;
  for (const { extensions } of errors) {
    if (!(ERROR_CODES as readonly string[]).includes(extensions.code)) return `The code ${extensions.code}`;
    if (extensions.code === 'INTERNAL') return 'INTERNAL';
  }
  // Of very many, the first ones are named.
  const refused = errors.filter(({ extensions }) => extensions.code === 'BAD_USER_INPUT');
  const isNamed = refused.some(({ extensions }) => Object.keys(extensions.fields ?? {}).length > 0);
  return refused.length > 0 && !isNamed ? 'BAD_USER_INPUT without a field' : null;
}

/** The variables with this value in this place; what was in its way is replaced. */
function put(whole: unknown, [name, ...below]: Path, value: unknown): Record<string, unknown> {
  if (name === undefined) return value as Record<string, unknown>;
  const inner = (whole as Readonly<Record<string | number, unknown>> | undefined)?.[name];
  const changed = below.length === 0 ? value : put(inner, below, value);
  if (typeof name === 'number') return [changed] as unknown as Record<string, unknown>;
  return { ...(whole as Record<string, unknown>), [name]: changed };
}

/** The variables without what may be left out, but for what the place stands in. */
function withoutOptional({ variables, places }: Question, place: Path): Readonly<Record<string, unknown>> {
  const names = new Set(places.flatMap(({ path, optional }) => (optional ? [path.join('.')] : [])));
  const keep = (value: unknown, here: readonly (string | number)[]): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one, index) => keep(one, [...here, index]));
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
        const there = [...here, name];
        const onTheWay = there.every((step, index) => place[index] === step);
        return names.has(there.join('.')) && !onTheWay ? [] : [[name, keep(inner, there)]];
      }),
    );
  };
  return keep(variables, []) as Record<string, unknown>;
}

/** What the actor knows of the world, by the places where it fits. */
const knownOf = (world: World): Known => ({
  slug: world.slug,
  communitySlug: world.slug,
  community: world.slug,
  newSlug: `${world.slug}-2`,
  'createCommunity.slug': `${world.slug}-3`,
  'applyToCommunity.key': 'k',
  domains: `${world.slug}.example`,
  'institution.id': world.institutionId,
  'programme.slug': world.programme,
  threadId: world.threadId,
  'thread.id': world.threadId,
  postId: world.ownPostId,
  'post.id': world.postId,
  inReplyTo: world.postId,
  accountId: world.memberId,
  'person.id': world.authorId,
  applicationId: world.applicationId,
  reportId: world.reportId,
  institutionId: world.institutionId,
  invitationId: world.invitationId,
  'acceptOwnInvitation.invitationId': world.ownInvitationId,
  resourceId: world.ownResourceId,
  'resource.id': world.resourceId,
  versionId: world.versionId,
  uploadId: world.ownUploadId,
  attachmentId: world.ownHeldId,
  'reply.id': '',
  'startThread.id': '',
  ids: world.notificationId,
  'notification.id': world.notificationId,
  sessionId: world.sessionId,
  programme: world.programme,
  enrolledProgrammes: world.programme,
  association: 'ground',
  token: world.invitationToken,
  'mailSubscription.token': world.mailToken,
  tokenId: world.accessTokenId,
  email: world.email,
  emails: 'guest@example.org',
  password: PASSWORD,
  currentPassword: PASSWORD,
  newPassword: 'a hedge of old hawthorns',
  country: 'CA',
  province: 'ON',
  timeZone: 'America/Toronto',
  url: 'https://nowhere.invalid/',
  tag: 'bark',
  associationId: ASSOCIATION,
  query: world.word,
  from: '2024-01-01',
  until: '2099-01-01T00:00:00.000Z',
});
