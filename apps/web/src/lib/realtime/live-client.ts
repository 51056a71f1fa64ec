import type {
  CommunityWatchAck,
  ErrorCode,
  NotificationCreatedMessage,
  PostDeletedMessage,
  PostMessage,
  ThreadChangedMessage,
  ThreadWatchAck,
  UnreadChangedMessage,
} from '#contracts';
import type { LiveSocket } from './socket-shape.js';

/** What a page that shows a thread wants to hear. */
export interface ThreadListener {
  /** After each connect: how far the thread reaches by now, and whether something may have been missed meanwhile. */
  watching: (lastNumber: number, again: boolean) => void;
  created: (message: PostMessage) => void;
  edited: (message: PostMessage) => void;
  deleted: (message: PostDeletedMessage) => void;
  /** It was locked, unlocked, pinned or unpinned. */
  arranged: () => void;
  /** The room was closed to this reader, or never opened. */
  closed: (code: ErrorCode | null) => void;
}

/** What a list of threads wants to hear. `changed` comes without a message when something may have been missed. */
export interface CommunityListener {
  changed: (message: ThreadChangedMessage | null) => void;
  closed: (code: ErrorCode | null) => void;
}

/**
 * A community became another, or one's own place in it did; null when something may have been missed. `slug` is the
 * community's own of now; the page may have come by a former one.
 */
export type CommunityNews = { communityId: string | null; slug: string } | null;

/** What a bell or an inbox wants to hear. */
export interface InboxListener {
  created: (message: NotificationCreatedMessage) => void;
  counted: (message: UnreadChangedMessage) => void;
  /** After each connect: what happened before it was not told. */
  connected: () => void;
}

interface Room<Listener> {
  listeners: Set<Listener>;
  /** Whether the server has let us in before: the next time, something may have been missed in between. */
  entered: boolean;
}

/** After the server has ended a connection, or refused it, socket.io gives up; this is when we ask again. */
const RETRY_AFTER_MS = 5_000;
/** An acknowledgement that has not come by then is taken as lost. */
const ACK_WITHIN_MS = 10_000;

/**
 * The one live connection of a page. It counts who watches which room, asks for the rooms anew after every connect
 * (the server remembers nothing of a lost connection), and leaves all questions of what is new to the listeners.
 */
export class LiveClient {
  private socket: LiveSocket | null = null;
  private opening = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly threads = new Map<string, Room<ThreadListener>>();
  private readonly communities = new Map<string, Room<CommunityListener>>();
  private readonly doubts = new Set<() => void>();
  private readonly news = new Set<(news: CommunityNews) => void>();
  private readonly inboxes = new Set<InboxListener>();
  private wasConnected = false;
  /** The connection is being renewed by ourselves: what happens to it then means nothing. */
  private renewing = false;

  /** `open` loads and makes the socket; it is called when the first room is wanted. */
  constructor(private readonly open: () => Promise<LiveSocket>) {}

  /** Listens to a thread; answers the function that stops it. */
  watchThread(threadId: string, listener: ThreadListener): () => void {
    return this.watch(
      this.threads,
      threadId,
      listener,
      () => this.enterThread(threadId),
      () => this.socket?.emit('thread:unwatch', { threadId }),
    );
  }

  /** Listens to a community's list of threads; answers the function that stops it. */
  watchCommunity(slug: string, listener: CommunityListener): () => void {
    return this.watch(
      this.communities,
      slug,
      listener,
      () => this.enterCommunity(slug),
      () => this.socket?.emit('community:unwatch', { slug }),
    );
  }

  /** Asks for a thread's room again, after it was closed and the thread turned out to be readable. */
  rejoinThread(threadId: string): void {
    if (this.threads.has(threadId) && this.socket?.connected) this.enterThread(threadId);
  }

  /**
   * Calls the listener when the account behind the connection may have changed: the server has ended the connection
   * or closed a room, or the connection is back after it was lost. Answers the function that stops it.
   */
  onDoubt(listener: () => void): () => void {
    this.doubts.add(listener);
    return () => this.doubts.delete(listener);
  }

  /**
   * Calls the listener when a community has become another or one's own place in one has, and after a lost connection.
   * It needs no room, only a connection, which it opens. Answers the function that stops it.
   */
  onCommunityNews(listener: (news: CommunityNews) => void): () => void {
    this.news.add(listener);
    void this.start();
    return () => this.news.delete(listener);
  }

  /** Listens to what the account is told; it needs no room, only a connection. Answers the function that stops it. */
  onInbox(listener: InboxListener): () => void {
    this.inboxes.add(listener);
    void this.start();
    return () => this.inboxes.delete(listener);
  }

  /** Connects anew with the present cookie; to be called when the account has changed. */
  renew(): void {
    clearTimeout(this.retry);
    if (!this.socket) return;
    this.renewing = true;
    this.socket.disconnect();
    this.socket.connect();
  }

  /** Ends the connection for good. */
  close(): void {
    clearTimeout(this.retry);
    this.socket?.disconnect();
    this.socket = null;
  }

