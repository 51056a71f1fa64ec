import type { Room, WireSocket } from './live-socket.js';

/** The accounts on the other ends, each once. */
export const accountsOf = (sockets: readonly WireSocket[]): string[] => [
  ...new Set(sockets.map(({ data }) => data.accountId ?? null).filter((id) => id !== null)),
];

/** Whether a socket is in a room of this community; one that is on its way in has no rooms yet. */
export const isIn = ({ data }: WireSocket, communityId: string): boolean =>
  Object.values(data.rooms ?? {}).some((room) => room.communityId === communityId);

/** Makes a socket leave the rooms of this community, and tells it so. */
export function closeRooms(socket: WireSocket, communityId: string): void {
  for (const room of Object.values(socket.data.rooms ?? {})) {
    if (room.communityId === communityId) closeRoom(socket, room);
  }
}

/** Makes a socket leave a room, unless it has left that already, and tells it so. */
export function closeRoom(socket: WireSocket, room: Room): void {
  // What it has entered anew since somebody looked is another matter.
  if (socket.data.rooms[room.name] !== room) return;
  delete socket.data.rooms[room.name];
  void socket.leave(room.name);
  socket.emit('room:closed', room.closed);
}

/**
 * Takes a socket out of all rooms at once and cuts its connection off, as the network does: the page connects anew, shows
 * who it is, asks for its rooms, and fetches what it missed.
 */
export function startOver(socket: WireSocket): void {
  for (const room of socket.rooms) void socket.leave(room);
  socket.data.rooms = {};
  socket.conn.close(true);
}
