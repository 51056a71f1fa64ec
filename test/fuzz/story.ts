import { differenceOf } from './difference.js';
import { told, type Deed, type Story } from './deeds.js';
import type { Answered, Cast, FuzzedSite } from './fuzzed-site.js';
import { expected, INBOX, LOOK, REASON, shown, type Names } from './look.js';
import * as belonging from './model/belonging.js';
import * as discussing from './model/discussing.js';
import type { CommunityName, PersonName } from './model/people.js';
import * as reading from './model/reading.js';
import { EVERYBODY, isVerified, State, type Application, type Post, type Thread } from './model/state.js';

/** One deed as it is asked of the product and of the model. */
interface Step {
  readonly who: PersonName;
  readonly source: string;
  readonly variables: Record<string, unknown>;
  readonly rule: () => belonging.Outcome;
  /** What the answer names is known from then on. */
  readonly learn?: (value: never) => void;
}

/**
 * Plays a story in the product and in the model, side by side: each deed must end alike, and at the end everybody must
 * find the same. Throws the story with the first difference.
 */
export async function play(site: FuzzedSite, story: Story): Promise<void> {
  await new Played(site, await site.cast(), story).run();
}

class Played {
  private readonly state = new State();
  private readonly threads = new Map<Thread, string>();
  private readonly posts = new Map<Post, string>();
  private readonly applications = new Map<Application, string>();
  private readonly acts = new Map<PersonName, string>();
  private readonly lines: string[] = [];
  private readonly names: Names = {
    thread: (thread) => this.threads.get(thread) ?? 'unknown',
    slug: ({ name }) => this.cast.slugs[name],
  };

  constructor(
    private readonly site: FuzzedSite,
    private readonly cast: Cast,
    private readonly story: Story,
  ) {}

  async run(): Promise<void> {
    for (const deed of this.story.deeds) {
      const step = this.step(deed);
      if (!step) continue;
      this.state.clock += 1;
      this.lines.push(told(deed));
      const { data, code } = await this.site.ask(this.cast.viewers[step.who], step.source, step.variables);
      const outcome = belonging.door(step.who) ?? step.rule();
      if ((code ?? null) !== outcome) throw this.difference(`answers ${code ?? 'done'}`, `says ${outcome ?? 'done'}`);
      if (code === undefined) step.learn?.(Object.values(data ?? {})[0] as never);
      await this.site.work(this.story.twice);
    }
    for (const who of EVERYBODY) await this.compare(who);
  }

  private async compare(who: PersonName): Promise<void> {
    const viewer = this.cast.viewers[who];
    const places = await this.site.ask(viewer, LOOK, { ...this.cast.slugs });
    const inbox: Answered | null = isVerified(who) ? await this.site.ask(viewer, INBOX, {}) : null;
    const difference = differenceOf(shown(places, inbox), expected(this.state, who, this.names));
    if (!difference) return;
    const [place, product, model] = difference;
    throw this.difference(`shows ${who} ${product} at ${place}`, `says ${model}`);
  }

  private difference(product: string, model: string): Error {
    const twice = this.story.twice ? ' (each job done twice)' : '';
    return new Error(
      `The product ${product}, the model ${model}, after${twice}:\n${this.lines.map((line, at) => `  ${at + 1}. ${line}`).join('\n')}`,
    );
  }

  /** Null where the deed is about something that is not there. */
  private step(deed: Deed): Step | null {
    if ('application' in deed) return this.ofApplication(deed);
    if ('thread' in deed) {
      const thread = nth(this.state.threads, deed.thread);
      return thread ? this.inThread(deed, thread) : null;
    }
    if ('in' in deed) return this.inCommunity(deed);
    return this.inInbox(deed);
  }

