import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Farm } from '@ancam/camera-farm';
import { LiveEvent, api, createClient } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, authorise } from './app.ts';
import type { Browser } from './app.ts';
import { startCameras } from './farm.ts';

const CAMERAS = 8;

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly setupLink?: string;
}

let folder: string;
let farm: Farm;
let ports: string;
let targets: string[];
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-kill-'));
  ({ farm, ports, targets } = await startCameras('127.31.50.1', CAMERAS));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await farm.close();
  await rm(folder, { recursive: true, force: true });
});

/** A server in a process of its own, on the embedded database of the folder. */
async function startServer(): Promise<Started> {
  const module = new URL('../src/index.ts', import.meta.url).href;
  const code = `const { startServer, loadConfig } = await import(${JSON.stringify(module)});
    const { url, setupLink } = await startServer(loadConfig({ PORT: '0', ANCAM_DATA: ${JSON.stringify(folder)} }));
    console.log(JSON.stringify({ url, setupLink }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const died = once(child, 'exit').then(() => Promise.reject(new AppError('internal', 'the server ended before it was up')));
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), died])) as [string]; // one line of text
  died.catch(() => undefined);
  return { child, ...(JSON.parse(line) as { url: string; setupLink?: string }) }; // written above
}

function browserOf(url: string): Browser {
  let cookie = '';
  const browse = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(url + path, { ...init, headers });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  return { fetch: browse, call: createClient(browse) };
}

/** Reads the live stream; gives each host as it is acknowledged, until the stream ends or breaks. */
async function* acknowledged(browser: Browser, id: string): AsyncIterable<string> {
  const response = await browser.fetch(`/api/scans/${id}/live`);
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data === undefined) continue;
      const event = LiveEvent.parse(JSON.parse(data));
      if (event.type === 'host') yield event.host.address;
    }
  }
}

test('a server killed in the middle of a scan has lost nothing it acknowledged; the scan goes on where it stood', async () => {
  const first = await startServer();
  let browser = browserOf(first.url);
  const token = first.setupLink?.split('token=')[1] ?? '';
  await browser.call(api.setup, { body: { token, unitName: 'Đơn vị', displayName: 'An', login: 'admin', password: PASSWORD } });
  const authorisation = await authorise(browser);
  const scan = await browser.call(api.startScan, { body: { authorisationId: authorisation.id, targets, ports } });
  const told: string[] = [];
  for await (const address of acknowledged(browser, scan.id)) {
    told.push(address);
    if (told.length === 3) first.child.kill('SIGKILL');
    if (told.length >= 3) break;
  }
  expect(told).toHaveLength(3);
  if (first.child.exitCode === null && first.child.signalCode === null) await once(first.child, 'exit');

  const second = await startServer();
  expect(second.setupLink).toBeUndefined();
  browser = browserOf(second.url);
  await browser.call(api.login, { body: { login: 'admin', password: PASSWORD } });
  const params = { id: scan.id };
  expect(await browser.call(api.getScan, { params })).toMatchObject({ status: 'interrupted', actions: { may: ['resume'] } });
  const kept = (await browser.call(api.scanHosts, { params, query: { limit: 100 } })).items;
  expect(kept.map(({ address }) => address)).toEqual(expect.arrayContaining(told));
  const next = (await browser.call(api.dashboard)).next;
  expect(next).toContainEqual(expect.objectContaining({ kind: 'resume-scan', count: 1 }));

  await browser.call(api.resumeScan, { params });
  for await (const address of acknowledged(browser, scan.id)) told.push(address);
  const finished = await browser.call(api.getScan, { params });
  expect(finished).toMatchObject({ status: 'completed', stats: { alive: CAMERAS, cameras: CAMERAS } });
  expect((await browser.call(api.listCameras)).total).toEqual({ count: CAMERAS, exact: true });
  expect((await browser.call(api.audit)).chainIntact).toBe(true);

  second.child.kill('SIGKILL');
  await once(second.child, 'exit');
}, 90_000);
