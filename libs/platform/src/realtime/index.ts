export { RealtimeModule } from './realtime.module.js';
export { RealtimeServer, type RealtimeOptions } from './realtime-server.js';
export { roomOfCommunity, roomOfThread, type LiveSocket, type Room, type SocketViewer } from './live-socket.js';
export { type SocketHandshake } from './handshake.js';
