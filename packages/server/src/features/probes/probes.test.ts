import { api } from '@ancam/contract';
import type { ProbePiece, Scan } from '@ancam/contract';
import type { HostResult } from '@ancam/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorise, codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { enrolWith, enrolledProbe, newKey } from '../../../test/probes.ts';
import type { TestProbe } from '../../../test/probes.ts';
import { hostOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { tellSilent } from './silence.service.ts';

const START = '2026-11-22T03:00:00.000Z';
const AFTER_THE_TERM = '2026-11-22T03:03:00.000Z';
const DONE = { status: 'completed' as const, stats: null, notes: [] };

/** Of a piece that must be there. */
const idOf = (piece: ProbePiece | undefined): string => piece?.id ?? '';

describeOnEachStore('probes', (open) => {
  let app: TestApp;
  let admin: Browser;
  let authorisationId: string;
  let one: TestProbe;
  let two: TestProbe;
  let net = 0;

  beforeAll(async () => {
    app = await openApp(open, START);
    admin = await setUpAdministrator(app);
    authorisationId = (await authorise(admin, { targets: ['10.0.0.0/8', '172.16.0.0/16', 'camera.example'] })).id;
    one = await enrolledProbe(app, admin, { name: 'Trạm một' });
    two = await enrolledProbe(app, admin, { name: 'Trạm hai' });
  });
  afterAll(() => app.close());
  beforeEach(() => {
    app.at(START);
    net += 1;
  });

  const start = (probes: readonly TestProbe[], targets = [`10.${net}.0.0-10.${net}.0.31`]): Promise<Scan> =>
    admin.call(api.startScan, { body: { authorisationId, targets, probes: probes.map(({ id }) => id) } });
  const scanOf = (id: string) => admin.call(api.getScan, { params: { id } });
  const piecesOf = async (id: string) => (await admin.call(api.scanPieces, { params: { id } })).items;
  const camera = (last: number, more = {}): HostResult =>
    hostOf({ address: `10.${net}.0.${last}`, at: START, serial: `S${net}-${last}`, telnet: true, ...more });
  const camerasHere = async () => (await admin.call(api.listCameras, { query: { q: `10.${net}.0.` } })).items.map(({ address }) => address);

  test('a code enrols one key, once; the same call again is answered again until the key has signed', async () => {
    const made = await admin.call(api.addProbe, { body: { name: 'Trạm mới' } });
    expect(made.probe.actions).toMatchObject({ state: 'new', may: ['revoke', 'code'] });
    const { publicKey } = newKey();
    const enrol = (body: { code: string; publicKey: string }) => codeOf(app.browser().call(api.enrolProbe, { body }));
    expect(await enrol({ code: 'x'.repeat(43), publicKey })).toBe('auth.failed');
    expect(await enrol({ code: made.code, publicKey: 'bm8ga2V5' })).toBe('input.invalid');
    const answer = { id: made.probe.id, name: 'Trạm mới' };
    const body = { code: made.code, publicKey };
    expect(await app.browser().call(api.enrolProbe, { body })).toEqual(answer);
    expect(await app.browser().call(api.enrolProbe, { body })).toEqual(answer);
    expect(await enrol({ code: made.code, publicKey: newKey().publicKey })).toBe('auth.failed');
    expect(await codeOf(admin.call(api.renewProbeCode, { params: { id: made.probe.id } }))).toBe('conflict');

    const second = await admin.call(api.addProbe, { body: { name: 'Trạm nữa' } });
    const renewed = await admin.call(api.renewProbeCode, { params: { id: second.probe.id } });
    expect(await enrol({ code: second.code, publicKey })).toBe('auth.failed');
    const probe = await enrolWith(app, renewed);
    await probe.poll();
    expect(await enrol({ code: renewed.code, publicKey })).toBe('auth.failed');

    const late = await admin.call(api.addProbe, { body: { name: 'Trạm muộn' } });
    app.at('2026-11-24T03:00:01.000Z');
    expect(await enrol({ code: late.code, publicKey })).toBe('auth.failed');
  });

  test('a request counts only as signed, only once, and not a moment longer than the probe is in force', async () => {
    const probe = await enrolledProbe(app, admin, { name: 'Trạm ngắn' });
    const { path } = api.pollProbe;
    const body = JSON.stringify({ at: START, software: 'x', queued: 0, allowed: [], holds: [], room: 0 });
    expect((await probe.raw(path, body)).status).toBe(200);
    expect((await probe.raw(path, body, { n: 1 })).status).toBe(409);
    expect(await (await probe.raw(path, body, { n: 1 })).json()).toMatchObject({ code: 'conflict', details: { after: 1 } });
    expect((await probe.raw(path, body.replace('"room":0', '"room":9'), { signed: body })).status).toBe(401);
    expect((await probe.raw(api.sendProbeResults.path, '{', { signed: '{' })).status).toBe(400);
    expect((await app.browser().fetch(path, { method: 'POST', body })).status).toBe(401);
    const foreign = await enrolledProbe(app, admin, { name: 'Trạm khác' });
    const stolen = { ...foreign, id: probe.id };
    expect((await stolen.raw(path, body)).status).toBe(200);
    await admin.call(api.revokeProbe, { params: { id: probe.id } });
    expect(await codeOf(probe.poll())).toBe('auth.failed');
    expect(await codeOf(admin.call(api.revokeProbe, { params: { id: probe.id } }))).toBe('conflict');
    expect(await codeOf(start([probe]))).toBe('conflict');
  });

  test('two probes share a scan; a piece of one that fell silent goes to the other, and a late result is taken once', async () => {
    const { id } = await start([one, two]);
    expect(await scanOf(id)).toMatchObject({ origin: 'probe', status: 'running', progress: { done: 0, total: 32 } });
    const first = await one.poll({ room: 1 });
    const [mine] = first.pieces;
    expect(mine?.plan.targets).toEqual([`10.${net}.0.0-10.${net}.0.15`]);
    expect((await one.poll({ room: 1 })).pieces.map((piece) => piece.id)).toEqual([mine?.id]);
    const [other] = (await two.poll({ room: 4 })).pieces;
    expect(other?.plan.targets).toEqual([`10.${net}.0.16-10.${net}.0.31`]);
    const [a, b] = [camera(1), camera(2)];
    expect(await one.results({ piece: idOf(mine), hosts: [a], end: null })).toEqual({ taken: 1, left: 0 });

    app.at(AFTER_THE_TERM);
    const held = [idOf(other)];
    const [over] = (await two.poll({ holds: held, room: 4 })).pieces;
    expect(over?.id).toBe(mine?.id);
    const again = [camera(1), camera(2)];
    expect(await two.results({ piece: idOf(over), hosts: again, end: DONE })).toEqual({ taken: 1, left: 1 });
    expect(await one.results({ piece: idOf(mine), hosts: [a, b], end: DONE })).toEqual({ taken: 1, left: 1 });
    expect((await one.poll({ holds: [idOf(mine)], room: 0 })).drop).toEqual([mine?.id]);
    expect(await two.results({ piece: held.join(), hosts: [camera(16)], end: DONE })).toEqual({ taken: 1, left: 0 });

    expect(await scanOf(id)).toMatchObject({ status: 'completed', stats: { addresses: 32, alive: 3, cameras: 3 } });
    expect(await camerasHere()).toEqual([`10.${net}.0.1`, `10.${net}.0.2`, `10.${net}.0.16`]);
    expect((await piecesOf(id)).map(({ state, hosts, probe }) => [state, hosts, probe?.name])).toEqual([
      ['done', 2, 'Trạm hai'],
      ['done', 1, 'Trạm hai'],
    ]);
  });

  test('the same result sent again, with more facts or because the answer was lost, is the same camera', async () => {
    const { id } = await start([one]);
    const pieces = (await one.poll()).pieces;
    const host = camera(3);
    for (const hosts of [[host], [host, host], [{ ...host, facts: [...host.facts, { name: 'telnet.banner' as const, value: 'x' }] }]]) {
      expect(await one.results({ piece: pieces[0]?.id ?? '', hosts, end: null })).toMatchObject({ taken: 1 });
    }
    for (const piece of [...pieces, ...pieces]) await one.results({ piece: piece.id, hosts: [], end: DONE });
    expect(await scanOf(id)).toMatchObject({ status: 'completed', stats: { cameras: 1 } });
    expect(await camerasHere()).toHaveLength(1);
  });

  test('what a probe tells of addresses that it was not asked for is left, and what it concludes is not believed', async () => {
    await start([one], [`10.${net}.0.4`]);
    const [piece] = (await one.poll()).pieces;
    const lie = { ...camera(4), identity: { ...camera(4).identity, model: 'DS-LIE' }, checks: [] };
    const answer = await one.results({
      piece: piece?.id ?? '',
      hosts: [lie, camera(5), { ...camera(6), address: 'no address' }],
      end: DONE,
    });
    expect(answer).toEqual({ taken: 1, left: 2 });
    const [kept] = (await admin.call(api.listCameras, { query: { q: `10.${net}.0.4` } })).items;
    expect(kept?.model).toBe('DS-2CD2143G2-I');
    expect(await codeOf(two.results({ piece: piece?.id ?? '', hosts: [camera(4)], end: null }))).toBe('not-found');
  });

  test('a probe gets only what its own file allows, and gives back what the file allows no more', async () => {
    const { id } = await start([one, two], [`172.16.${net}.0-172.16.${net}.15`, `10.${net}.0.0-10.${net}.0.15`]);
    const [near] = (await one.poll({ allowed: [`10.${net}.0.0/24`] })).pieces;
    expect(near?.plan.targets).toEqual([`10.${net}.0.0-10.${net}.0.15`]);
    expect((await two.poll({ allowed: [`172.16.${net}.0/29`] })).pieces).toEqual([]);
    expect((await two.poll({ allowed: ['no target at all'] })).pieces).toEqual([]);
    expect((await piecesOf(id)).map(({ state, reachable }) => [state, reachable])).toEqual([
      ['taken', true],
      ['waiting', false],
    ]);
    await one.results({ piece: near?.id ?? '', hosts: [], end: { status: 'refused', stats: null, notes: [] } });
    expect((await piecesOf(id))[0]).toMatchObject({ state: 'waiting', probe: null });
    expect((await two.poll()).pieces.map(({ plan }) => plan.targets)).toEqual([near?.plan.targets]);
  });

  test('a cancelled scan is dropped by its probes, keeps what they had finished, and goes on where it stood', async () => {
    const { id } = await start([one]);
    const [piece, rest] = (await one.poll()).pieces;
    await one.results({ piece: piece?.id ?? '', hosts: [], end: DONE });
    expect(await admin.call(api.cancelScan, { params: { id } })).toMatchObject({ status: 'cancelled', actions: { may: ['resume'] } });
    expect(await one.poll({ holds: [rest?.id ?? ''] })).toMatchObject({ pieces: [], drop: [rest?.id] });
    expect(await one.results({ piece: rest?.id ?? '', hosts: [camera(20)], end: null })).toMatchObject({ taken: 1 });
    await admin.call(api.resumeScan, { params: { id } });
    expect((await one.poll()).pieces.map((each) => each.id)).toEqual([rest?.id]);
    await one.results({ piece: rest?.id ?? '', hosts: [], end: { ...DONE, status: 'limit', notes: ['cut'] } });
    expect(await scanOf(id)).toMatchObject({ status: 'limit', notes: ['cut'], stats: { cameras: 1 } });
  });

  test('probes of two sites never share a scan, and nobody scans by those of another unit', async () => {
    const site = await admin.call(api.addSite, { body: { name: 'Cơ sở 2' } });
    const far = await enrolledProbe(app, admin, { name: 'Trạm xa', siteId: site.id });
    expect(await codeOf(start([one, far]))).toBe('input.invalid');
    const { id } = await start([far]);
    expect((await far.poll({ room: 1 })).pieces[0]?.scanId).toBe(id);
    const other = await signInElsewhere(app, 'administrator');
    const paper = await authorise(other, { targets: ['10.0.0.0/8'] });
    const body = { authorisationId: paper.id, targets: ['10.0.0.1'], probes: [one.id] };
    expect(await codeOf(other.call(api.startScan, { body }))).toBe('not-found');
    expect((await other.call(api.listProbes)).items).toEqual([]);
    expect(await codeOf(start([one], ['camera.example']))).toBe('target.malformed');
    const officer = await signInElsewhere(app, 'officer');
    expect(await codeOf(officer.call(api.addProbe, { body: { name: 'x' } }))).toBe('auth.forbidden');
  });

  test('the page shows how a probe is; its silence is told once, and settled when it is heard of again', async () => {
    const probe = await enrolledProbe(app, admin, { name: 'Trạm lặng' });
    await probe.poll({ at: '2026-11-22T03:00:42.000Z', queued: 7 });
    const shown = () => admin.call(api.getProbe, { params: { id: probe.id } });
    expect(await shown()).toMatchObject({
      clockSkewSeconds: 42,
      queued: 7,
      software: 'ancam 0.1.0',
      lastAddress: '10.99.0.1',
      actions: { state: 'idle' },
    });
    app.at('2026-11-22T03:06:00.000Z');
    expect((await shown()).actions.state).toBe('silent');
    expect(await tellSilent(app.context)).toBeGreaterThan(0);
    expect(await tellSilent(app.context)).toBe(0);
    const told = async () =>
      (await admin.call(api.listNotices, { query: { state: 'unread' } })).items.filter(({ link }) => link === '/probes');
    const before = (await told()).length;
    expect(before).toBeGreaterThan(0);
    await probe.poll();
    expect((await shown()).actions.state).toBe('idle');
    expect(await told()).toHaveLength(before - 1);
  });
});
