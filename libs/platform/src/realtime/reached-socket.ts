import type { RemoteSocket } from 'socket.io';
import type { ServerToClientEvents } from '#contracts';
import type { SocketData } from './live-socket.js';

/** Picks some of these accounts. */
export type Choice = (accountIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** A socket of this process or of another one. */
type Reached = RemoteSocket<ServerToClientEvents, SocketData>;

/** The accounts on the other ends, each once. */
export const accountsOf = (sockets: readonly Reached[]): string[] => [
  ...new Set(sockets.map(({ data }) => data.accountId ?? null).filter((id) => id !== null)),
];

/** Whether a socket is in a room of this community; one that is on its way in has no rooms yet. */
export const isIn = ({ data }: Reached, communityId: string): boolean =>
  Object.values(data.rooms ?? {}).some((room) => room.communityId === communityId);

/** Makes a socket leave the rooms of this community, and tells it so. */
export function closeRooms(socket: Reached, communityId: string): void {
  for (const room of Object.values(socket.data.rooms ?? {})) {
    if (room.communityId !== communityId) continue;
    delete socket.data.rooms[room.name];
    socket.leave(room.name);
    socket.emit('room:closed', room.closed);
  }
}