  private inInbox({ does, who }: Extract<Deed, { does: 'read all' | 'undo read all' }>): Step | null {
    const { state } = this;
    if (does === 'read all') {
      return {
        who,
        source: 'mutation { markAllNotificationsRead { act } }',
        variables: {},
        rule: () => reading.readAll(state, who),
        learn: ({ act }: { act: string }) => this.acts.set(who, act),
      };
    }
    const act = this.acts.get(who);
    const source = 'mutation ($act: ID!) { undoMarkAllNotificationsRead(act: $act) }';
    return act === undefined ? null : { who, source, variables: { act }, rule: () => reading.undoReadAll(state, who) };
  }

  private inCommunity(deed: Extract<Deed, { in: CommunityName }>): Step {
    const { state } = this;
    const { does, who } = deed;
    const community = state.communities[deed.in];
    const slug = this.cast.slugs[deed.in];
    switch (does) {
      case 'start': {
        const words = this.words(deed.to);
        const input = { communitySlug: slug, title: 'What grows here', body: words.body };
        const learn = ({ id, posts }: { id: string; posts: { edges: [{ node: { id: string } }] } }): void => {
          const thread = state.threads.at(-1);
          if (!thread?.posts[0]) throw new Error('The model has no such thread.');
          this.threads.set(thread, id);
          this.posts.set(thread.posts[0], posts.edges[0].node.id);
        };
        const answer = '{ id posts(first: 1) { edges { node { id } } } }';
        return {
          ...change(who, 'startThread', input, answer),
          rule: () => discussing.start(state, who, community, words),
          learn,
        };
      }
      case 'join':
        return { ...change(who, 'joinCommunity', { slug }), rule: () => belonging.join(state, who, community) };
      case 'leave':
        return { ...change(who, 'leaveCommunity', { slug }), rule: () => belonging.leave(state, who, community) };
      case 'apply': {
        const learn = ({ id }: { id: string }): void => {
          const last = state.applications.at(-1);
          if (last) this.applications.set(last.application, id);
        };
        return {
          ...change(who, 'applyToCommunity', {
            slug,
            answers: [],
          }),
          rule: () => belonging.apply(state, who, community),
          learn,
        };
      }
      case 'archive':
        return { ...change(who, 'archiveCommunity', { slug }), rule: () => belonging.archive(state, who, community) };
      case 'revive':
        return { ...change(who, 'reviveCommunity', { slug }), rule: () => belonging.revive(state, who, community) };
      case 'hide': {
        const input = { slug, visibility: 'PRIVATE' };
        return { ...change(who, 'changeCommunityRules', input), rule: () => belonging.hide(state, who, community) };
      }
      case 'expel': {
        const input = { slug, accountId: this.idOf(deed.whom), reason: REASON };
        return { ...change(who, 'removeMember', input), rule: () => belonging.expel(state, who, community, deed.whom) };
      }
      case 'appoint': {
        const input = { slug, accountId: this.idOf(deed.whom) };
        const rule = () => belonging.appoint(state, who, community, deed.whom);
        return { ...change(who, 'appointFacilitator', input), rule };
      }
      case 'set role': {
        const input = { slug, accountId: this.idOf(deed.whom), role: deed.role };
        const rule = () => belonging.setRole(state, who, community, deed.whom, deed.role);
        return { ...change(who, 'setRole', input), rule };
      }
      case 'follow community': {
        const rule = () => reading.followCommunity(state, who, community, deed.level);
        return { ...change(who, 'watchCommunity', { slug, level: deed.level }), rule };
      }
    }
  }

