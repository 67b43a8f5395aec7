import { CheckResultsDone, CheckResultsPreview, api, urlOf } from '@ancam/contract';
import type { CheckKind, SystemCheckDetail } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { actorAt } from '../../../test/actors.ts';
import { SOUND, setCheck } from '../../../test/checks.ts';
import { pdfOf, sendFile } from '../../../test/holders.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determine } from '../../../test/plans.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { withActor } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { LARGEST_OSCAL } from '../../oscal-body.ts';

const DAY = '2026-11-22';
const RESULTS = 'assessment-results/results/0';
const uuid = (n: number): string => `3f2a0c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Said {
  readonly target: string;
  readonly met?: boolean;
  readonly title?: string;
  readonly severity?: string;
  readonly more?: object;
}

/** What an assessor with another tool writes. */
function documentOf(document: number, said: readonly Said[], more: object = {}): string {
  const risks = said.flatMap(({ severity }, index) =>
    severity === undefined
      ? []
      : [
          {
            uuid: uuid(500 + index),
            title: 'Risk',
            description: 'What may happen',
            statement: 'Bad',
            status: 'open',
            characterizations: [{ facets: [{ name: 'severity', system: 'https://example.org', value: severity }] }],
            deadline: '2026-12-31T10:00:00Z',
          },
        ],
  );
  return JSON.stringify({
    'assessment-results': {
      uuid: uuid(document),
      metadata: {
        title: 'Báo cáo đánh giá',
        'last-modified': '2026-11-20T08:00:00Z',
        version: '1.0',
        'oscal-version': '1.1.2',
        parties: [{ uuid: uuid(900), type: 'organization', name: 'Công ty An toàn thông tin' }],
        'responsible-parties': [{ 'role-id': 'assessor', 'party-uuids': [uuid(900)] }],
      },
      'import-ap': { href: 'plan.json' },
      results: [
        {
          uuid: uuid(901),
          title: 'Đợt 1',
          description: 'Đã kiểm tra tại chỗ.',
          start: '2026-11-02T01:00:00Z',
          end: '2026-11-10T08:00:00Z',
          'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] },
          ...(risks.length === 0 ? {} : { risks }),
          findings: said.map(({ target, met = false, title = 'Điểm yếu', severity, more: rest = {} }, index) => ({
            uuid: uuid(100 + index),
            title,
            description: 'Mô tả',
            target: { type: 'objective-id', 'target-id': target, status: { state: met ? 'satisfied' : 'not-satisfied' } },
            ...(severity === undefined ? {} : { 'related-risks': [{ 'risk-uuid': uuid(500 + index) }] }),
            ...rest,
          })),
          ...more,
        },
      ],
    },
  });
}

/** What a check answers, whoever asked. */
const answers = ({ items, imported, ...check }: SystemCheckDetail) => ({
  ...Object.fromEntries(
    (['startedOn', 'endedOn', 'assessor', 'assessorKind', 'independent', 'licence', 'outcome', 'summary'] as const).map((name) => [
      name,
      check[name],
    ]),
  ),
  satisfied: imported?.satisfied,
  shortcomings: items
    .map(({ title, detail, severity, requirement: of, owner, mendBy }) => ({ title, detail, severity, of, owner, mendBy }))
    .toSorted((a, b) => a.title.localeCompare(b.title)),
});

const previewAt = (id: Id, kind: CheckKind): string => urlOf(api.previewCheckResults, { params: { id }, query: { kind } });
const takeAt = (id: Id, kind: CheckKind): string => urlOf(api.importCheckResults, { params: { id }, query: { kind } });
describeOnOneStore('results of an assessor in OSCAL', (open) => {
  let app: TestApp;
  let officer: Browser;
  let approver: Browser;
  let system: Id;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T08:00:00.000Z`);
    officer = await setUpAdministrator(app);
    approver = (await join(app, officer, { login: 'duyet', role: 'approver' })).browser;
    system = await newSystem('Hệ thống camera trụ sở');
  });
  afterAll(() => app.close());

  async function newSystem(name: string): Promise<Id> {
    const id = await addSystem(officer, name);
    await determine({ officer, approver }, id, DAY, 1);
    return id;
  }
  const send = (to: string, body: string | Uint8Array<ArrayBuffer>, by = officer): Promise<Response> =>
    by.fetch(to, { method: 'POST', body });
  const preview = async (id: Id, kind: CheckKind, body: string): Promise<CheckResultsPreview> =>
    CheckResultsPreview.parse(await (await send(previewAt(id, kind), body)).json());
  const take = async (id: Id, kind: CheckKind, body: string): Promise<CheckResultsDone> =>
    CheckResultsDone.parse(await (await send(takeAt(id, kind), body)).json());
  const checkOf = (id: Id): Promise<SystemCheckDetail> => officer.call(api.getSystemCheck, { params: { id } });
  const undo = (id: Id): Promise<SystemCheckDetail> => officer.call(api.undoCheckResults, { params: { id } });
  const count = async (of: Id): Promise<number> => (await officer.call(api.listSystemChecks, { query: { system: of } })).items.length;
  const exported = async (id: Id): Promise<string> => (await officer.fetch(urlOf(api.checkOscal, { params: { id } }))).text();

  test('are shown first: what they say of which requirement, what they do not tell, what is left out and why', async () => {
    const body = documentOf(1, [
      { target: 'L1.M.1.6', met: true },
      { target: 'L1.S.01_obj.a', severity: 'Very High' },
      { target: 'L1.S.02', title: 'Không có nhật ký' },
      { target: 'L1.S.02', met: true },
      { target: 'AC-2', met: true },
      { target: 'AC-3', title: 'Ngoài danh mục' },
    ]);
    const shown = await preview(system, 'periodic', body);
    expect(shown).toMatchObject({
      title: 'Báo cáo đánh giá',
      documentVersion: '1.0',
      otherSystem: null,
      known: null,
      into: null,
      startedOn: '2026-11-02',
      endedOn: '2026-11-10',
      assessor: 'Công ty An toàn thông tin',
      // The document does not conclude: a person does.
      outcome: null,
      shortcomings: [
        {
          place: `${RESULTS}/findings/1`,
          severity: 'critical',
          severityTold: true,
          requirement: { row: 'L1.S.01' },
          mendBy: '2026-12-31',
        },
        { place: `${RESULTS}/findings/2`, severity: 'medium', severityTold: false, requirement: { row: 'L1.S.02' } },
        { place: `${RESULTS}/findings/5`, target: 'AC-3', requirement: null },
      ],
      satisfied: [{ place: `${RESULTS}/findings/0`, row: 'L1.M.1.6' }],
    });
    expect(shown.left).toMatchObject([
      { place: `${RESULTS}/findings/3`, target: 'L1.S.02', reason: 'contradicted' },
      { place: `${RESULTS}/findings/4`, target: 'AC-2', reason: 'unknown-requirement' },
    ]);
    expect(await count(system)).toBe(0);
  });

  test('become a check under way that says who, when and what; the same document again changes nothing', async () => {
    const body = documentOf(2, [
      { target: 'L1.M.1.6', met: true },
      { target: 'L1.S.01', severity: 'high' },
    ]);
    const done = await take(system, 'extraordinary', body);
    expect(done).toMatchObject({ shortcomings: 1, again: false });
    const check = await checkOf(done.check);
    expect(check).toMatchObject({
      state: 'running',
      kind: 'extraordinary',
      startedOn: '2026-11-02',
      endedOn: '2026-11-10',
      assessor: 'Công ty An toàn thông tin',
      assessorKind: null,
      outcome: null,
      summary: 'Đã kiểm tra tại chỗ.',
      imported: { title: 'Báo cáo đánh giá', documentVersion: '1.0', satisfied: [{ row: 'L1.M.1.6' }] },
    });
    expect(check.items).toMatchObject([{ title: 'Điểm yếu', severity: 'high', state: 'found', mendBy: '2026-12-31' }]);
    expect(check.events[0]).toMatchObject({ event: 'imported' });
    expect(await take(system, 'extraordinary', body)).toEqual({ check: done.check, shortcomings: 0, again: true });
    expect((await preview(system, 'periodic', body)).known).toBe(done.check);
    expect(await count(system)).toBe(1);
    const { items } = await officer.call(api.audit, { query: {} });
    expect(items.some(({ action, object }) => action === 'check.imported' && object === `check/${done.check}`)).toBe(true);
  });

  test('two at once become one check', async () => {
    const body = documentOf(3, [{ target: 'L1.S.01' }]);
    const before = await count(system);
    const both = await Promise.all([take(system, 'extraordinary', body), take(system, 'extraordinary', body)]);
    expect(new Set(both.map(({ check }) => check)).size).toBe(1);
    expect(both.filter(({ again }) => again)).toHaveLength(1);
    expect(await count(system)).toBe(before + 1);
  });

  test('whoever took them over does not conclude, even where another reports', async () => {
    const deputy = (await join(app, officer, { login: 'pho', role: 'administrator' })).browser;
    const { check: id } = await take(system, 'extraordinary', documentOf(4, [{ target: 'L1.S.01' }]));
    await setCheck(officer, id, { ...SOUND, outcome: 'shortcomings' });
    const { version } = await checkOf(id);
    await deputy.call(api.moveSystemCheck, { params: { id }, body: { version, step: 'report', reason: '' } });
    const reported = await checkOf(id);
    expect(reported.steps.find(({ step }) => step === 'close')?.blockers).toContainEqual({ reason: 'own-proposal', text: null });
    const close = { params: { id }, body: { version: reported.version, step: 'close', reason: '' } };
    await expect(officer.call(api.decideSystemCheck, close)).rejects.toMatchObject({ details: { reason: 'own-proposal' } });
    const waiting = async (who: Browser): Promise<boolean> =>
      (await who.call(api.myWork)).groups.some(
        ({ kind, items }) => kind === 'checks' && items.some(({ link }) => link === `/checks/${id}`),
      );
    expect([await waiting(officer), await waiting(approver)]).toEqual([false, true]);
    expect((await approver.call(api.decideSystemCheck, close)).state).toBe('closed');
  });

  test('the database refuses it as well: whoever took them over concludes and returns nothing, and does not stop having said them', async () => {
    const { check: id } = await take(system, 'extraordinary', documentOf(9, [{ target: 'L1.S.01' }]));
    await setCheck(officer, id, { ...SOUND, outcome: 'shortcomings' });
    const kept = await app.context.db.selectFrom('system_check').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const { by_id: importer } = await app.context.db
      .selectFrom('check_event')
      .select('by_id')
      .where('check_id', '=', id)
      .where(sql<boolean>`after ? 'import'`)
      .executeTakeFirstOrThrow();
    const as = actorAt(kept.scope_path, { homeId: kept.home_id, unitId: kept.unit_id });
    const event = (by: Id | null, columns: Partial<Omit<Insertable<Tables['check_event']>, 'seq'>>): Promise<unknown> =>
      withActor(app.context, as, ({ tx }) =>
        tx
          .insertInto('check_event')
          .values({
            id: newId(),
            home_id: kept.home_id,
            unit_id: kept.unit_id,
            scope_path: kept.scope_path,
            check_id: id,
            at: kept.changed_at,
            by_id: by,
            by_name: 'x',
            event: 'changed',
            before: '{}',
            after: '{}',
            ...columns,
          })
          .execute(),
      );
    const step = (by: Id | null, name: string, from: string, to: string): Promise<unknown> =>
      event(by, { event: 'step', step: name, from_state: from, to_state: to });
    const reporter = newId();
    await step(reporter, 'report', 'running', 'reported');
    await withActor(app.context, as, ({ tx }) => sql`update system_check set state = 'reported' where id = ${id}`.execute(tx));
    const refused = /whoever took results over does not take/;
    await expect(step(importer, 'close', 'reported', 'closed')).rejects.toThrow(refused);
    await expect(step(importer, 'return', 'reported', 'running')).rejects.toThrow(refused);
    await expect(step(reporter, 'close', 'reported', 'closed')).rejects.toThrow(/whoever takes report does not take close/);
    await expect(event(importer, { before: json({ import: {} }) })).rejects.toThrow(/not taken over or back in a check that is reported/);
    await expect(event(newId(), { after: json({ import: {} }) })).rejects.toThrow(/not taken over or back in a check that is reported/);
    await step(newId(), 'close', 'reported', 'closed');
  });

  test('are taken back while nothing was built on them, and can be taken over again then', async () => {
    const body = documentOf(5, [{ target: 'L1.S.01' }]);
    const first = await take(system, 'extraordinary', body);
    expect((await checkOf(first.check)).actions.may).toContain('undo-import');
    expect(await undo(first.check)).toMatchObject({
      state: 'cancelled',
      events: [{ event: 'import-undone' }, { event: 'step' }, {}, {}, {}],
    });
    await expect(undo(first.check)).rejects.toMatchObject({ code: 'conflict' });
    const second = await take(system, 'extraordinary', body);
    expect(second).toMatchObject({ again: false });
    expect(second.check).not.toBe(first.check);
    await setCheck(officer, second.check, { summary: 'Đã đọc.' });
    expect((await checkOf(second.check)).actions.blockers).toContainEqual({ action: 'undo-import', reason: 'changed' });
    await expect(undo(second.check)).rejects.toMatchObject({ details: { reason: 'changed' } });
    const third = await take(system, 'extraordinary', documentOf(6, [{ target: 'L1.S.01' }]));
    await sendFile(officer, { holder: 'checks', id: third.check }, 'bien-ban.pdf', pdfOf('report'), { purpose: 'report' });
    await expect(undo(third.check)).rejects.toMatchObject({ details: { reason: 'changed' } });
  });

  test('are entered into the check that is planned; taken back, it is empty again; a check that is further is left alone', async () => {
    const id = await newSystem('Hệ thống có lịch');
    const planned = await officer.call(api.addSystemCheck, { params: { id }, body: { kind: 'periodic' } });
    const body = documentOf(7, [{ target: 'L1.S.01' }]);
    expect((await preview(id, 'periodic', body)).into).toEqual({ id: planned.id, plannedOn: planned.plannedOn });
    expect(await take(id, 'periodic', body)).toEqual({ check: planned.id, shortcomings: 1, again: false });
    expect(await undo(planned.id)).toMatchObject({ state: 'running', items: [], endedOn: null, assessor: '', summary: '', imported: null });
    expect(await take(id, 'periodic', body)).toMatchObject({ check: planned.id, again: false });
    const other = await send(takeAt(id, 'periodic'), documentOf(8, [{ target: 'L1.S.02' }]));
    expect([other.status, await other.json()]).toMatchObject([409, { details: { reason: 'has-check', place: planned.id } }]);
  });

  test('leave and enter again with the same answers', async () => {
    const scan = resultOf('2026-11-20T03:00:00.000Z', { address: '10.0.7.1', serial: 'SN7', telnet: true });
    await officer.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(scan) });
    const camera = (await officer.call(api.listCameras)).items[0]?.id ?? '';
    await officer.call(api.updateCamera, { params: { id: camera }, body: { name: 'Camera cổng', systemId: system } });
    const written = documentOf(10, [
      { target: 'L1.M.1.6', met: true },
      { target: 'L1.S.01', severity: 'low' },
      { target: 'L1.S.02', met: true },
    ]);
    const { check: id } = await take(system, 'extraordinary', written);
    await setCheck(officer, id, { ...SOUND, outcome: 'shortcomings' });
    const [found] = (await officer.call(api.listCheckFindings, { params: { id } })).items;
    const requirement = (await checkOf(id)).items[0]?.requirement?.key ?? null;
    const more = { detail: 'Cổng 23\ntrả lời', severity: 'high', owner: 'Tổ CNTT', mendBy: '2027-01-31' } as const;
    for (const body of [
      { title: 'Telnet mở', requirement, finding: found?.id ?? null, ...more },
      { title: 'Tủ không khóa', requirement: null, finding: null, ...more },
    ]) {
      await officer.call(api.addShortcoming, { params: { id }, body });
    }
    const document = await exported(id);
    const elsewhere = await newSystem('Hệ thống nhận lại');
    const shown = await preview(elsewhere, 'extraordinary', document);
    expect(shown).toMatchObject({ otherSystem: 'Hệ thống camera trụ sở', left: [], outcome: 'shortcomings' });
    const again = await checkOf((await take(elsewhere, 'extraordinary', document)).check);
    expect(answers(again)).toEqual(answers(await checkOf(id)));
    // The camera is not one of that system.
    expect(again.items.map(({ finding }) => finding)).toEqual([null, null, null]);
    const same = await checkOf((await take(system, 'extraordinary', document)).check);
    expect(answers(same)).toEqual(answers(again));
    expect(same.items.flatMap(({ finding }) => finding?.id ?? [])).toEqual([found?.id]);
  });

  test('what is no document of this kind, too much, too deep or impossible is refused with place and remedy, and changes nothing', async () => {
    const before = await count(system);
    const long = 'x'.repeat(301);
    const sound = documentOf(20, [{ target: 'L1.S.01' }]);
    const faults: [body: string, place: string][] = [
      ['', ''],
      ['null', ''],
      ['[]', ''],
      ['{"catalog":{}}', 'catalog'],
      ['{"system-security-plan":{}}', 'system-security-plan'],
      ['{"assessment-results":null}', 'assessment-results'],
      ['{"assessment-results":{}}', 'assessment-results/uuid'],
      [`{"assessment-results":${'['.repeat(60)}${']'.repeat(60)}}`, 'assessment-results'],
      [`{"assessment-results":{"results":[${'0,'.repeat(30_000)}0]}}`, 'assessment-results/results'],
      [sound.replace('"1.1.2"', '"2.0"'), 'assessment-results/metadata/oscal-version'],
      [sound.replace('"not-satisfied"', '"perhaps"'), `${RESULTS}/findings/0/target/status/state`],
      [sound.replace('2026-11-10T08', '2026-11-30T08'), 'assessment-results/results'],
      [sound.replace('2026-11-10T08', '2026-10-10T08'), 'assessment-results/results'],
      [sound.replace('2026-11-02T01', '0001-11-02T01'), 'assessment-results/results'],
      [documentOf(21, [{ target: 'L1.S.01' }, { target: 'L1.S.02', title: long }]), `${RESULTS}/findings/1`],
      [documentOf(22, [{ target: 'L1.S.01', title: 'a\u0000b' }]), `${RESULTS}/findings/0`],
      [sound.replace('Báo cáo đánh giá', String.raw`a\u0000b`), 'assessment-results/metadata'],
      [
        documentOf(
          23,
          Array.from({ length: 1001 }, () => ({ target: 'L1.S.01' })),
        ),
        `${RESULTS}/findings/1000`,
      ],
    ];
    for (const [body, place] of faults) {
      for (const to of [previewAt(system, 'extraordinary'), takeAt(system, 'extraordinary')]) {
        const answer = await send(to, body);
        const told = (await answer.json()) as { details: { place: string; fix: object } }; // checked here
        expect([answer.status, told], body.slice(0, 60)).toMatchObject([
          400,
          { code: 'input.invalid', details: { fix: { vi: expect.any(String) } } },
        ]);
        expect(told.details.place.startsWith(place), `${told.details.place} ${place}`).toBe(true);
      }
    }
    expect((await send(takeAt(system, 'periodic'), new Uint8Array([0xff, 0xfe, 0x7b]))).status).toBe(400);
    expect((await send(takeAt(system, 'periodic'), 'x'.repeat(LARGEST_OSCAL + 1))).status).toBe(413);
    expect(await count(system)).toBe(before);
  });

  test('a system without a level, or of another unit, takes none; nobody elsewhere reads them', async () => {
    const body = documentOf(30, [{ target: 'L1.S.01' }]);
    const bare = await addSystem(officer, 'Hệ thống chưa có cấp độ');
    expect(await (await send(previewAt(bare, 'periodic'), body)).json()).toMatchObject({
      code: 'conflict',
      details: { reason: 'no-level' },
    });
    const other = await signInElsewhere(app, 'administrator');
    const { check } = await take(system, 'extraordinary', body);
    expect((await send(takeAt(system, 'periodic'), body, other)).status).toBe(404);
    expect((await other.fetch(urlOf(api.checkOscal, { params: { id: check } }))).status).toBe(404);
    await expect(other.call(api.undoCheckResults, { params: { id: check } })).rejects.toMatchObject({ code: 'not-found' });
  });
});
