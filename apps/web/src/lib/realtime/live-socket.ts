// In a file of its own, so that it is fetched in one piece and known by its name.
export { io } from 'socket.io-client';
