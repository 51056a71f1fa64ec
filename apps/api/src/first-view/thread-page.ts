import { showsFile, withNoBreakSpaces } from '#contracts';
import type { AttachmentAnswer, PersonAnswer, PostAnswer, ThreadAnswer } from './answers.js';
import { described, wordsOf, type Asked, type FirstPage, type PageKind } from './first-page.js';
import { attributes, markup, SanitizedHtml, type Html, type Part } from './html.js';
import type { Look } from './look.js';

/** Posts of one page, as in the client. */
const PAGE_SIZE = 20;

/** `/c/:slug/d/:id`: a discussion from its beginning, or from the post that `?from=` names. */
export const threadPage: PageKind = {
  path: '/c/$slug/d/$id/{-$title}',
  modules: ['src/features/threads/thread-page.tsx', 'src/locales/{locale}.po'],
  async find({ params, search, language, look, ask, here, isMember }: Asked): Promise<FirstPage | null> {
    const from = fromIn(search);
    const around = from === null ? null : from + PAGE_SIZE / 2;
    const variables = { id: params.id ?? '', language, first: PAGE_SIZE, around };
    const answer = await ask<{ thread: ThreadAnswer | null }>('ThreadPage', variables);
    const thread = answer?.thread;
    if (!thread || thread.community.visibility !== 'PUBLIC') return null;
    const posts = thread.posts.edges.map(({ node }) => node);
    const [first, last] = [posts[0]?.number ?? 1, posts.at(-1)?.number ?? 1];
    const path = `/c/${thread.community.slug}/d/${thread.id}`;
    const at = (number: number): string => (number <= 1 ? path : `${path}?from=${number}`);
    const readsOn = await readsFurtherOn(thread, from, ask);
    const opening = posts[0];
    return {
      title: thread.title,
      description: described(
        opening && !opening.deleted && !opening.removal ? wordsOf(opening.bodyHtml) : thread.title,
      ),
      canonical: at(first),
      kind: 'article',
      previous: first > 1 ? at(Math.max(1, first - PAGE_SIZE)) : null,
      next: last < thread.lastNumber ? at(last + 1) : null,
      indexed: true,
      body: readsOn ? null : threadView(look, { thread, posts, at, here, isMember }),
    };
  },
};

/** The number that the address begins at; null for the beginning and for what is no number. */
function fromIn(search: URLSearchParams): number | null {
  const from = search.get('from');
  return from !== null && /^[1-9]\d{0,8}$/.test(from) && from !== '1' ? Number(from) : null;
}

/** A member who has read beyond the first posts goes on where they stopped: those posts go along as well. */
async function readsFurtherOn(thread: ThreadAnswer, from: number | null, ask: Asked['ask']): Promise<boolean> {
  const around = thread.firstUnreadNumber;
  if (from !== null || around === null || around <= PAGE_SIZE) return false;
  await ask('ThreadPosts', { id: thread.id, first: PAGE_SIZE, around });
  return true;
}

interface Shown {
  readonly thread: ThreadAnswer;
  readonly posts: readonly PostAnswer[];
  readonly at: (number: number) => string;
  readonly here: string;
  readonly isMember: boolean;
}

function threadView(look: Look, shown: Shown): Html {
  const { thread, posts, at } = shown;
  const { words } = look;
  const [first, last] = [posts[0]?.number ?? 1, posts.at(-1)?.number ?? 1];
  const whole = first === 1 && last >= thread.lastNumber;
  const later = thread.lastNumber - last;
  const main = markup`<div class="thread">${crumbs(look, thread)}${heading(look, thread)}${
    shown.isMember && thread.unread !== null ? tools(thread) : null
  }${thread.lastNumber > PAGE_SIZE ? jump(look, thread, at) : null}${
    whole ? null : markup`<p class="thread-part">${words.postsOf(first, last, thread.lastNumber)}</p>`
  }${first > 1 ? look.button(at(Math.max(1, first - PAGE_SIZE)), words.earlier(first - 1), 'wide') : null}<ol class="thread-posts">${posts.map((post) => markup`<li>${postView(look, post, thread.author.id)}</li>`)}</ol>${later > 0 ? look.button(at(last + 1), words.later(later), 'wide') : null}<div class="thread-end"></div>${ending(look, shown)}</div>`;
  return look.page(main, participants(look, posts, whole));
}

function crumbs(look: Look, { community }: ThreadAnswer): Html {
  const { words } = look;
  return markup`<nav class="thread-crumbs" aria-label="${words.youAreHere}"><ol><li><a href="/communities">${words.communities}</a>${look.icon('chevron-right', 14)}</li><li>${look.icon('chevron-left', 16, 'thread-crumbs-back')}<a href="/c/${community.slug}">${community.name}</a></li></ol></nav>`;
}

function heading(look: Look, thread: ThreadAnswer): Html {
  const { words } = look;
  return markup`<header class="thread-heading"><h1>${withNoBreakSpaces(thread.title)}</h1><div class="thread-facts">${look.statusChip(thread.community.status)}${
    thread.pinned ? look.chip(markup`${look.icon('pin', 14)} ${words.pinned}`) : null
  }${thread.locked ? look.chip(markup`${look.icon('lock', 14)} ${words.locked}`, 'warm') : null}<span>${words.replies(thread.replyCount)}</span></div></header>`;
}

