import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UploadedTable, api } from '@ancam/contract';
import type { ImportFault, TableImport } from '@ancam/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCameraTable } from '../../packages/server/test/camera-table.ts';
import type { PlantedTable } from '../../packages/server/test/camera-table.ts';
import { setUp, signIn } from './support/api-client.ts';
import type { ApiUser } from './support/api-client.ts';
import { startServerProcess } from './support/server-process.ts';
import { eachStore } from './support/stores.ts';

/** How large a table is imported; fewer rows for a trial. */
const ROWS = Number(process.env['ANCAM_IMPORT_ROWS'] ?? 200_000);
const FAULTS = 1000;
/** The file is imported as a whole on a machine that may be busy; nothing here asserts a time. */
const PATIENCE = 1_800_000;

const path = join(tmpdir(), `ancam-import-${process.pid}.xlsx`);
let planted: PlantedTable;
beforeAll(async () => {
  planted = await writeCameraTable(path, ROWS, FAULTS);
});
afterAll(() => rm(path, { force: true }));

async function until(user: ApiUser, id: string, holds: (each: TableImport) => boolean): Promise<TableImport> {
  for (;;) {
    const each = await user.call(api.getImport, { params: { id } });
    if (each.failure !== null) throw new Error(`the import failed: ${each.failure.message.en}`);
    if (holds(each)) return each;
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function allFaults(user: ApiUser, id: string): Promise<ImportFault[]> {
  const faults: ImportFault[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await user.call(api.importFaults, { params: { id }, query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } });
    faults.push(...page.items);
    more = page.next !== null;
    cursor = page.next ?? undefined;
  }
  return faults;
}

async function upload(user: ApiUser): Promise<UploadedTable> {
  const body = Uint8Array.from(await readFile(path));
  const response = await user.fetch('/api/imports?kind=cameras&fileName=camera.xlsx', { method: 'POST', body });
  return UploadedTable.parse(await response.json());
}

describe.each(eachStore())(`an import of ${ROWS} rows with 1,000 faults of 20 kinds on %s`, (_, lacking, prepare) => {
  test.skipIf(lacking !== '')(
    `reports each in its place, enters the good rows once although the server is killed twice${lacking === '' ? '' : ` (${lacking})`}`,
    { timeout: PATIENCE },
    async () => {
      const { options, end } = await prepare();
      let server = await startServerProcess(options);
      let user = await setUp(server);
      const { import: sent } = await upload(user);
      const params = { id: sent.id };
      await user.call(api.mapImport, { params, body: sent.mapping ?? {} });

      // Killed while it checks: the check begins again.
      await user.call(api.checkImport, { params });
      await until(user, sent.id, ({ rows }) => rows.read > ROWS / 20);
      await server.kill();
      server = await startServerProcess(options);
      user = await signIn(server);
      const checked = await until(user, sent.id, ({ actions }) => actions.state === 'checked');
      expect(checked.rows).toEqual({ read: ROWS, good: ROWS - FAULTS, faulty: FAULTS, faults: FAULTS });
      expect((await allFaults(user, sent.id)).map(({ cell, code }) => ({ cell, code }))).toEqual(planted.faults);

      // Killed while it enters: it goes on behind the last row that was entered.
      await user.call(api.applyImport, { params, body: { policy: 'good' } });
      const before = await until(user, sent.id, ({ entered }) => entered.row > ROWS / 10);
      expect(before.entered.row).toBeLessThan(ROWS);
      await server.kill();
      server = await startServerProcess(options);
      user = await signIn(server);
      const done = await until(user, sent.id, ({ actions }) => actions.state === 'done');
      expect(done.entered).toEqual({ row: ROWS + 1, created: ROWS - FAULTS, updated: 0, unchanged: 0 });
      expect((await user.call(api.listCameras)).total).toEqual({ count: ROWS - FAULTS, exact: true });

      // The same file again changes nothing.
      const again = await upload(user);
      expect([again.alreadyKnown, again.import.id]).toEqual([true, sent.id]);
      expect((await user.call(api.listCameras)).total).toEqual({ count: ROWS - FAULTS, exact: true });
      expect((await user.call(api.audit)).chainIntact).toBe(true);
      await server.stop();
      await end();
    },
  );
});
