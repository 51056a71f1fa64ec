export { RealtimeModule } from './realtime.module.js';
export { type RealtimeOptions } from './realtime-options.js';
export { RealtimeServer } from './realtime-server.js';
export { type Telling } from './pages-asked.js';
export { roomOfCommunity, roomOfThread, type LiveSocket, type Room, type SocketViewer } from './live-socket.js';
export { type SocketHandshake } from './handshake.js';