  private watch<Listener>(
    rooms: Map<string, Room<Listener>>,
    key: string,
    listener: Listener,
    enter: () => void,
    leave: () => void,
  ): () => void {
    const room = rooms.get(key) ?? { listeners: new Set<Listener>(), entered: false };
    rooms.set(key, room);
    room.listeners.add(listener);
    if (this.socket?.connected) enter();
    else void this.start();
    return () => {
      room.listeners.delete(listener);
      if (room.listeners.size > 0 || rooms.get(key) !== room) return;
      rooms.delete(key);
      if (this.socket?.connected) leave();
    };
  }

  private async start(): Promise<void> {
    if (this.socket || this.opening) return;
    this.opening = true;
    try {
      const socket = await this.open();
      this.socket = socket;
      this.listen(socket);
      socket.connect();
    } catch {
      this.later(() => void this.start());
    } finally {
      this.opening = false;
    }
  }

  private listen(socket: LiveSocket): void {
    socket.on('connect', () => {
      if (this.wasConnected) {
        this.doubt();
        if (!this.renewing) this.tellNews(null);
      }
      this.wasConnected = true;
      this.renewing = false;
      for (const threadId of this.threads.keys()) this.enterThread(threadId);
      for (const slug of this.communities.keys()) this.enterCommunity(slug);
      for (const inbox of this.inboxes) inbox.connected();
    });
    const reconnect = () => {
      if (socket.active) return;
      this.doubt();
      this.later(() => socket.connect());
    };
    socket.on('disconnect', reconnect);
    socket.on('connect_error', reconnect);
    socket.on('post:created', (message) => this.each(message.threadId, (one) => one.created(message)));
    socket.on('post:edited', (message) => this.each(message.threadId, (one) => one.edited(message)));
    socket.on('post:deleted', (message) => this.each(message.threadId, (one) => one.deleted(message)));
    socket.on('thread:edited', ({ threadId }) => this.each(threadId, (one) => one.arranged()));
    socket.on('thread:changed', (message) => {
      for (const room of this.communities.values()) for (const one of room.listeners) one.changed(message);
    });
    socket.on('community:changed', ({ communityId, slug }) => this.tellNews({ communityId, slug }));
    socket.on('standing:changed', ({ communityId, slug }) => this.tellNews({ communityId, slug }));
    socket.on('notification:created', (message) => {
      for (const inbox of this.inboxes) inbox.created(message);
    });
    socket.on('unread:changed', (message) => {
      for (const inbox of this.inboxes) inbox.counted(message);
    });
    socket.on('room:closed', ({ threadId, slug }) => {
      this.doubt();
      if (slug) this.tellNews({ communityId: null, slug });
      if (threadId) this.each(threadId, (one) => one.closed(null));
      if (slug) for (const one of this.communities.get(slug)?.listeners ?? []) one.closed(null);
    });
  }

  private doubt(): void {
    if (this.renewing) return;
    for (const listener of this.doubts) listener();
  }

  private tellNews(news: CommunityNews): void {
    for (const listener of this.news) listener(news);
  }

  private each(threadId: string, tell: (listener: ThreadListener) => void): void {
    for (const listener of this.threads.get(threadId)?.listeners ?? []) tell(listener);
  }

  private enterThread(threadId: string): void {
    this.enter<ThreadWatchAck>(
      (ack) => this.socket?.emit('thread:watch', { threadId }, ack),
      () => this.threads.has(threadId),
      (answer) => {
        const room = this.threads.get(threadId);
        for (const listener of room?.listeners ?? []) {
          if (answer.ok) listener.watching(answer.lastNumber, room?.entered ?? false);
          else listener.closed(answer.code);
        }
        if (room && answer.ok) room.entered = true;
      },
    );
  }

  private enterCommunity(slug: string): void {
    this.enter<CommunityWatchAck>(
      (ack) => this.socket?.emit('community:watch', { slug }, ack),
      () => this.communities.has(slug),
      (answer) => {
        const room = this.communities.get(slug);
        for (const listener of room?.listeners ?? []) {
          if (!answer.ok) listener.closed(answer.code);
          else if (room?.entered) listener.changed(null);
        }
        if (room && answer.ok) room.entered = true;
      },
    );
  }

  /** Asks for a room; a lost or passing refusal is tried again while somebody still wants the room. */
  private enter<Answer extends { ok: true } | { ok: false; code: ErrorCode }>(
    ask: (ack: (answer: Answer) => void) => void,
    wanted: () => boolean,
    tell: (answer: Answer) => void,
  ): void {
    const again = () => {
      if (wanted() && this.socket?.connected) this.enter(ask, wanted, tell);
    };
    let answered = false;
    const timer = setTimeout(() => {
      answered = true;
      again();
    }, ACK_WITHIN_MS);
    ask((answer) => {
      if (answered) return;
      answered = true;
      clearTimeout(timer);
      if (!answer.ok && isPassing(answer.code)) setTimeout(again, RETRY_AFTER_MS);
      else tell(answer);
    });
  }

  private later(run: () => void): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(run, RETRY_AFTER_MS);
  }
}

function isPassing(code: ErrorCode): boolean {
  return code === 'RATE_LIMITED' || code === 'UNAVAILABLE' || code === 'INTERNAL';
}
