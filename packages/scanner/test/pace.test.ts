import { createSocket } from 'node:dgram';
import type { Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../src/discover/protocols/index.ts';
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

/** What is sent a second apart may arrive so much closer together on a busy machine. */
const LATE_MS = 200;

/** The most of these moments of arrival that lie within one second of sending. */
function busiest(moments: readonly number[]): number {
  return Math.max(...moments.map((at) => moments.filter((other) => other >= at && other - at < 1000 - LATE_MS).length));
}

describe('questions and datagrams to a device', () => {
  const ADDRESS = `${BASE}40`;
  const PAGES = Array.from({ length: 6 }, (_, n) => 25_100 + n);
  const RATE = 5;
  const asked: number[] = [];
  const sought: number[] = [];
  const device = new ScriptedDevice(ADDRESS);
  const sockets: Datagrams[] = [];
  beforeAll(async () => {
    for (const port of PAGES) {
      await device.serve(port, () => {
        asked.push(performance.now());
        return http(200, ['Server: x'], 'a page');
      });
    }
    for (const port of new Set(PROTOCOLS.map((protocol) => protocol.port))) {
      // scans of other tests hear replies on some of these ports at the same time, on every address
      const socket = createSocket({ type: 'udp4', reuseAddr: true });
      socket.on('message', () => sought.push(performance.now()));
      sockets.push(socket.bind(port, ADDRESS));
      await once(socket, 'listening');
    }
  });
  afterAll(() => {
    device.close();
    for (const socket of sockets) socket.close();
  });

  it('keep one rate together', async () => {
    const ports = PAGES.map((port) => `http:${port}`).join(',');
    await scan({ targets: [ADDRESS], ports, unicastDiscovery: true, limits: { hostRatePerSecond: RATE, hostTimeoutMs: 60_000 } });
    expect(asked.length).toBeGreaterThan(RATE);
    expect(sought.length).toBeGreaterThan(RATE);
    expect(busiest([...asked, ...sought])).toBeLessThanOrEqual(RATE);
  });
});
