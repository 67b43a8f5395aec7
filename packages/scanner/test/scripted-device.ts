import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** What a device got: the bytes of one connection. */
export interface Got {
  readonly address: string;
  readonly port: number;
  readonly bytes: Buffer;
}

/** Answers one request (head and body as text); undefined hangs up. */
export type Script = (request: string) => string | Buffer | undefined;

/** A device that answers by a script and keeps every byte it gets. */
export class ScriptedDevice {
  readonly address: string;
  readonly #got: { port: number; chunks: Buffer[] }[] = [];
  readonly #servers: Server[] = [];
  readonly #delayMs: number;

  constructor(address: string, delayMs = 0) {
    this.address = address;
    this.#delayMs = delayMs;
  }

  /** Serves a port; `onConnect` sees each connection. */
  serve(port: number, script: Script, onConnect: (socket: Socket) => void = () => undefined): Promise<void> {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      onConnect(socket);
      const kept = { port, chunks: [] as Buffer[] };
      this.#got.push(kept);
      let text = '';
      socket.on('data', (chunk) => {
        kept.chunks.push(chunk);
        text += chunk.toString('latin1');
        const length = wholeLength(text);
        if (length === undefined) return;
        const answer = script(text.slice(0, length));
        text = text.slice(length);
        setTimeout(() => (answer === undefined ? socket.destroy() : socket.write(answer)), this.#delayMs);
      });
    });
    this.#servers.push(server);
    return new Promise((resolve) => void server.listen({ host: this.address, port }, resolve));
  }

  received(): Got[] {
    return this.#got.map(({ port, chunks }) => ({ address: this.address, port, bytes: Buffer.concat(chunks) }));
  }

  close(): void {
    for (const server of this.#servers) server.close();
  }
}

/** Length of the first whole message; what is no text request counts as whole. */
function wholeLength(text: string): number | undefined {
  if (text.charCodeAt(0) === 0x16) return text.length;
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const length = end + 4 + Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length < length ? undefined : length;
}

/** An HTTP answer. */
export function http(status: number, headers: readonly string[], body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from([`HTTP/1.1 ${status} X`, ...headers, `Content-Length: ${bytes.length}`, '', ''].join('\r\n')), bytes]);
}

/** A SOAP answer. */
export function soap(body: string, status = 200): Buffer {
  return http(
    status,
    ['Content-Type: application/soap+xml'],
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:t="http://www.onvif.org/ver10/device/wsdl"><s:Body>${body}</s:Body></s:Envelope>`,
  );
}

/** A refusal of a SOAP service. */
export const REFUSED = soap('<s:Fault><s:Code><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code></s:Fault>', 400);
