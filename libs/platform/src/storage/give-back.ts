/**
 * Gives the memory of bytes back at once, if they lie alone in it; nobody may look at them afterwards. V8 goes through its
 * whole heap for every 64 MiB outside of it that wait to be collected: while files came or went that was a third of the
 * server's time.
 */
export function giveBack({ buffer, byteLength }: Uint8Array): void {
  // What was given back before is of no length, and must not be given back again.
  if (byteLength > 0 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
