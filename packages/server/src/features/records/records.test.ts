import { REGISTERS, api, columnOf, isRange, sortFields } from '@ancam/contract';
import type { RecordDetail, RegisterDefinition, Transition } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { REGISTER_CASES, fullData, plainData, wayTo } from '../../../test/records.ts';
import { describeOnOneStore } from '../../../test/store.ts';

const enter = (browser: Browser, register: string, data: object, restricted = false): Promise<RecordDetail> =>
  browser.call(api.createRecord, { params: { register }, body: { data: { ...data }, restricted } });
const read = (browser: Browser, register: string, id: Id): Promise<RecordDetail> =>
  browser.call(api.getRecord, { params: { register, id } });
const listed = async (browser: Browser, register: string, query: Record<string, unknown> = {}): Promise<Id[]> =>
  (await browser.call(api.listRecords, { params: { register }, query })).items.map(({ id }) => id);
const step = (browser: Browser, record: RecordDetail, { id, permission }: Transition): Promise<RecordDetail> =>
  browser.call(permission === 'record.write' ? api.moveRecord : api.decideRecord, {
    params: { register: record.register, id: record.id },
    body: { version: record.version, transition: id, reason: 'theo yêu cầu' },
  });
function definition(id: string): RegisterDefinition {
  return REGISTERS.find((each) => each.id === id) ?? expect.fail();
}
function stepOf(register: string, id: string): Transition {
  return definition(register).transitions.find((each) => each.id === id) ?? expect.fail();
}

/** An answer without the ids in it. */
function blank(text: string): string {
  return text.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '');
}