/** The room of what stands below a member's title. */
function tools({ firstUnreadNumber }: ThreadAnswer): Html {
  const unread = firstUnreadNumber !== null && firstUnreadNumber > 1;
  return markup`<div class="${unread ? 'thread-tools thread-tools-unread' : 'thread-tools'}"></div>`;
}

function jump(look: Look, { lastNumber }: ThreadAnswer, at: (number: number) => string): Html {
  // For scripts its room alone: what somebody has typed would be gone when they take the page over.
  return markup`<div class="thread-jump"><noscript><form class="thread-jump-form" action="${at(1)}"><label for="from">${look.words.jumpTo}</label><input id="from" name="from" type="number" inputmode="numeric" min="1" max="${lastNumber}" placeholder="1–${lastNumber}" required/><button class="${look.css('components/button', 'button', 'small')}">${look.words.go}</button></form></noscript></div>`;
}

/** The same markup as the client's `PostArticle`, without what needs scripts; a test holds the two against each other. */
export function postView(look: Look, post: PostAnswer, startedBy: string): Html {
  const { words } = look;
  const { number } = post;
  if (post.removal) {
    return gone(number, markup`${words.removed} <span class="post-reason">${post.removal.reason}</span>`);
  }
  if (post.deleted) return gone(number, number === 1 ? words.postDeleted : words.replyDeleted);
  return markup`<article id="post-${number}" class="post ${number === 1 ? 'post-first' : 'post-reply'}" aria-labelledby="post-${number}-author" tabindex="-1" data-number="${number}"><header class="post-head">${look.avatar(post.author)}<div class="post-who"><h2 id="post-${number}-author" class="post-author">${look.person(post.author)}</h2>${post.author.id === startedBy && number !== 1 ? markup`<span class="post-tag">${words.author}</span>` : null}</div><div class="post-when"><a href="#post-${number}" class="post-link"><span class="post-number">#${number}</span> ${look.time(post.createdAt)}</a>${post.editedAt ? markup`<span class="post-edited">${words.edited}</span>` : null}</div></header>${answered(look, post)}<div class="prose">${new SanitizedHtml(post.bodyHtml)}</div>${files(look, post)}<footer class="post-foot"><span></span><span class="post-more">${look.icon('ellipsis', 20)}</span></footer></article>`;
}

const gone = (number: number, words: Part): Html =>
  markup`<article id="post-${number}" class="post post-gone" tabindex="-1" data-number="${number}"><p>${words} <span class="post-number">#${number}</span></p></article>`;

function answered(look: Look, { inReplyTo }: PostAnswer): Part {
  if (!inReplyTo) return null;
  const { number, author } = inReplyTo;
  return markup`<a href="#post-${number}" class="post-answers">${look.icon('corner-down-right', 16)}${look.words.inReplyTo} ${look.person(author)} #${number}</a>`;
}

function files(look: Look, { bodyHtml, attachments }: PostAnswer): Part {
  const below = attachments.filter(({ id }) => !showsFile(bodyHtml, id));
  if (below.length === 0) return null;
  return markup`<ul class="post-files" aria-label="${look.words.files}">${below.map((file) => markup`<li>${file.width === null ? fileLink(look, file) : thumbnail(look, file)}</li>`)}</ul>`;
}

function fileLink(look: Look, { fileName, mediaType, size, url }: AttachmentAnswer): Html {
  const type = fileName.includes('.') ? fileName.slice(fileName.lastIndexOf('.') + 1).toUpperCase() : '';
  const facts = [type, look.fileSize(size)].filter(Boolean).join(', ');
  const download = /^(?:audio|video)\//.test(mediaType) && fileName;
  return markup`<a href="${url}" class="post-file"${attributes({ download })}>${look.icon('file', 22)}<span><span class="post-file-name">${fileName}</span> <span class="post-file-facts">${facts}</span></span></a>`;
}

function thumbnail(look: Look, { alt, fileName, height, url, width }: AttachmentAnswer): Html {
  return markup`<a href="${url}" class="post-file-picture" target="_blank" rel="noreferrer"><img src="${url}" alt="${alt || fileName}" loading="lazy" decoding="async"${attributes({ width, height })}><span class="visually-hidden">${look.words.newTab}</span></a>`;
}

function ending(look: Look, { thread, here, isMember }: Shown): Html {
  const { words } = look;
  if (thread.community.status === 'ARCHIVED') return look.notice(markup`<p>${words.archivedNote}</p>`);
  if (thread.locked) {
    return look.notice(markup`<p class="thread-locked">${look.icon('lock', 16)} ${words.lockedNote}</p>`);
  }
  if (isMember) return markup`<div class="thread-reply-room"></div>`;
  const signIn = `/sign-in?next=${encodeURIComponent(here)}`;
  return look.notice(words.everybodyReads, look.button(signIn, words.signInToReply, 'primary'), 'info');
}

function participants(look: Look, posts: readonly PostAnswer[], whole: boolean): Part {
  const people = new Map<string, PersonAnswer>();
  for (const { author, deleted } of posts) if (!deleted && !people.has(author.id)) people.set(author.id, author);
  if (people.size === 0) return null;
  const { words } = look;
  return markup`<section class="thread-people" aria-labelledby="thread-people"><h2 id="thread-people">${whole ? words.inDiscussion : words.inPart}</h2><ul>${[
    ...people.values(),
  ].map((person) => markup`<li>${look.avatar(person, true)}<span>${look.person(person)}</span></li>`)}</ul></section>`;
}
