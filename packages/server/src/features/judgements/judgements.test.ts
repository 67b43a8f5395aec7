import { api } from '@ancam/contract';
import type { JudgementBody } from '@ancam/contract';
import type { AssessmentReport, Id } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { pdfOf, sendFile } from '../../../test/holders.ts';
import { join } from '../../../test/people.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';

const REGULATION = 'qcvn-11-2026';
const FIRMWARE = 'V5.7.1 build 220101';
const REQUIREMENTS = (loadKnowledge().regulations.find(({ id }) => id === REGULATION)?.groups ?? []).flatMap((group) => group.requirements);

function judged(more: Partial<JudgementBody> = {}): JudgementBody {
  return {
    regulation: REGULATION,
    requirement: '2.4.2',
    unit: '',
    method: 'laboratory',
    verdict: 'pass',
    by: 'Trung tâm đo lường',
    on: '2026-11-20',
    document: '12/BC-ĐL',
    fileId: null,
    note: '',
    firmware: FIRMWARE,
    ...more,
  };
}

describeOnOneStore('what people conclude about the requirements on a camera', (open) => {
  let app: TestApp;
  let admin: Browser;
  let officer: Browser;
  let approver: Browser;
  let viewer: Browser;
  let camera: { readonly id: Id };
  const at = (requirement: string, of: Awaited<ReturnType<typeof listed>>) =>
    of.regulations.find(({ id }) => id === REGULATION)?.requirements.find((each) => each.requirement === requirement)?.standing;
  const listed = (browser = admin) => browser.call(api.listJudgements, { params: camera });
  const propose = async (body: JudgementBody, browser = officer): Promise<Id> => {
    const before = new Set((await listed()).items.map(({ id }) => id));
    const { items } = await browser.call(api.addJudgement, { params: camera, body });
    return items.find(({ id }) => !before.has(id))?.id ?? '';
  };
  const decide = (id: Id, action: 'confirm' | 'refuse' | 'withdraw', browser = approver, reason = 'đã đối chiếu bản gốc') =>
    browser.call(api.decideJudgement, { params: { id }, body: { action, reason } });
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    admin = await setUpAdministrator(app);
    officer = (await join(app, admin, { login: 'officer' })).browser;
    approver = (await join(app, admin, { login: 'approver', role: 'approver' })).browser;
    viewer = (await join(app, admin, { login: 'viewer', role: 'viewer' })).browser;
    const file = resultOf('2026-11-20T03:00:00.000Z', { address: '10.0.0.1', serial: 'S1', mac: 'AABBCCDDEE01', firmware: FIRMWARE });
    await admin.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(file) });
    camera = { id: (await admin.call(api.listCameras, {})).items[0]?.id ?? '' };
  });
  afterAll(() => app.close());

  test('counts only after another person has confirmed it', async () => {
    const id = await propose(judged());
    expect(at('2.4.2', await listed())).toBe('open');
    const own = (await listed(officer)).items.find((each) => each.id === id);
    expect(own?.actions.may).toEqual(['withdraw']);
    const byItself = await admin.call(api.addJudgement, { params: camera, body: judged({ requirement: '2.5.4' }) });
    const mine = byItself.items.find((each) => each.requirement === '2.5.4')?.id ?? '';
    await expect(decide(mine, 'confirm', admin)).rejects.toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: 'own-proposal' }) }),
    );
    // who may only look decides nothing
    expect(await codeOf(decide(id, 'confirm', viewer))).toBe('auth.forbidden');
    const after = await decide(id, 'confirm');
    expect(at('2.4.2', after)).toBe('met');
    expect(after.items.find((each) => each.id === id)).toMatchObject({ state: 'confirmed', counts: true, decidedBy: 'Người approver' });
    expect(await codeOf(decide(id, 'confirm'))).toBe('conflict');
  });

  test('an interview never makes a requirement met, and what a person found failing is failing', async () => {
    const talk = await propose(judged({ requirement: '2.9.1', method: 'interview', document: '' }));
    expect(at('2.9.1', await decide(talk, 'confirm'))).toBe('open');
    const test = await propose(judged({ requirement: '2.9.1', verdict: 'fail' }));
    const after = await decide(test, 'confirm');
    expect(at('2.9.1', after)).toBe('failed');
    expect(after.regulations.find(({ id }) => id === REGULATION)?.conformity).toBe('does-not-conform');
    expect(at('2.9.1', await decide(test, 'withdraw', officer, 'đo nhầm máy'))).toBe('open');
  });

  test('is of the firmware that was judged', async () => {
    const other = await propose(judged({ requirement: '2.8.1', firmware: 'V5.5.0 build 180101' }));
    const after = await decide(other, 'confirm');
    expect(after.items.find(({ id }) => id === other)).toMatchObject({ state: 'confirmed', counts: false });
    expect(at('2.8.1', after)).toBe('open');
  });

  test.each([
    ['an unknown requirement', { requirement: '9.9.9' }],
    ['an unknown test case', { unit: '5.1-1-99' }],
    ['a day that has not come', { on: '2026-11-23' }],
    ['a laboratory without a paper', { document: '' }],
  ])('refuses %s', async (_what, wrong) => {
    expect(await codeOf(officer.call(api.addJudgement, { params: camera, body: judged(wrong) }))).toBe('input.invalid');
  });

  test('rests on a file of the same camera, and on no other', async () => {
    const sent = await sendFile(officer, { holder: 'cameras', id: camera.id }, 'bao-cao.pdf', pdfOf('kết quả'));
    const list = (await sent.json()) as { items: { versions: { id: Id }[] }[] };
    const fileId = list.items[0]?.versions[0]?.id ?? '';
    const id = await propose(judged({ requirement: '2.3.6', method: 'document', document: '', fileId }));
    expect((await listed()).items.find((each) => each.id === id)?.file).toEqual({ id: fileId, name: 'bao-cao.pdf' });
    const other = await officer.call(api.addCamera, { body: { name: 'Cổng sau', address: '10.0.0.9' } });
    expect(await codeOf(officer.call(api.addJudgement, { params: other, body: judged({ document: '', fileId }) }))).toBe('not-found');
  });

  test('no word of it changes, and nobody confirms what the same account proposed, in the database either', async () => {
    const { db } = app.context;
    await expect(sql`update judgement set verdict = 'fail'`.execute(db)).rejects.toThrow('does not change');
    await expect(
      sql`update judgement set state = 'proposed', decided_at = null where state = 'refused' or state = 'withdrawn'`.execute(db),
    ).rejects.toThrow();
    const waiting = await propose(judged({ requirement: '2.8.2' }));
    const self = sql`update judgement set state = 'confirmed', decided_account = proposed_account, decided_by = 'x', decided_at = now() where id = ${waiting}`;
    await expect(self.execute(db)).rejects.toThrow(/check constraint/);
  });

  test('only a camera whose every requirement passed by document or laboratory conforms, and the report says so', async () => {
    for (const { id: requirement } of REQUIREMENTS) await decide(await propose(judged({ requirement, on: '2026-11-21' })), 'confirm');
    const response = await admin.fetch(`/api/assessment?format=json&camera=${camera.id}&regulation=${REGULATION}`);
    const report = (await response.json()) as AssessmentReport; // what the route writes
    const [first] = report.cameras;
    // The scan saw the device tell what it is to everybody: no paper outweighs that.
    expect(first?.requirements.find((each) => each.requirement === '2.6.2')).toMatchObject({
      verdict: 'indication',
      standing: 'indication',
    });
    expect(first?.conformity).toBe('open');
    expect(first?.requirements.find((each) => each.requirement === '2.4.2')?.judgements.at(-1)).toMatchObject({
      document: '12/BC-ĐL',
      method: 'laboratory',
    });
    const { regulations } = await listed();
    expect(regulations.find(({ id }) => id === REGULATION)?.conformity).toBe('open');
  });

  test('the assessment leaves in every format, named and typed for who takes it', async () => {
    const types = { docx: /wordprocessingml/, sarif: /sarif\+json/, hdf: /json/, nmap: /xml/, ndjson: /ndjson/ };
    for (const [format, type] of Object.entries(types)) {
      const response = await admin.fetch(`/api/assessment?format=${format}&language=en&camera=${camera.id}`);
      expect(response.status, format).toBe(200);
      expect(response.headers.get('content-type')).toMatch(type);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(500);
    }
  });
});
