const NAME = 'copse.account';

/** Old browsers have no such channel: their tabs learn of a change when they are looked at, or refused. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;

/** Tells the other tabs, which share this one's cookie, that somebody has signed in or out or that the account changed. */
export function announceAccount(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel reaches its own origin alone.
  channel?.postMessage(null);
}

/** Hears the same from other tabs; answers the function that stops it. */
export function onAccountAnnounced(listener: () => void): () => void {
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
}
