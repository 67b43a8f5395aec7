import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, values } from './scanning.ts';
import { http, ScriptedDevice } from './scripted-device.ts';

const BASE = '127.46.7.';
const HOSTS = 6;
/** Ports of every kind: known, unknown and silent ones. */
const WEB = [25_080, 25_081];
const STREAM = 25_554;
const TLS = 25_443;
const SILENT = [25_900, 25_901];
/** Every answer takes so long; a connection that was closed before is seen as closed well within half of it. */
const ANSWER_MS = 60;

/** Counts the connections of one device that are open at the same time while it is read. */
class Counter {
  most = 0;
  #reading = false;
  readonly #open = new Set<Socket>();

  begin(): void {
    this.#reading = true;
  }

  take(socket: Socket): void {
    if (!this.#reading) return;
    this.#open.add(socket);
    // the scanner has closed it: what this side still does to the socket is not counted
    for (const event of ['end', 'close']) socket.once(event, () => this.#open.delete(socket));
    const count = (): void => {
      if (this.#open.has(socket)) this.most = Math.max(this.most, this.#open.size);
    };
    // where this process was busy, what closed meanwhile is read before it is counted
    setTimeout(() => setImmediate(() => setImmediate(count)), ANSWER_MS / 2);
  }
}

describe('the pace of a scan', () => {
  const devices: ScriptedDevice[] = [];
  const counters = Array.from({ length: HOSTS }, () => new Counter());
  beforeAll(async () => {
    for (const [index, counter] of counters.entries()) {
      const device = new ScriptedDevice(`${BASE}${index + 1}`, ANSWER_MS);
      const take = (socket: Socket): void => counter.take(socket);
      for (const port of WEB) await device.serve(port, () => http(200, ['Server: x'], '<input type=password>'), take);
      await device.serve(STREAM, (request) => `RTSP/1.0 401 X\r\n${/CSeq: \d+/.exec(request)?.[0] ?? ''}\r\n\r\n`, take);
      await device.serve(TLS, () => undefined, take);
      for (const port of SILENT) await device.serve(port, () => '', take);
      devices.push(device);
    }
  });
  afterAll(() => {
    for (const device of devices) device.close();
  });

  it('opens one connection to a device at a time when it reads it', async () => {
    const ports = [...WEB.map((port) => `http:${port}`), `rtsp:${STREAM}`, `https:${TLS}`, ...SILENT].join(',');
    const { hosts } = await scan(
      { targets: [`${BASE}1-${HOSTS}`], ports, limits: { concurrentHosts: HOSTS } },
      {
        onEvent: (event) => {
          if (event.type === 'progress' && event.stage === 'probe') for (const counter of counters) counter.begin();
        },
      },
    );
    expect([...hosts.values()].map((host) => values(host, 'http.login').length)).toEqual(Array(HOSTS).fill(2));
    expect(counters.map(({ most }) => most)).toEqual(Array(HOSTS).fill(1));
  });
});