describeOnOneStore('registers', (open) => {
  let app: TestApp;
  let admin: Browser;
  let officer: Browser;
  let approver: Browser;
  let unit: Id;
  const first = new Map<string, Id>();

  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    unit = (await app.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow()).id;
    officer = await signInElsewhere(app, 'officer', unit);
    approver = await signInElsewhere(app, 'approver', unit);
    await app.context.db.updateTable('account').set({ clearance: 1 }).execute();
    for (const register of REGISTERS) first.set(register.id, (await enter(officer, register.id, plainData(register, 0))).id);
  });
  afterAll(() => app.close());

  const named = { unit: '', record: (register: string): Id => first.get(register) ?? expect.fail() };

  test('every filterable field has the column of its type, made from the data', async () => {
    const { rows } = await sql<{ name: string; type: string }>`select column_name as name, data_type as type from information_schema.columns
      where table_name = 'record' and table_schema = current_schema() and is_generated = 'ALWAYS'`.execute(app.context.db);
    const wanted = REGISTERS.flatMap(({ fields }) => fields.filter(({ filterable }) => filterable === true)).map((field) =>
      columnOf(field),
    );
    for (const column of wanted) expect(rows).toContainEqual(column);
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['secret', ...wanted.map((column) => column?.name)]));
  });

  test.each(REGISTER_CASES)(
    '%s: every field comes back as it was entered, and the list is found and ordered by it',
    async (_, register) => {
      const data = fullData(register, 3, { ...named, unit });
      const other = await enter(officer, register.id, plainData(register, 7));
      const record = await enter(officer, register.id, data);
      expect((await read(approver, register.id, record.id)).data).toEqual(data);
      const row = (await admin.call(api.listRecords, { params: { register: register.id } })).items.find(({ id }) => id === record.id);
      expect(row).toMatchObject({ data, state: register.states[0].id, title: data[register.titleField], unit: { id: unit } });
      for (const field of register.fields.filter(({ filterable }) => filterable === true)) {
        const value = data[field.id];
        const query = isRange(field) ? { [`${field.id}From`]: value, [`${field.id}To`]: value } : { [field.id]: String(value) };
        const found = await listed(officer, register.id, query);
        expect(found, field.id).toContain(record.id);
        if (other.data[field.id] !== value) expect(found, field.id).not.toContain(other.id);
      }
      for (const { id: sort } of sortFields(register)) {
        const [up, down] = [await allPages(register.id, sort, 'asc'), await allPages(register.id, sort, 'desc')];
        expect(up, sort).toEqual(down.toReversed());
        expect(up.length).toBe(3);
      }
    },
  );

  async function allPages(register: string, sort: string, order: string): Promise<Id[]> {
    const all: Id[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await officer.call(api.listRecords, {
        params: { register },
        query: { sort, order, limit: 1, ...(cursor === undefined ? {} : { cursor }) },
      });
      all.push(...page.items.map(({ id }) => id));
      if (page.next === null) return all;
      cursor = page.next;
    }
  }

  test.each(REGISTER_CASES)(
    '%s: every step is taken from every state it starts in, by whoever may, and by no author',
    async (_, register) => {
      for (const transition of register.transitions) {
        for (const from of transition.from) {
          let record = await enter(officer, register.id, plainData(register, 1));
          for (const each of wayTo(register, transition, from)) record = await walk(record, each);
          expect(record.state).toBe(transition.to);
          expect(record.history[0]).toMatchObject({ event: 'moved', transition: transition.id, fromState: from, toState: transition.to });
        }
      }
    },
  );

  /** One step by the right hand, after the wrong hands were refused. */
  async function walk(record: RecordDetail, transition: Transition): Promise<RecordDetail> {
    const approving = transition.permission === 'record.approve';
    const [right, wrong] = approving ? [approver, officer] : [officer, approver];
    expect((await read(right, record.register, record.id)).actions.may).toContain(transition.id);
    expect((await read(wrong, record.register, record.id)).actions.blockers).toContainEqual({
      action: transition.id,
      reason: 'no-permission',
    });
    expect(await codeOf(step(wrong, record, transition))).toBe('auth.forbidden');
    const moved = await step(right, record, transition);
    expect(await codeOf(step(right, moved, transition))).toBe('conflict');
    return moved;
  }

  test('who wrote or proposed a record never approves it, whatever his role', async () => {
    const propose = stepOf('documents', 'propose');
    const confirm = stepOf('documents', 'confirm');
    const register = definition('documents');
    const own = await step(admin, await enter(admin, 'documents', plainData(register, 2)), propose);
    expect(own.actions.blockers).toContainEqual({ action: 'confirm', reason: 'own-proposal' });
    expect(await codeOf(step(admin, own, confirm))).toBe('auth.forbidden');
    const proposed = await step(admin, await enter(officer, 'documents', plainData(register, 2)), propose);
    expect(await codeOf(step(admin, proposed, confirm))).toBe('auth.forbidden');
    expect((await step(approver, proposed, confirm)).state).toBe('confirmed');
  });

  test('a step that needs a field or a reason says so', async () => {
    const { number: _number, ...bare } = plainData(definition('bylaws'), 4);
    const proposed = await step(officer, await enter(officer, 'bylaws', bare), stepOf('bylaws', 'propose'));
    const refused = await step(approver, proposed, stepOf('bylaws', 'issue')).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'conflict', details: { place: 'number', reason: 'incomplete' } });
    const params = { register: 'bylaws', id: proposed.id };
    const silent = approver.call(api.decideRecord, { params, body: { version: proposed.version, transition: 'return' } });
    await expect(silent).rejects.toMatchObject({ code: 'input.invalid', details: { place: 'body.reason' } });
  });

  test('a change keeps what was before, and two at once do not overwrite each other', async () => {
    const record = await enter(officer, 'questions', plainData(definition('questions'), 5));
    const params = { register: 'questions', id: record.id };
    const changed = await officer.call(api.updateRecord, {
      params,
      body: { version: record.version, data: { subject: 'Câu khác', note: null } },
    });
    expect(changed.data).toMatchObject({ subject: 'Câu khác', topic: record.data.topic });
    expect(changed.data).not.toHaveProperty('note');
    expect(changed.history[0]).toMatchObject({
      event: 'changed',
      before: { subject: record.data.subject, note: record.data.note },
      after: { subject: 'Câu khác', note: null },
    });
    const late = officer.call(api.updateRecord, { params, body: { version: record.version, data: { subject: 'Muộn' } } });
    await expect(late).rejects.toMatchObject({ code: 'conflict', details: { reason: 'changed' } });
    const asked = await step(officer, changed, stepOf('questions', 'ask'));
    const answered = await step(officer, asked, stepOf('questions', 'answer'));
    expect(await codeOf(officer.call(api.updateRecord, { params, body: { version: answered.version, data: { subject: 'x' } } }))).toBe(
      'conflict',
    );
    expect(await listed(officer, 'questions', { q: 'cau khac' })).toEqual([record.id]);
  });

  test('documents form a tree, never a circle', async () => {
    const data = plainData(definition('documents'), 6);
    const top = await enter(officer, 'documents', data);
    const middle = await enter(officer, 'documents', { ...data, basis: top.id });
    const leaf = await enter(officer, 'documents', { ...data, basis: middle.id });
    expect((await read(officer, 'documents', leaf.id)).ancestors.map(({ id }) => id)).toEqual([top.id, middle.id]);
    expect((await read(officer, 'documents', top.id)).usedBy.map(({ field, record }) => [field, record.id])).toEqual([
      ['basis', middle.id],
    ]);
    for (const basis of [leaf.id, top.id, newId(), first.get('budget')]) {
      const circle = officer.call(api.updateRecord, {
        params: { register: 'documents', id: top.id },
        body: { version: top.version, data: { basis: basis ?? '' } },
      });
      await expect(circle).rejects.toMatchObject({ code: 'input.invalid', details: { place: 'body.data.basis' } });
    }
  });

  test('a state secret is kept as the number of its paper and seen only with the clearance', async () => {
    const { direction, issuedOn, documentType } = plainData(definition('documents'), 1);
    const bare = { direction, issuedOn, documentType, secret: true, paperReference: '07/BC-CAT' };
    const told = enter(officer, 'documents', { ...bare, excerpt: 'Nội dung mật' });
    await expect(told).rejects.toMatchObject({ code: 'input.invalid', details: { place: 'body.data.excerpt' } });
    const secret = await enter(officer, 'documents', bare);
    expect(secret).toMatchObject({ secret: true, restricted: true, title: '', number: '07/BC-CAT' });
    const params = { register: 'documents', id: secret.id };
    const open = officer.call(api.updateRecord, {
      params,
      body: { version: secret.version, data: { secret: null, paperReference: null, excerpt: 'x' } },
    });
    expect(await codeOf(open)).toBe('input.invalid');
    const viewer = await signInElsewhere(app, 'viewer', unit);
    const unknown = await viewer.fetch(`/api/registers/documents/records/${newId()}`);
    const hidden = await viewer.fetch(`/api/registers/documents/records/${secret.id}`);
    expect(hidden.status).toBe(404);
    expect(blank(await hidden.text())).toBe(blank(await unknown.text()));
    expect(await listed(viewer, 'documents')).not.toContain(secret.id);
  });

  test('a restricted field of an open record stays with those who have the clearance', async () => {
    const data = plainData(definition('outreach'), 8);
    const { id, version } = await enter(officer, 'outreach', data);
    const low = await signInElsewhere(app, 'officer', unit);
    const seen = await read(low, 'outreach', id);
    expect(seen.data).not.toHaveProperty('contact');
    expect(JSON.stringify(seen.history)).not.toContain(data.contact);
    expect(seen.hidden).toEqual(['contact']);
    const params = { register: 'outreach', id };
    expect(await codeOf(low.call(api.updateRecord, { params, body: { version, data: { contact: 'x' } } }))).toBe('input.invalid');
    const changed = await low.call(api.updateRecord, { params, body: { version, data: { subject: 'Đổi tên' } } });
    expect((await read(officer, 'outreach', id)).data.contact).toBe(data.contact);
    expect(await listed(low, 'outreach', { q: String(data.contact) })).toEqual([]);
    await officer.call(api.updateRecord, { params, body: { version: changed.version, restricted: true } });
    expect(await codeOf(read(low, 'outreach', id))).toBe('not-found');
    const { rows } = await sql`select 1 from record_event where record_id = ${id} and classification = 0`.execute(app.context.db);
    expect(rows).toEqual([]);
    expect(await codeOf(enter(low, 'inspections', plainData(definition('inspections'), 1)))).toBe('auth.forbidden');
  });

  test('another body sees nothing of it, and counts only its own', async () => {
    const other = await signInElsewhere(app, 'administrator');
    const id = first.get('budget') ?? '';
    expect(await codeOf(read(other, 'budget', id))).toBe('not-found');
    expect(await listed(other, 'budget')).toEqual([]);
    const { registers } = await other.call(api.listRegisters);
    expect(registers.map(({ id }) => id)).toEqual(REGISTERS.map(({ id }) => id));
    expect(registers.every(({ counts }) => Object.keys(counts).length === 0)).toBe(true);
    const naming = enter(other, 'outreach', { ...plainData(definition('outreach'), 1), campaign: first.get('campaigns') });
    await expect(naming).rejects.toMatchObject({ code: 'input.invalid', details: { place: 'body.data.campaign' } });
    const mine = (await admin.call(api.listRegisters)).registers.find((each) => each.id === 'budget');
    expect(mine).toMatchObject({ may: ['create', 'restrict'], counts: { draft: expect.any(Number) } });
  });

  test.each(REGISTER_CASES)('%s: the export has every field and row as filtered, in the words of the language', async (_, register) => {
    const data = fullData(register, 4, { ...named, unit });
    const record = await enter(officer, register.id, data);
    const rows = async (query: string): Promise<Record<string, unknown>[]> => {
      const response = await officer.fetch(`/api/registers/${register.id}/export?${query}`);
      expect(response.status).toBe(200);
      return (await response.json()) as Record<string, unknown>[]; // what the export wrote
    };
    const all = await rows('format=json&language=vi&sort=created');
    expect(all.length).toBe((await officer.call(api.listRecords, { params: { register: register.id } })).total);
    const row = all.find(({ _id }) => _id === record.id) ?? expect.fail();
    for (const field of register.fields.filter(({ id }) => id in data)) {
      const named = field.kind === 'unit' || field.kind === 'record';
      if (named) expect(row[field.id], field.id).toEqual(expect.stringMatching(/./));
      else expect(String(row[field.id]), field.id).toBe(String(data[field.id]));
    }
    expect(await rows('format=json&language=vi&state=cancelled&q=nothing-like-it').catch(() => [])).toEqual([]);
    const csv = await (await officer.fetch(`/api/registers/${register.id}/export?format=csv&language=vi`)).text();
    for (const { kind, title } of register.fields) if (kind !== 'file') expect(csv.split('\r\n')[0]).toContain(title.vi);
    const book = await officer.fetch(`/api/registers/${register.id}/export?format=xlsx&language=en`);
    expect(
      Buffer.from(await book.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('an export leaves out what its reader may not see, and is noted', async () => {
    const data = { ...plainData(definition('outreach'), 11), contact: 'Người được giấu tên' };
    await enter(officer, 'outreach', { ...data, outlet: '=1+1' });
    const low = await signInElsewhere(app, 'viewer', unit);
    const csv = await (await low.fetch('/api/registers/outreach/export?format=csv&language=vi')).text();
    expect(csv).toContain("'=1+1");
    expect(csv).not.toContain('giấu tên');
    expect(csv).not.toContain('Người tiếp nhận');
    const { items } = await admin.call(api.audit);
    expect(items.map(({ action, summary }) => [action, summary])).toContainEqual(['record.exported', 'outreach as csv']);
  });

  test('hostile input is refused with its place, never a fault of the server', async () => {
    const good = plainData(definition('budget'), 1);
    for (const bad of [
      { planned: -1 },
      { planned: 1e300 },
      { year: '2026' },
      { purpose: 'x\0' },
      { purpose: '\udc00' },
      { constructor: 'x' },
      { source: 'x' },
    ]) {
      const refused = await enter(officer, 'budget', { ...good, ...bad }).catch((thrown: unknown) => thrown);
      expect(refused, JSON.stringify(bad)).toBeInstanceOf(AppError);
      expect(refused).toMatchObject({ code: 'input.invalid', details: { place: expect.stringContaining(Object.keys(bad)[0] ?? '') } });
    }
    for (const path of [
      'budget/records?cursor=x',
      'budget/records?nothing=1',
      'budget/records?sort=note',
      'nothing/records',
      'budget/records/x',
      "budget/records?plannedFrom=1'",
    ]) {
      expect((await officer.fetch(`/api/registers/${path}`)).status, path).toBe(400);
    }
    expect(await listed(officer, 'budget', { q: `%_\\'"` })).toEqual([]);
    const forged = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url');
    expect((await officer.fetch(`/api/registers/budget/records?cursor=${forged}`)).status).toBe(400);
  });

  test('changes and reads of restricted records stand in the audit', async () => {
    const record = await enter(officer, 'inspections', plainData(definition('inspections'), 9));
    await read(officer, 'inspections', record.id);
    await step(officer, record, stepOf('inspections', 'start'));
    const { items } = await admin.call(api.audit);
    const told = items.filter(({ object }) => object === `record/${record.id}`).map(({ action }) => action);
    expect(told).toEqual(['record.moved', 'record.read', 'record.created']);
  });
});
