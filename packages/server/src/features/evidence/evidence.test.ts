import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { api } from '@ancam/contract';
import type { EvidenceFile } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { clamdScanner } from '../../files/virus-scan.ts';
import { checkFiles } from './evidence.service.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A small server that speaks clamd's INSTREAM and finds the word VIRUS. */
function startClamd(): Promise<{ address: string; server: Server }> {
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (part: Buffer) => {
      bytes = Buffer.concat([bytes, part]);
      let at = 'zINSTREAM\0'.length;
      const pieces: Buffer[] = [];
      while (bytes.length >= at + 4) {
        const length = bytes.readUInt32BE(at);
        if (length === 0) {
          socket.end(Buffer.concat(pieces).includes('VIRUS') ? 'stream: Test.Virus FOUND\0' : 'stream: OK\0');
          return;
        }
        if (bytes.length < at + 4 + length) return;
        pieces.push(bytes.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ address: `clamd://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, server });
    });
  });
}

describeOnEachStore('evidence', (open) => {
  let app: TestApp;
  let admin: Browser;
  let path: string;
  let id: string;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    const data = { purpose: 'Thay camera', year: 2026, source: 'local', planned: 1 };
    ({ id } = await admin.call(api.createRecord, { params: { register: 'budget' }, body: { data } }));
    path = `/api/registers/budget/records/${id}/files`;
  });
  afterAll(() => app.close());

  const send = (browser: Browser, name: string, body: Uint8Array): Promise<Response> =>
    browser.fetch(`${path}?name=${encodeURIComponent(name)}`, { method: 'POST', body: Uint8Array.from(body) });
  async function add(name: string, body: Uint8Array): Promise<EvidenceFile> {
    const response = await send(admin, name, body);
    expect(response.status).toBe(200);
    return api.addEvidence.output?.parse(await response.json()).items.find((each) => each.name === name) ?? expect.fail();
  }

  test('a file comes back byte by byte, to be saved and never to be run; the same name is a new version', async () => {
    const file = await add('Quyết định.pdf', PDF);
    expect(file).toMatchObject({ version: 1, size: PDF.length, type: 'application/pdf', scan: 'unscanned', uses: 1 });
    expect(file.sha256).toBe(createHash('sha256').update(PDF).digest('hex'));
    const read = await admin.fetch(`${path}/${file.id}`);
    expect(Buffer.from(await read.arrayBuffer())).toEqual(PDF);
    expect(read.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(read.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(read.headers.get('x-content-type-options')).toBe('nosniff');
    const second = Buffer.concat([PDF, Buffer.from('2')]);
    await add('Quyết định.pdf', second);
    const { items } = await admin.call(api.listEvidence, { params: { register: 'budget', id } });
    expect(items.map(({ version }) => version).sort()).toEqual([1, 2]);
    expect(Buffer.from(await (await admin.fetch(`${path}/${file.id}`)).arrayBuffer())).toEqual(PDF);
    expect((await add('bản sao.pdf', PDF)).uses).toBe(2);
  });

  test.each([
    ['trống.pdf', Buffer.alloc(0), 'empty'],
    ['ảnh.pdf', PNG, 'name-differs'],
    ['a.pdf.exe', PDF, 'runnable'],
    ['a.exe.pdf', PDF, 'runnable'],
    ['a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'runnable'],
    ['a.txt', Buffer.from('<svg><script>1</script></svg>'), 'type'],
    ['a.zip', Buffer.from('PK\x05\x06'.padEnd(22, '\0')), 'type'],
    ['không đuôi', PDF, 'name'],
    ['a.docx', Buffer.from([0, 1, 2, 3]), 'type'],
  ])('%s is refused', async (name, body, reason) => {
    const refused = await send(admin, name, body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'input.invalid', details: { reason } });
  });

  test('more than the largest size is refused while it comes in', async () => {
    expect((await send(admin, 'lớn.txt', Buffer.alloc(1_000_001, 'a'))).status).toBe(413);
  });

  test('others see no file, and one who reads adds none', async () => {
    const { id: file } = await add('riêng.png', PNG);
    const other = await signInElsewhere(app, 'administrator');
    expect((await other.fetch(`${path}/${file}`)).status).toBe(404);
    expect((await send(other, 'x.pdf', PDF)).status).toBe(404);
  });

  test('with a scanner what is infected stays closed, what could not be scanned waits until it was', async () => {
    const { address, server } = await startClamd();
    const silent = clamdScanner('clamd://127.0.0.1:9');
    Object.assign(app.context, { scanner: clamdScanner(address) });
    expect(await add('sạch.png', PNG)).toMatchObject({ scan: 'clean' });
    const bad = await add('bẩn.txt', Buffer.from('this is a VIRUS'));
    expect(bad).toMatchObject({ scan: 'infected', threat: 'Test.Virus' });
    expect((await admin.fetch(`${path}/${bad.id}`)).status).toBe(409);
    Object.assign(app.context, { scanner: silent });
    const late = await add('chờ.txt', Buffer.from('to be looked at later'));
    expect(late.scan).toBe('waiting');
    expect((await admin.fetch(`${path}/${late.id}`)).status).toBe(409);
    Object.assign(app.context, { scanner: clamdScanner(address) });
    expect((await admin.fetch(`${path}/${late.id}`)).status).toBe(200);
    Object.assign(app.context, { scanner: undefined });
    server.close();
  });

  test('a file that is gone is found by the check of the store', async () => {
    const found = async (): Promise<string[]> => {
      const states: string[] = [];
      for await (const { state } of checkFiles(app.context)) states.push(state);
      return states;
    };
    expect(await found()).toEqual([]);
    await app.context.db.updateTable('evidence').set({ size: 7 }).where('name', '=', 'riêng.png').execute();
    expect(await found()).toEqual(['altered']);
  });
});
