import { setTimeout as sleep } from 'node:timers/promises';
import { ReorganisationBody, api } from '@ancam/contract';
import type { ReorganisationDetail } from '@ancam/contract';
import { verifyStore } from '@ancam/server';
import { describe, expect, test } from 'vitest';
import { resultOf } from '../../packages/server/test/results.ts';
import { inviteUser, setUp, signIn } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { startServerProcess } from './support/server-process.ts';
import type { ServerProcess } from './support/server-process.ts';
import { eachStore } from './support/stores.ts';
import type { Place } from './support/stores.ts';

const PER_COMMUNE = 1500;
/** Hosts of one result file. */
const AT_ONCE = 250;
const KILLS = 2;

/** Records cameras as an officer of a unit. */
async function record(user: ApiUser, letter: number): Promise<void> {
  for (let from = 0; from < PER_COMMUNE; from += AT_ONCE) {
    const shown = Array.from({ length: AT_ONCE }, (_, n) => {
      const address = `10.${letter}.${Math.floor((from + n) / 250)}.${((from + n) % 250) + 1}`;
      return { address, serial: `S-${address}`, telnet: (from + n) % 10 === 0 };
    });
    const response = await user.fetch('/api/scans/import', {
      method: 'POST',
      body: JSON.stringify(resultOf(new Date().toISOString(), ...shown)),
    });
    if (!response.ok) throw new Error(`import: ${response.status} ${await response.text()}`);
  }
}

/** Kills the server whenever the event has moved on a little, starts it again, until the event has come to its end. Gives the kills. */
async function carryThrough(
  place: Place,
  first: ServerProcess,
  id: string,
  end: ReorganisationDetail['actions']['state'],
): Promise<{ server: ServerProcess; kills: number }> {
  let server = first;
  let user = await signIn(server);
  let kills = 0;
  let seen = -1;
  for (;;) {
    const { actions, progress } = await user.call(api.getReorganisation, { params: { id } });
    if (actions.state === end) return { server, kills };
    // Nothing more is waited for than the end: each question costs the server what it could do for it.
    if (kills === KILLS) {
      await sleep(250);
      continue;
    }
    const underWay = progress.phase !== null && progress.done > 0 && progress.done !== seen;
    if (!underWay) {
      await sleep(10);
      continue;
    }
    seen = progress.done;
    await sleep(Math.random() * 60);
    await server.kill();
    kills += 1;
    server = await startServerProcess(place.options);
    user = await signIn(server);
  }
}

describe.each(eachStore())('a merger whose server is killed on %s', (_, lacking, prepare) => {
  test.skipIf(lacking !== '')(
    `is carried out once, and undone once, whatever the moment of the kill${lacking === '' ? '' : ` (${lacking})`}`,
    async () => {
      const place = await prepare();
      let server = await startServerProcess(place.options);
      let host = await setUp(server);
      const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
      const unitOf = (name: string, kind: 'province' | 'commune', parentId: string | null) =>
        host.call(api.createUnit, { body: { name, kind, parentId, openedOn: '2020-01-01' } });
      const province = await unitOf('Tỉnh Thử', 'province', null);
      const communes = [await unitOf('Xã Một', 'commune', province.id), await unitOf('Xã Hai', 'commune', province.id)];
      for (const [index, { id }] of communes.entries()) {
        const person = { unitId: id, login: `canbo${index}`, displayName: `Cán bộ ${index}`, role: 'officer' as const };
        await record(await inviteUser(server, host, person), index + 1);
      }
      const [hostUnit] = (await host.call(api.listUnits, { query: { q: 'Thử nghiệm' } })).items;
      const another = { unitId: hostUnit?.id ?? '', login: 'nguoiduyet', displayName: 'Người duyệt', role: 'administrator' as const };
      await inviteUser(server, host, another);
      const inProvince = async (): Promise<[number, number]> => {
        const watcher = await signIn(server, 'canbotinh');
        const { node } = await watcher.call(api.figures, { query: { unit: province.id } });
        return [node.figures.cameras, node.figures.critical + node.figures.high + node.figures.medium];
      };
      await inviteUser(server, host, { unitId: province.id, login: 'canbotinh', displayName: 'Cán bộ tỉnh', role: 'officer' });
      const before = await inProvince();
      expect(before[0]).toBe(2 * PER_COMMUNE);

      const fresh = { name: 'Xã Mới', kind: 'commune', parentId: province.id };
      const body = ReorganisationBody.parse({
        kind: 'merge',
        title: 'Hợp nhất hai xã',
        decree: '1/NQ',
        decreeDate: today,
        effectiveOn: today,
        units: communes.map(({ id }) => id),
        successors: [{ key: 'new', fresh }],
      });
      const { id } = await host.call(api.draftReorganisation, { body });
      const approver = await signIn(server, 'nguoiduyet');
      await approver.call(api.approveReorganisation, { params: { id } });
      const applied = await carryThrough(place, server, id, 'applied');
      expect(applied.kills).toBe(KILLS);
      ({ server } = applied);
      host = await signIn(server);
      const event = await host.call(api.getReorganisation, { params: { id } });
      expect(event.progress).toMatchObject({ done: event.progress.total });
      expect(event.unresolved).toBe(0);
      expect(await inProvince()).toEqual(before);
      const heir = event.preview.units.find(({ part }) => part === 'created')?.unit ?? '';
      const watcher = await signIn(server, 'canbotinh');
      const ofHeir = await watcher.call(api.listCameras, { query: { under: heir } });
      expect(ofHeir.total).toEqual({ count: 2 * PER_COMMUNE, exact: true });

      await (await signIn(server, 'nguoiduyet')).call(api.reverseReorganisation, { params: { id } });
      const reversed = await carryThrough(place, server, id, 'reversed');
      expect(reversed.kills).toBe(KILLS);
      ({ server } = reversed);
      expect(await inProvince()).toEqual(before);
      const after = await signIn(server, 'canbotinh');
      for (const commune of communes) {
        const list = await after.call(api.listCameras, { query: { under: commune.id } });
        expect(list.total).toEqual({ count: PER_COMMUNE, exact: true });
      }
      await server.stop();
      const { dataFolder = '', databaseUrl } = place.options;
      const faults: unknown[] = [];
      await verifyStore(
        { dataFolder, ...(databaseUrl === undefined ? {} : { databaseUrl }) },
        { anchors: [], report: (fault) => faults.push(fault) },
      );
      expect(faults).toEqual([]);
      await place.end();
    },
    600_000,
  );
});
