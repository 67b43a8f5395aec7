import { api, urlOf } from '@ancam/contract';
import type { RecordDetail, Recipients } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { pdfOf, sendFile } from '../../../test/holders.ts';
import { join, unitBelow } from '../../../test/people.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { withActor } from '../../db/actor.ts';
import { actorAt } from '../../../test/actors.ts';
import { inTreeOrder } from './tree.service.ts';

const DAY = '2026-11-22';
const params = { register: 'documents' } as const;

const unitOf = async (browser: Browser): Promise<Id> => (await browser.call(api.session)).account?.unit.id ?? '';
const address = (browser: Browser, id: Id, ...recipients: object[]): Promise<Recipients> =>
  browser.call(api.addRecipients, { params: { id }, body: { recipients } as never }); // the schema fills the rest in
const received = async (browser: Browser, documentId: Id) =>
  (await browser.call(api.listDeliveries)).items.find(({ document }) => document?.id === documentId);
const drawn = async (browser: Browser, id: Id) =>
  (await browser.call(api.getDocumentTree, { params: { id } })).nodes.map((node) => [node.id, node.depth, node.sentHere, node.report]);

test('a tree is told parents before children, and what carries out nothing known stands at the top', () => {
  const rows = [
    { id: 'b', basis: 'a' },
    { id: 'a', basis: 'elsewhere' },
    { id: 'd', basis: 'b' },
    { id: 'c', basis: null },
  ];
  expect(
    inTreeOrder(rows)
      .map(({ id, depth }) => `${id}${depth}`)
      .join(' '),
  ).toBe('a0 b1 d2 c0');
});

