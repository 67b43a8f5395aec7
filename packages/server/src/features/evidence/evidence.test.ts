import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EvidenceList, HOLDERS, REGISTERS, api } from '@ancam/contract';
import type { EvidenceFile, Holder } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { PDF, PNG, makeBylaw, makeHolders, pdfOf, sendFile } from '../../../test/holders.ts';
import { plainData } from '../../../test/records.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { asOwner } from '../../db/actor.ts';

const idOf = (file: EvidenceFile): Id => file.versions[0]?.id ?? '';

describeOnOneStore('evidence', (open) => {
  let app: TestApp;
  let admin: Browser;
  let unitId: Id;
  let viewer: Browser;
  let stranger: Browser;
  let objects: Readonly<Record<Holder, Id>>;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    unitId = (await admin.call(api.session)).account?.unit.id ?? '';
    viewer = await signInElsewhere(app, 'viewer', unitId);
    stranger = await signInElsewhere(app, 'administrator');
    objects = await makeHolders(app, admin, 1);
  });
  afterAll(() => app.close());

  const list = (holder: Holder, id = objects[holder], browser = admin): Promise<EvidenceList> =>
    browser.call(api.listEvidence, { params: { holder, id } });
  async function add(holder: Holder, name: string, body: Uint8Array, more: Readonly<Record<string, string>> = {}, id = objects[holder]) {
    const response = await sendFile(admin, { holder, id }, name, body, more);
    expect(response.status, await response.clone().text()).toBe(200);
    const { items } = EvidenceList.parse(await response.json());
    return items.find(({ versions }) => versions[0]?.name === name) ?? expect.fail(`${name} is not in the list`);
  }
  const content = (id: Id, browser = admin): Promise<Response> => browser.fetch(`/api/files/${id}/content`);

  test.each(HOLDERS)('a file of one of the %s is read, versioned, withdrawn with a reason and never lost', async (holder) => {
    const first = await add(holder, 'Quyết định.pdf', pdfOf(holder));
    expect(first.versions).toMatchObject([{ version: 1, type: 'application/pdf', scan: 'unscanned', createdBy: 'Nguyễn Văn An' }]);
    expect(first.versions[0]?.sha256).toBe(createHash('sha256').update(pdfOf(holder)).digest('hex'));
    expect(first.versions[0]?.actions).toMatchObject({ may: ['open', 'withdraw'], blockers: [] });
    const second = await add(holder, 'bản sửa.pdf', pdfOf(`${holder} 2`), { replaces: idOf(first) });
    expect(second.id).toBe(first.id);
    expect(second.versions.map(({ version, name }) => [version, name])).toEqual([
      [2, 'bản sửa.pdf'],
      [1, 'Quyết định.pdf'],
    ]);
    const body = { reason: 'nộp nhầm' };
    const after = await admin.call(api.withdrawEvidence, { params: { id: idOf(second) }, body });
    expect(after.items[0]?.versions[0]).toMatchObject({ withdrawnReason: 'nộp nhầm', withdrawnBy: 'Nguyễn Văn An' });
    expect(after.items[0]?.versions[0]?.actions.blockers).toEqual([{ action: 'withdraw', reason: 'withdrawn' }]);
    expect(await codeOf(admin.call(api.withdrawEvidence, { params: { id: idOf(second) }, body }))).toBe('conflict');
    expect(Buffer.from(await (await content(idOf(second))).arrayBuffer())).toEqual(pdfOf(`${holder} 2`));
    expect(Buffer.from(await (await content(idOf(first))).arrayBuffer())).toEqual(pdfOf(holder));
  });

  test.each(HOLDERS)(
    'nobody elsewhere sees, changes or guesses files of the %s of others; unknown and forbidden read alike',
    async (holder) => {
      const file = idOf(await add(holder, 'kín.pdf', pdfOf(`kín ${holder}`)));
      const shared = holder === 'certificates';
      const answers = async (id: Id, version: Id): Promise<string[]> => {
        const tries = [
          () => stranger.fetch(`/api/evidence/${holder}/${id}`),
          () => sendFile(stranger, { holder, id }, 'x.pdf', PDF),
          () => content(version, stranger),
          () =>
            stranger.fetch(`/api/files/${version}/withdraw`, {
              method: 'POST',
              body: '{"reason":"x"}',
              headers: { 'content-type': 'application/json' },
            }),
        ];
        const texts: string[] = [];
        for (const each of tries) {
          const response = await each();
          const text = await response.text();
          texts.push(
            `${response.status} ${text
              .replaceAll(/"requestId":"[^"]*"/g, '')
              .replaceAll(id, '<id>')
              .replaceAll(version, '<file>')}`,
          );
        }
        return texts;
      };
      const forbidden = await answers(objects[holder], file);
      const unknown = await answers(newId(), newId());
      if (shared) expect(forbidden.map((text) => text.slice(0, 3))).toEqual(['200', '403', '200', '403']);
      else expect(forbidden).toEqual(unknown);
      expect(unknown.map((text) => text.slice(0, 3))).toEqual(['404', '404', '404', '404']);
    },
  );

  test('one who only reads opens files and is told why the rest is closed', async () => {
    const file = await add('cameras', 'nhãn máy.png', PNG);
    const seen = await list('cameras', objects.cameras, viewer);
    expect(seen.actions).toMatchObject({ may: [], blockers: [{ action: 'add', reason: 'no-permission' }] });
    expect(seen.items[0]?.actions.may).toEqual([]);
    expect(seen.items[0]?.versions[0]?.actions.may).toEqual(['open']);
    expect((await content(idOf(file), viewer)).status).toBe(200);
    expect((await sendFile(viewer, { holder: 'cameras', id: objects.cameras }, 'x.pdf', PDF)).status).toBe(403);
  });

  test('a file is saved and never drawn or run: type, name and policy of the answer', async () => {
    const file = await add('cameras', 'biên "bản";\u202E.pdf'.replace('\u202E', ''), pdfOf('headers'));
    const { headers } = await content(idOf(file));
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="bi_n__b_n__.pdf"; filename*=UTF-8''bi%C3%AAn%20%22b%E1%BA%A3n%22%3B.pdf`,
    );
    const text = await add('cameras', 'ghi chú.csv', Buffer.from('=cmd(),1\n'));
    expect((await content(idOf(text))).headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  test('the same name gets a new version, the same content again changes nothing, two at once both stand', async () => {
    const id = await makeBylaw(admin, 2);
    const target = { holder: 'records', id } as const;
    await add('records', 'a.pdf', pdfOf('1'), {}, id);
    await add('records', 'a.pdf', pdfOf('1'), {}, id);
    expect((await list('records', id)).items[0]?.versions).toHaveLength(1);
    const both = await Promise.all(['2', '3', '3', '4'].map((words) => sendFile(admin, target, 'a.pdf', pdfOf(words))));
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const [file] = (await list('records', id)).items;
    expect(file?.versions.map(({ version }) => version)).toEqual(file?.versions.map((_, n) => (file.versions.length ?? 0) - n));
    expect(new Set(file?.versions.map(({ sha256 }) => sha256)).size).toBe(4);
  });

  test('what is refused leaves nothing behind: neither row nor bytes', async () => {
    const id = await makeBylaw(admin, 3);
    const target = { holder: 'records', id } as const;
    const refused = await sendFile(admin, target, 'ảnh.pdf', PNG);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'file.refused', details: { reason: 'name-differs' } });
    expect((await sendFile(admin, target, 'lớn.txt', Buffer.alloc(1_000_001, 'a'))).status).toBe(413);
    expect((await sendFile(admin, target, 'rỗng.pdf', Buffer.alloc(0))).status).toBe(422);
    expect((await sendFile(admin, target, 'x.pdf', PDF, { purpose: 'no-such-field' })).status).toBe(400);
    expect((await sendFile(admin, target, 'x.pdf', PDF, { replaces: newId() })).status).toBe(404);
    const cut = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(PDF);
        controller.error(new Error('the connection is gone'));
      },
    });
    const broken = await admin.fetch(`/api/evidence/records/${id}?name=x.pdf`, {
      method: 'POST',
      body: cut,
      duplex: 'half',
    } as RequestInit); // streams need it
    expect(broken.status).toBeGreaterThanOrEqual(400);
    expect((await list('records', id)).items).toEqual([]);
    expect(await readdir(app.context.files.incoming)).toEqual([]);
    const held = createHash('sha256').update(PNG).digest('hex');
    const names = await readdir(join(app.context.files.store.place), { recursive: true });
    expect(names.filter((name) => name.includes('.part'))).toEqual([]);
    expect(names.some((name) => name.endsWith(held))).toBe(true); // of the test before; the refused one added no second place
  });

  test('a record is issued with its signed copy, which then stays; a withdrawn one does not count', async () => {
    const id = await makeBylaw(admin, 4);
    const asFile = { purpose: 'signedCopy' };
    const copy = await add('records', 'bản ký.pdf', pdfOf('signed'), asFile, id);
    expect(copy.purpose).toBe('signedCopy');
    await admin.call(api.withdrawEvidence, { params: { id: idOf(copy) }, body: { reason: 'thiếu dấu' } });
    const again = await add('records', 'bản ký.pdf', pdfOf('signed'), asFile, id);
    expect(again.versions.map(({ version }) => version)).toEqual([2, 1]);
    await asOwner(app.context, (tx) => sql`update record set state = 'issued' where id = ${id}`.execute(tx));
    const { items } = await list('records', id);
    expect(items[0]?.actions.blockers).toEqual([{ action: 'replace', reason: 'settled' }]);
    expect(await codeOf(admin.call(api.withdrawEvidence, { params: { id: idOf(again) }, body: { reason: 'x' } }))).toBe('conflict');
    expect((await sendFile(admin, { holder: 'records', id }, 'bản ký.pdf', pdfOf('other'), asFile)).status).toBe(409);
    await add('records', 'thư gửi.pdf', pdfOf('letter'), {}, id);
  });

  test('of a state secret no file is kept', async () => {
    const register = REGISTERS.find((each) => each.id === 'documents') ?? expect.fail();
    const plain = Object.entries(plainData(register, 1)).filter(([field]) => ['direction', 'issuedOn', 'documentType'].includes(field));
    const data = { ...Object.fromEntries(plain), secret: true, paperReference: '07/BC-CAT' };
    const body = { data, restricted: true };
    const { id: record } = await admin.call(api.createRecord, { params: { register: 'documents' }, body });
    expect((await sendFile(admin, { holder: 'records', id: record }, 'x.pdf', PDF)).status).toBe(409);
    expect((await list('records', record)).actions.blockers).toEqual([{ action: 'add', reason: 'secret' }]);
  });

  test('in the database a version does not change, is not erased, and a withdrawal stands', async () => {
    const file = idOf(await add('systems', 'chặt.pdf', pdfOf('held')));
    const attempts = [
      sql`update evidence set sha256 = ${'0'.repeat(64)} where id = ${file}`,
      sql`update evidence set holder_id = ${newId()} where id = ${file}`,
      sql`delete from evidence where id = ${file}`,
    ];
    for (const attempt of attempts)
      await expect(asOwner(app.context, (tx) => attempt.execute(tx))).rejects.toThrow(/does not change|not erased/);
    await admin.call(api.withdrawEvidence, { params: { id: file }, body: { reason: 'x' } });
    const undo = sql`update evidence set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null where id = ${file}`;
    await expect(asOwner(app.context, (tx) => undo.execute(tx))).rejects.toThrow(/stands/);
  });

  test('every change is in the trail, and so is who opened a restricted file', async () => {
    const id = await makeBylaw(admin, 6);
    const file = idOf(await add('records', 'mật.pdf', pdfOf('restricted'), {}, id));
    const record = await admin.call(api.getRecord, { params: { register: 'bylaws', id } });
    await admin.call(api.updateRecord, {
      params: { register: 'bylaws', id },
      body: { version: record.version, data: {}, restricted: true },
    });
    expect((await content(file, viewer)).status).toBe(404);
    expect((await content(file)).status).toBe(200);
    const { rows } = await sql<{ action: string; classification: number }>`select action, classification from audit_event
      where object = ${`record/${id}`} and action like 'evidence.%' order by seq`.execute(app.context.db);
    expect(rows).toEqual([
      { action: 'evidence.added', classification: 0 },
      { action: 'evidence.read', classification: 1 },
    ]);
  });

  test('a larger file than is taken is refused while it comes, whatever the sender says of its size', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(97));
      },
    });
    const url = `/api/evidence/cameras/${objects.cameras}?name=x.txt`;
    const response = await admin.fetch(url, { method: 'POST', body: endless, duplex: 'half' } as RequestInit); // streams need it
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(1_500_000);
  });
});
