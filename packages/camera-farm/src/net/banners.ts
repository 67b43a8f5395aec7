import type { Socket } from 'node:net';
import type { Connection } from './listeners.ts';

const IAC = 255;
/** DO ECHO, DO NAWS, WILL ECHO, WILL SUPPRESS-GO-AHEAD: what a busybox telnetd offers at once. */
const TELNET_OFFER = Buffer.from([IAC, 253, 1, IAC, 253, 31, IAC, 251, 1, IAC, 251, 3]);
const SSH_BANNER = 'SSH-1.99-OpenSSH_3.6.1p2\r\n';
const IDLE_MS = 60_000;

function endWhenIdle(socket: Socket): void {
  socket.setTimeout(IDLE_MS, () => socket.destroy());
}

/** Telnet: option negotiation, then the maker's prompt unless the camera stays silent; every log-in is refused. */
export function acceptTelnet(socket: Socket, { camera }: Connection): void {
  endWhenIdle(socket);
  const prompt = camera.spec.silentTelnet === true ? '' : `\r\r\n${camera.maker.telnetPrompt(camera)}`;
  socket.write(Buffer.concat([TELNET_OFFER, Buffer.from(prompt)]));
  let typed = '';
  let asked = false;
  socket.on('data', (chunk) => {
    if (chunk[0] === IAC) return;
    typed = (typed + chunk.toString('latin1')).slice(-256);
    if (!/[\r\n]/.test(typed)) return;
    typed = '';
    socket.write(asked ? `\r\nLogin incorrect\r\n${camera.maker.telnetPrompt(camera)}` : '\r\nPassword: ');
    asked = !asked;
  });
}

/** SSH: the identification line; after the client's own line the connection ends, as no key exchange follows. */
export function acceptSsh(socket: Socket): void {
  endWhenIdle(socket);
  socket.write(SSH_BANNER);
  socket.on('data', () => socket.end());
}

/** FTP: the greeting; every log-in is refused. */
export function acceptFtp(socket: Socket, { camera }: Connection): void {
  endWhenIdle(socket);
  socket.write(`${camera.maker.ftpGreeting(camera)}\r\n`);
  socket.on('data', (chunk) => {
    const command = chunk.toString('latin1').slice(0, 4).trim().toUpperCase();
    if (command === 'QUIT') socket.end('221 Goodbye.\r\n');
    else if (command === 'USER') socket.write('331 Password required.\r\n');
    else socket.write('530 Login incorrect.\r\n');
  });
}

/** The maker's own port: accepts, and answers unknown bytes the way the maker does or not at all. */
export function acceptVendor(socket: Socket, { camera }: Connection): void {
  endWhenIdle(socket);
  const answer = camera.maker.vendorPort?.answer;
  socket.on('data', () => {
    if (answer) socket.end(answer);
  });
}

/** RTMP: waits for the client's handshake, which no scanner sends. */
export function acceptRtmp(socket: Socket): void {
  endWhenIdle(socket);
  socket.resume();
}

/** A debug console left open: greets and asks for a name. */
export function acceptDebug(socket: Socket, { camera }: Connection): void {
  endWhenIdle(socket);
  socket.write(camera.maker.debugPort?.greeting ?? '');
  socket.resume();
}