describeOnEachStore('official documents on their way', (open) => {
  let app: TestApp;
  let province: Browser;
  let approver: Browser;
  let commune: Browser;
  let communeUnit: Id;
  let ministry: Browser;
  let ministryUnit: Id;
  let provinceUnit: Id;
  let count = 0;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T01:00:00.000Z`);
    province = await setUpAdministrator(app);
    approver = (await join(app, province, { login: 'duyet', role: 'approver' })).browser;
    communeUnit = await unitBelow(app, 'UBND xã Dưới');
    commune = await signInElsewhere(app, 'administrator', communeUnit);
    ministry = await signInElsewhere(app, 'administrator');
    [ministryUnit, provinceUnit] = [await unitOf(ministry), await unitOf(province)];
  });
  afterAll(() => app.close());

  /** A document that another person has confirmed. */
  const issue = async (browser: Browser, change: object = {}, confirm = true): Promise<RecordDetail> => {
    count += 1;
    const data = {
      direction: 'out',
      number: `${count}/KH-UBND`,
      excerpt: `Kế hoạch ${count}`,
      issuedOn: DAY,
      issuer: 'UBND',
      documentType: 'plan',
      note: 'Ghi chú nội bộ',
      handler: 'Nguyễn Văn Nội Bộ',
      ...change,
    };
    const drafted = await browser.call(api.createRecord, { params, body: { data } });
    if (confirm) await sql`update record set state = 'confirmed', version = version + 1 where id = ${drafted.id}`.execute(app.context.db);
    return drafted;
  };
  const sent = async (change: object = {}, ...recipients: object[]): Promise<RecordDetail> => {
    const document = await issue(province, change);
    await address(province, document.id, ...(recipients.length === 0 ? [{ unit: ministryUnit, dueOn: '2026-11-22' }] : recipients));
    await province.call(api.sendDocument, { params: { id: document.id } });
    return document;
  };

  test('nothing reaches a recipient before a confirmed document is sent', async () => {
    const document = await issue(province, {}, false);
    const { items, actions } = await address(province, document.id, { unit: ministryUnit }, { name: 'Sở Tư pháp' });
    expect(items.map(({ recipient, state }) => [recipient, state])).toEqual([
      ['Đơn vị khác', 'planned'],
      ['Sở Tư pháp', 'planned'],
    ]);
    expect(actions.blockers).toContainEqual({ action: 'send', reason: 'not-confirmed' });
    expect(await codeOf(province.call(api.sendDocument, { params: { id: document.id } }))).toBe('conflict');
    expect(await received(ministry, document.id)).toBeUndefined();
    const ask = { params: { ...params, id: document.id } };
    expect(await codeOf(ministry.call(api.getRecord, ask))).toBe('not-found');
    expect(await codeOf(address(province, document.id, { unit: ministryUnit }))).toBe('conflict');
    expect(await codeOf(address(province, document.id, { unit: newId() }))).toBe('not-found');
    expect(await codeOf(address(province, document.id, { name: ' ' }))).toBe('input.invalid');
    const gone = await province.call(api.removeRecipient, { params: { id: items[1]?.id ?? '' } });
    expect(gone.items).toHaveLength(1);
  });

  test('a recipient is told of what it was sent and when it is urged, until it has acted', async () => {
    const document = await sent({ number: '77/KH-BAO' }, { unit: ministryUnit, dueOn: '2026-11-21' });
    const told = async (): Promise<[string, string][]> =>
      (await ministry.call(api.listNotices, { query: {} })).items
        .filter(({ text, doneAt }) => text.vi.includes('77/KH-BAO') && doneAt === null)
        .map(({ title, severity }) => [title.vi, severity]);
    expect(await told()).toEqual([['Chờ bạn: thực hiện văn bản được gửi đến', 'attention']]);
    await province.call(api.urgeRecipients, { params: { id: document.id }, body: { ids: [], words: 'Đề nghị khẩn trương' } });
    expect(await told()).toContainEqual(['Chờ bạn: thực hiện văn bản bị đôn đốc', 'urgent']);
    const delivery = await received(ministry, document.id);
    const there = { params: { id: delivery?.id ?? '' } };
    await ministry.call(api.receiveDelivery, { ...there, body: { on: DAY, arrivalNumber: '5' } });
    expect(await told()).toHaveLength(2);
    await ministry.call(api.actOnDelivery, { ...there, body: { on: DAY, note: 'Đã làm', document: null } });
    expect(await told()).toEqual([]);
  });

  test('who was sent a document reads it wherever its issuer stands, without what the issuer wrote for itself, and changes nothing of it', async () => {
    const document = await sent({}, { unit: ministryUnit }, { unit: communeUnit });
    const ask = { params: { ...params, id: document.id } };
    const seen = await ministry.call(api.getRecord, ask);
    expect(seen.data).toMatchObject({ number: document.number, excerpt: document.title });
    expect(Object.keys(seen.data)).not.toContain('note');
    expect(Object.keys(seen.data)).not.toContain('handler');
    expect(seen.history).toEqual([]);
    expect(seen.actions.may).toEqual([]);
    expect((await province.call(api.getRecord, ask)).data).toMatchObject({ note: 'Ghi chú nội bộ' });
    expect(await codeOf(ministry.call(api.updateRecord, { ...ask, body: { version: seen.version, data: { excerpt: 'x' } } }))).not.toBe(
      'internal',
    );
    expect((await ministry.call(api.listRecipients, { params: { id: document.id } })).items.map(({ recipient }) => recipient)).toEqual([
      'Đơn vị khác',
    ]);
    expect(await codeOf(address(ministry, document.id, { name: 'Ai đó' }))).toBe('auth.forbidden');
    expect((await ministry.call(api.listRecords, { params })).items.map(({ id }) => id)).not.toContain(document.id);
    const { items } = await ministry.call(api.listDocuments);
    expect(items.find(({ id }) => id === document.id)).toMatchObject({ sentHere: true, recipients: { total: 1 } });
  });

  test('its files go with it, and its being opened again takes it back', async () => {
    const document = await issue(province, {}, false);
    const file = await sendFile(province, { holder: 'records', id: document.id }, 'ban-ky.pdf', pdfOf('ký'), { purpose: 'signedCopy' });
    expect(file.status).toBe(200);
    const ask = { params: { holder: 'records', id: document.id } } as const;
    expect(await codeOf(ministry.call(api.listEvidence, ask))).toBe('not-found');
    await sql`update record set state = 'confirmed' where id = ${document.id}`.execute(app.context.db);
    await address(province, document.id, { unit: ministryUnit });
    await province.call(api.sendDocument, { params: { id: document.id } });
    const { items } = await ministry.call(api.listEvidence, ask);
    expect(items).toHaveLength(1);
    expect((await ministry.fetch(urlOf(api.readEvidence, { params: { id: items[0]?.versions[0]?.id ?? '' } }))).status).toBe(200);
    expect((await sendFile(ministry, { holder: 'records', id: document.id }, 'khac.pdf', pdfOf('khác'))).status).toBe(403);
    await sql`update record set state = 'draft' where id = ${document.id}`.execute(app.context.db);
    expect(await codeOf(ministry.call(api.listEvidence, ask))).toBe('not-found');
    expect((await ministry.call(api.listDeliveries)).items.filter((each) => each.document === null)).toMatchObject([
      { recipient: 'Đơn vị khác' },
    ]);
  });

  test('received, then acted upon by a document of the recipient; the issuer sees how far it is', async () => {
    const document = await sent({}, { unit: communeUnit, dueOn: DAY });
    const delivery = await received(commune, document.id);
    const here = { params: { id: delivery?.id ?? '' } };
    expect(await codeOf(commune.call(api.actOnDelivery, { ...here, body: { on: DAY, note: 'x' } }))).toBe('conflict');
    expect(await codeOf(commune.call(api.receiveDelivery, { ...here, body: { on: '2026-11-23' } }))).toBe('input.invalid');
    expect(await codeOf(approver.call(api.receiveDelivery, { ...here, body: { on: DAY } }))).toBe('auth.forbidden');
    expect(await commune.call(api.receiveDelivery, { ...here, body: { on: DAY, arrivalNumber: '12' } })).toMatchObject({
      state: 'received',
      arrivalNumber: '12',
    });
    expect(await codeOf(commune.call(api.receiveDelivery, { ...here, body: { on: DAY } }))).toBe('conflict');
    const own = await issue(commune, { basis: document.id });
    expect(await codeOf(commune.call(api.actOnDelivery, { ...here, body: { on: DAY } }))).toBe('input.invalid');
    expect(await codeOf(commune.call(api.actOnDelivery, { ...here, body: { on: DAY, document: newId() } }))).toBe('not-found');
    await commune.call(api.actOnDelivery, { ...here, body: { on: DAY, document: own.id } });
    const { items, counts } = await province.call(api.listRecipients, { params: { id: document.id } });
    expect(counts).toEqual({ planned: 0, total: 1, received: 1, acted: 1, late: 0 });
    expect(items[0]).toMatchObject({ state: 'acted', actedWith: { id: own.id } });
  });

  test('the tree goes from the directive through province and commune and back, as far as each sees it', async () => {
    const directive = await issue(province, { direction: 'in', number: '23/CT-TTg', excerpt: 'Chỉ thị', documentType: 'directive' });
    const plan = await sent({ basis: directive.id }, { unit: communeUnit });
    const below = await issue(commune, { basis: plan.id, issuedOn: '2026-11-21' });
    const report = await issue(commune, { basis: plan.id, documentType: 'report', excerpt: 'Báo cáo kết quả' });
    await address(commune, report.id, { unit: provinceUnit, purpose: 'know' });
    await commune.call(api.sendDocument, { params: { id: report.id } });
    const whole = [
      [directive.id, 0, false, false],
      [plan.id, 1, false, false],
      [below.id, 2, false, false],
      [report.id, 2, false, true],
    ];
    expect(await drawn(province, report.id)).toEqual(whole);
    expect(await drawn(province, directive.id)).toEqual(whole);
    expect(await drawn(commune, below.id)).toEqual([
      [plan.id, 0, true, false],
      [below.id, 1, false, false],
      [report.id, 1, false, true],
    ]);
    expect(await codeOf(ministry.call(api.getDocumentTree, { params: { id: plan.id } }))).toBe('not-found');
    const roots = (await province.call(api.listDocuments)).items.map(({ id }) => id);
    expect(roots).toContain(directive.id);
    expect(roots).not.toContain(plan.id);
    expect((await province.call(api.listDocuments, { query: { q: 'báo cáo kết' } })).items.map(({ id }) => id)).toEqual([report.id]);
    const back = await received(province, report.id);
    await province.call(api.receiveDelivery, { params: { id: back?.id ?? '' }, body: { on: DAY } });
    expect((await commune.call(api.listRecipients, { params: { id: report.id } })).actions.blockers).toContainEqual({
      action: 'urge',
      reason: 'nobody-late',
    });
  });

  test('whoever is late is urged, once the day is over and until it has acted; a recipient outside is noted by the issuer', async () => {
    const document = await sent(
      {},
      { unit: communeUnit, dueOn: '2026-11-21' },
      { unit: ministryUnit, dueOn: DAY },
      { name: 'Sở Tư pháp', dueOn: '2026-11-21' },
    );
    const id = document.id;
    const { counts, items } = await province.call(api.listRecipients, { params: { id } });
    expect(counts.late).toBe(2);
    expect((await province.call(api.listDocuments, { query: { late: 'true' } })).items.map((node) => node.id)).toContain(id);
    const outside = items.find(({ unit }) => unit === null);
    const on = { params: { id: outside?.id ?? '' } };
    await province.call(api.receiveDelivery, { ...on, body: { on: DAY } });
    await province.call(api.actOnDelivery, { ...on, body: { on: DAY, note: 'Đã trả lời bằng điện thoại' } });
    const urged = await province.call(api.urgeRecipients, { params: { id }, body: { words: 'Đề nghị báo cáo trước 25/11' } });
    expect(urged.items.filter(({ urges }) => urges > 0).map(({ unit }) => unit)).toEqual([communeUnit]);
    expect(await received(commune, id)).toMatchObject({ urges: 1, urgedWith: 'Đề nghị báo cáo trước 25/11', state: 'overdue' });
    const body = { ids: [outside?.id ?? ''], words: 'Nhắc' };
    expect(await codeOf(province.call(api.urgeRecipients, { params: { id }, body }))).toBe('conflict');
    expect(await codeOf(ministry.call(api.urgeRecipients, { params: { id }, body }))).toBe('auth.forbidden');
    expect((await commune.call(api.listDeliveries, { query: { state: 'overdue' } })).items.map((each) => each.document?.id)).toContain(id);
  });

  test('the database lets a recipient change what itself did and nothing else, and shows it no other recipient', async () => {
    const document = await sent({}, { unit: ministryUnit }, { unit: communeUnit });
    const unit = await app.context.db.selectFrom('unit').selectAll().where('id', '=', ministryUnit).executeTakeFirstOrThrow();
    const actor = actorAt(unit.scope_path, { homeId: unit.home_id, unitId: unit.id });
    const run = (statement: ReturnType<typeof sql>) => withActor(app.context, actor, ({ tx }) => statement.execute(tx));
    const { rows } = await run(sql`select recipient_id from document_delivery where document_id = ${document.id}`);
    expect(rows).toEqual([{ recipient_id: ministryUnit }]);
    for (const set of [
      `due_on = '2026-01-01'`,
      `purpose = 'know'`,
      'classification = 0, urge_count = 5, urged_at = now()',
      `scope_path = '/x/'`,
    ]) {
      await expect(run(sql`update document_delivery set ${sql.raw(set)} where document_id = ${document.id}`), set).rejects.toThrow(
        /recipient changes|row-level security/,
      );
    }
    await expect(run(sql`update document_delivery set sent_at = now() where document_id = ${document.id}`)).rejects.toThrow(
      /does not change/,
    );
    const { numAffectedRows } = await run(sql`delete from document_delivery where document_id = ${document.id}`);
    expect(Number(numAffectedRows)).toBe(0);
    const { numAffectedRows: changed } = await run(sql`update record set title = 'x' where id = ${document.id}`);
    expect(Number(changed)).toBe(0);
    expect(
      (
        await run(
          sql`select 1 from record where steward_id = ${provinceUnit} and id <> all(array(select document_id from document_delivery))`,
        )
      ).rows,
    ).toEqual([]);
  });

  test('a document that is restricted takes its deliveries along', async () => {
    const document = await sent();
    await sql`update record set classification = 1 where id = ${document.id}`.execute(app.context.db);
    const { rows } = await sql<{
      classification: number;
    }>`select classification from document_delivery where document_id = ${document.id}`.execute(app.context.db);
    expect(rows).toEqual([{ classification: 1 }]);
  });

  test('what an answer changed leads to the records and systems concerned, and only to those that are seen', async () => {
    const data = { subject: 'Camera xã xác định cấp độ thế nào?', question: 'Cấp mấy?', topic: 'level', askedOn: DAY };
    const { id } = await province.call(api.createRecord, { params: { register: 'questions' }, body: { data } });
    const document = await issue(province);
    const question = { params: { id } };
    const { items } = await province.call(api.addQuestionEffect, {
      ...question,
      body: { kind: 'record', target: document.id, note: 'Sửa kế hoạch' },
    });
    expect(items).toMatchObject([{ register: 'documents', name: `${document.number} ${document.title}`, note: 'Sửa kế hoạch' }]);
    expect(await codeOf(province.call(api.addQuestionEffect, { ...question, body: { kind: 'record', target: document.id } }))).toBe(
      'conflict',
    );
    expect(await codeOf(province.call(api.addQuestionEffect, { ...question, body: { kind: 'record', target: id } }))).toBe('not-found');
    expect(await codeOf(province.call(api.addQuestionEffect, { ...question, body: { kind: 'system', target: newId() } }))).toBe(
      'not-found',
    );
    expect(await codeOf(ministry.call(api.listQuestionEffects, question))).toBe('not-found');
    const after = await province.call(api.removeQuestionEffect, { ...question, body: { effect: items[0]?.id ?? '' } });
    expect(after.items).toEqual([]);
  });
});
