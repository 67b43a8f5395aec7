import { setTimeout as sleep } from 'node:timers/promises';
import { verifyStore } from '@ancam/server';
import type { AuditFault } from '@ancam/server';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { importCameras, merge, missingOf, newJournal, sizeOf, writeOn } from './support/acknowledged.ts';
import type { Journal } from './support/acknowledged.ts';
import { setUp, signIn } from './support/api-client.ts';
import { NO_OWN_POSTGRES, startOwnPostgres } from './support/own-postgres.ts';
import { TEST_DATABASE_URL } from './support/postgres.ts';
import { newDataFolder, startServerProcess } from './support/server-process.ts';
import type { ServerOptions } from './support/server-process.ts';
import { eachStore, onPostgres } from './support/stores.ts';

const ROUNDS = 50;
const CRASHES = 5;
const CAMERAS = 60;
const LONGEST_WORK_MS = 1200;
/** A client that writes nothing in this time has met a fault, which the counts at the end show. */
const LONGEST_WAIT_MS = 60_000;
/** Only so that a hang ends: rounds take as long as the machine is busy. */
const LIMIT_MS = 1_800_000;

/** Follows the chains as `ancam audit verify` does: through the running server, or in the database of the address. */
async function faultsOf({ dataFolder = '', databaseUrl }: ServerOptions): Promise<{ faults: AuditFault[]; events: number }> {
  const faults: AuditFault[] = [];
  const where = { dataFolder, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
  const { events } = await verifyStore(where, { anchors: [], report: (fault) => faults.push(fault) });
  return { faults, events };
}

// Both stores at once: the servers wait more than they work.
describe.concurrent.each(eachStore())('a server killed again and again on %s', (_, lacking, prepare) => {
  test.skipIf(lacking !== '')(
    `has lost nothing it acknowledged after ${ROUNDS} rounds of SIGKILL during writes of many clients, and its audit chain holds${lacking === '' ? '' : ` (${lacking})`}`,
    async ({ expect }) => {
      const { options, end } = await prepare();
      const all: Journal = newJournal();
      let server = await startServerProcess(options);
      let user = await setUp(server);
      const open = await importCameras(user, CAMERAS);
      let events = 0;
      for (let round = 1; round <= ROUNDS; round += 1) {
        const journal = newJournal();
        const { ended } = writeOn(user, journal, open);
        // an import takes longest: on a busy machine it would hardly ever be acknowledged before the kill
        const begun = (): boolean => (round % 4 === 0 ? journal.imports.size : sizeOf(journal)) > 0;
        for (let waited = 0; !begun() && waited < LONGEST_WAIT_MS; waited += 5) await sleep(5);
        await sleep(Math.random() * LONGEST_WORK_MS);
        await server.kill();
        await ended;
        server = await startServerProcess(options);
        user = await signIn(server);
        expect(await missingOf(user, journal), `round ${round}`).toEqual([]);
        const verified = await faultsOf(options);
        expect(verified.faults, `round ${round}`).toEqual([]);
        // Every acknowledged write has its audit event.
        expect(verified.events).toBeGreaterThanOrEqual(events + sizeOf(journal));
        events = verified.events;
        merge(all, journal);
      }
      expect(all.cameras.size).toBeGreaterThan(ROUNDS);
      expect(all.decisions.size).toBeGreaterThan(ROUNDS);
      expect(all.imports.size).toBeGreaterThan(ROUNDS / 5);
      expect(await missingOf(user, all)).toEqual([]);
      await server.stop();
      expect((await faultsOf(options)).faults).toEqual([]);
      await end();
    },
    LIMIT_MS,
  );
});

describe('a PostgreSQL server that crashes', () => {
  test.skipIf(NO_OWN_POSTGRES !== undefined)(
    `keeps what was acknowledged through ${CRASHES} crashes, while AnCam goes on${NO_OWN_POSTGRES === undefined ? '' : ` (${NO_OWN_POSTGRES})`}`,
    async () => {
      const cluster = await startOwnPostgres();
      const options = { dataFolder: newDataFolder(), databaseUrl: cluster.url };
      const server = await startServerProcess(options);
      const user = await setUp(server);
      const open = await importCameras(user, CAMERAS);
      const all = newJournal();
      for (let round = 1; round <= CRASHES; round += 1) {
        const journal = newJournal();
        const { ended, stop } = writeOn(user, journal, open);
        while (sizeOf(journal) < 5) await sleep(5);
        await sleep(Math.random() * LONGEST_WORK_MS);
        await cluster.crash();
        stop();
        await ended;
        merge(all, journal);
        expect((await faultsOf(options)).faults, `crash ${round}`).toEqual([]);
        expect(await missingOf(user, all), `crash ${round}`).toEqual([]);
      }
      await server.stop();
      await cluster.end();
    },
    LIMIT_MS,
  );

  test.skipIf(TEST_DATABASE_URL === '')(
    'one altered byte of an audit event, past all guards, is found and named (needs TEST_DATABASE_URL)',
    async () => {
      const { options, end } = await onPostgres();
      const server = await startServerProcess(options);
      await importCameras(await setUp(server), 3);
      await server.stop();
      const client = new Client({ connectionString: options.databaseUrl });
      await client.connect();
      await client.query("set session_replication_role = 'replica'");
      const changed = `update audit_event set object = overlay(object placing 'X' from 2 for 1) where seq = 2 returning id, home_id, object`;
      const { rows } = await client.query<{ id: string; home_id: string; object: string }>(changed);
      await client.end();
      const { faults } = await faultsOf(options);
      const { id, home_id: homeId, object } = rows[0] ?? { id: '', home_id: '', object: '' };
      expect(faults).toEqual([expect.objectContaining({ kind: 'content', homeId, seq: 2, eventId: id, field: 'object', is: object })]);
      expect(faults[0]?.was).not.toBe(object);
      await end();
    },
  );
});