  private inThread(deed: Extract<Deed, { thread: number }>, thread: Thread): Step | null {
    const { state } = this;
    const threadId = this.threads.get(thread);
    if ('post' in deed) return this.withPost(deed, thread);
    const { does, who } = deed;
    switch (does) {
      case 'reply': {
        const number = deed.quotes === null ? null : (deed.quotes % thread.posts.length) + 1;
        const quoted = number === null ? undefined : thread.posts[number - 1];
        const words = this.words(deed.to, quoted !== undefined);
        const input = { threadId, body: words.body, inReplyTo: quoted && this.posts.get(quoted) };
        const learn = ({ id }: { id: string }): void => {
          const post = thread.posts.at(-1);
          if (post) this.posts.set(post, id);
        };
        return {
          ...change(who, 'reply', input),
          rule: () => discussing.reply(state, who, thread, words, number),
          learn,
        };
      }
      case 'lock':
      case 'unlock': {
        const input = { threadId, locked: does === 'lock' };
        return {
          ...change(who, 'lockThread', input),
          rule: () => discussing.lock(state, who, thread, does === 'lock'),
        };
      }
      case 'follow thread': {
        const rule = () => reading.followThread(state, who, thread, deed.level);
        return { ...change(who, 'watchThread', { threadId, level: deed.level }), rule };
      }
      case 'read':
      case 'unread': {
        const name = does === 'read' ? 'markRead' : 'markUnread';
        const mark = does === 'read' ? reading.read : reading.unreadFrom;
        const source = `mutation ($input: MarkReadInput!) { ${name}(input: $input) { id } }`;
        const variables = { input: { threadId, number: deed.number } };
        return { who, source, variables, rule: () => mark(state, who, thread, deed.number) };
      }
    }
  }

  private withPost(deed: Extract<Deed, { post: number }>, thread: Thread): Step {
    const { state } = this;
    const number = (deed.post % thread.posts.length) + 1;
    const post = thread.posts[number - 1];
    if (!post) throw new Error(`The model has no post ${number}.`);
    const who = deed.who === 'its author' ? post.author : deed.who;
    const postId = this.posts.get(post);
    switch (deed.does) {
      case 'edit': {
        const words = this.words(deed.to);
        const input = { postId, body: words.body, expectedRevision: post.revision };
        return { ...change(who, 'editPost', input), rule: () => discussing.edit(state, who, thread, number, words) };
      }
      case 'delete':
        return { ...change(who, 'deletePost', { postId }), rule: () => discussing.erase(state, who, thread, number) };
      case 'remove': {
        const input = { postId, reason: REASON };
        return { ...change(who, 'removePost', input), rule: () => discussing.remove(state, who, thread, number) };
      }
      case 'restore':
        return {
          ...change(who, 'restorePost', { postId }),
          rule: () => discussing.restore(state, who, thread, number),
        };
    }
  }

  private ofApplication(deed: Extract<Deed, { application: number }>): Step | null {
    const { state } = this;
    const found = nth(state.applications, deed.application);
    if (!found) return null;
    const applicationId = this.applications.get(found.application);
    if (deed.does === 'withdraw') {
      const who = deed.who === 'its author' ? found.application.who : deed.who;
      const rule = () => belonging.withdraw(state, who, found);
      return { ...change(who, 'withdrawApplication', { applicationId }), rule };
    }
    const { does, who } = deed;
    const rule = () => belonging.decide(state, who, found, does === 'accept' ? 'ACCEPTED' : 'DECLINED');
    const decision = does === 'accept' ? 'ACCEPT' : 'DECLINE';
    return { ...change(who, 'decideApplication', { applicationId, decision }), rule };
  }

  private idOf(who: PersonName): string {
    return this.cast.viewers[who].accountId ?? '';
  }

  private words(to: PersonName | null, isQuote = false): discussing.Words {
    const mention = to === null ? '' : `[@${to}](/people/${this.idOf(to)}) `;
    return {
      body: `${isQuote ? '> As was said.\n\n' : ''}${mention}Words of step ${this.state.clock + 1}.`,
      mentioned: to,
    };
  }
}

/** Calls a mutation that takes `input`. */
function change(
  who: PersonName,
  name: string,
  input: Record<string, unknown>,
  answer = '{ id }',
): Pick<Step, 'who' | 'source' | 'variables'> {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  return { who, source: `mutation ($input: ${type}!) { ${name}(input: $input) ${answer} }`, variables: { input } };
}

const nth = <T>(all: readonly T[], index: number): T | undefined =>
  all.length === 0 ? undefined : all[index % all.length];
