/**
 * The bare limit of mail: nodemailer with as many connections as the product, and messages that are written already.
 * Argument: port. `POST /` with `{smtpPort, messages, text, html}` answers when the server has taken all of them.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { createTransport } from 'nodemailer';

interface Order {
  readonly smtpPort: number;
  readonly messages: number;
  readonly text: string;
  readonly html: string;
}

const port = Number(process.argv[2]);

async function send({ smtpPort, messages, text, html }: Order): Promise<void> {
  const smtp = createTransport({ url: `smtp://127.0.0.1:${smtpPort}`, pool: true, maxConnections: 2 });
  const from = 'bench@example.org';
  await Promise.all(
    Array.from({ length: messages }, (_, at) =>
      smtp.sendMail({ from, to: { name: '', address: `bare-${at}@example.org` }, subject: 'A digest', text, html }),
    ),
  );
  smtp.close();
}

async function orderOf(request: IncomingMessage): Promise<Order> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Order;
}

createServer((request, response) => {
  orderOf(request)
    .then(send)
    .then(
      () => response.writeHead(204).end(),
      (error: Error) => response.writeHead(500).end(error.message),
    );
}).listen(port, '127.0.0.1', () => process.send?.('ready'));
// Whoever compares is gone.
process.on('disconnect', () => process.exit());
