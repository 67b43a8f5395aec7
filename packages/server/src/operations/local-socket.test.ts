import { mkdtemp, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStore } from '../files/folder-store.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../../test/app.ts';
import { openOnPglite } from '../../test/store.ts';
import type { TestStore } from '../../test/store.ts';
import { saveBackup } from './backup-file.ts';
import { askOperations, serveOperations } from './local-socket.ts';

const ROWS = 60_000;

let folder: string;
let store: TestStore;
let stop: () => Promise<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-socket-'));
  store = await openOnPglite();
  await sql`insert into setup_token (token_hash, created_at) select md5(n::text) || md5((-n)::text), now() from generate_series(1, ${sql.lit(ROWS)}) n`.execute(
    store.db,
  );
  stop = await serveOperations({
    db: store.db,
    software: 'ancam test',
    dataFolder: folder,
    filesFolder: join(folder, 'files'),
    store: folderStore(join(folder, 'files')),
  });
});
afterAll(async () => {
  await stop();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('the socket is open to its owner only', async () => {
  expect((await stat(join(folder, 'ancam-operations.sock'))).mode & 0o777).toBe(0o600);
});

test('a reader that leaves in the middle of a backup leaves the database free for writes', async () => {
  for (let round = 0; round < 5; round += 1) {
    const answer = await askOperations(folder, '/backup');
    await once(answer, 'data');
    answer.destroy();
    await store.db
      .transaction()
      .execute((tx) => sql`insert into setup_token (token_hash, created_at) values (${`late-${round}`}, now())`.execute(tx));
  }
  const manifest = await saveBackup(await askOperations(folder, '/backup'), join(folder, 'whole.backup'));
  expect(manifest.tables.find(({ name }) => name === 'setup_token')?.rows).toBe(ROWS + 5);
});

test('what is not offered, and anchors that are none, are refused without harm', async () => {
  expect(await codeOf(askOperations(folder, '/etc/passwd'))).toBe('not-found');
  expect(await codeOf(askOperations(folder, '/audit/verify', 'no json'))).toBe('internal');
  expect(await codeOf(askOperations(join(folder, 'elsewhere'), '/backup'))).toBe('store.failed');
});
