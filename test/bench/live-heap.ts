import { once } from 'node:events';
import { freePort } from '../support/free-port.js';

/** How a process is started that is to say how large its heap is: any program, which knows nothing of it. */
export interface Inspection {
  readonly port: number;
  readonly nodeOptions: readonly string[];
}

interface Answer {
  readonly id: number;
  readonly result?: { readonly usedSize: number };
  readonly error?: { readonly message: string };
}

/** Options of Node that let its inspector be asked, on this machine alone. */
export async function inspection(): Promise<Inspection> {
  const port = await freePort();
  return { port, nodeOptions: [`--inspect=127.0.0.1:${port}`, '--inspect-publish-uid=http'] };
}

/** Bytes on the heap of such a process of what is still in use: V8 has collected its garbage before it says so. */
export async function liveHeap({ port }: Inspection): Promise<number> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const [target] = targets;
  if (!target) throw new Error('Nothing can be inspected there.');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  try {
    await once(socket, 'open');
    // What the first collection finalizes goes with the second.
    for (const id of [1, 2]) await ask(socket, id, 'HeapProfiler.collectGarbage');
    const usedSize = (await ask(socket, 3, 'Runtime.getHeapUsage')).result?.usedSize;
    if (usedSize === undefined) throw new Error('The inspector did not say how large the heap is.');
    return usedSize;
  } finally {
    socket.close();
  }
}

async function ask(socket: WebSocket, id: number, method: string): Promise<Answer> {
  socket.send(JSON.stringify({ id, method }));
  for (;;) {
    const [{ data }] = (await once(socket, 'message')) as [{ data: string }];
    const answer = JSON.parse(data) as Answer;
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    // Events of the inspector have no number.
    if (answer.id === id) return answer;
  }
}
