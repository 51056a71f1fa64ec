import { registerEnumType } from '@nestjs/graphql';

/** How closely somebody follows a thread or a community. */
export const WatchLevel = { WATCHING: 'WATCHING', NORMAL: 'NORMAL', MUTED: 'MUTED' } as const;
/** One of {@link WatchLevel}. */
export type WatchLevel = keyof typeof WatchLevel;

registerEnumType(WatchLevel, {
  name: 'WatchLevel',
  description: 'How closely somebody follows a thread or a community.',
  valuesMap: {
    WATCHING: { description: 'Told of every reply in the thread; of every new thread and resource in the community.' },
    NORMAL: { description: 'Told when mentioned or quoted.' },
    MUTED: { description: 'Told nothing of what is said there.' },
  },
});

/** Why a watch of a thread is there: starting and writing set it where nobody chose. */
export type WatchCause = 'STARTED' | 'WROTE' | 'CHOSEN';
