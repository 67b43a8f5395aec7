import { z } from 'zod';
import type { Config } from '../config.ts';
import type { AuditFault } from '../db/audit-chain.ts';
import { listHeads } from '../db/audit-read.ts';
import type { Anchor } from '../db/audit-read.ts';
import { migrate, migrationState } from '../db/migrate.ts';
import { backedUp, filesFolderOf } from '../open-files.ts';
import { compress, saveBackup } from './backup-file.ts';
import type { Manifest } from './backup-format.ts';
import { spreadTables } from './citus.ts';
import { askOperations, linesOf } from './local-socket.ts';
import { restoreBackup } from './restore-backup.ts';
import type { Restored } from './restore-backup.ts';
import { cutOff, isServed } from './served.ts';
import { verifyAudit } from './verify-audit.ts';
import type { AuditSummary } from './verify-audit.ts';
import { withStore } from './with-store.ts';
import type { StoreConfig } from './with-store.ts';
import { writeBackup } from './write-backup.ts';

const VerifyLine = z.union([
  z.object({ fault: z.custom<AuditFault>((value) => typeof value === 'object') }),
  z.object({ summary: z.custom<AuditSummary>((value) => typeof value === 'object') }),
]);

/** Follows every audit chain; asks the running server where that has the embedded data. */
export async function verifyStore(
  config: StoreConfig,
  options: { readonly anchors: readonly Anchor[]; readonly report: (fault: AuditFault) => void },
): Promise<AuditSummary> {
  if (!(await isServed(config))) return withStore(config, ({ kysely }) => verifyAudit(kysely, options));
  const answer = await askOperations(config.dataFolder, '/audit/verify', JSON.stringify(options.anchors));
  for await (const line of linesOf(answer, VerifyLine)) {
    if ('summary' in line) return line.summary;
    options.report(line.fault);
  }
  throw cutOff(config);
}

const HeadLine = z.union([z.object({ head: z.custom<Anchor>((value) => typeof value === 'object') }), z.object({ done: z.literal(true) })]);

/** Gives every head of an audit chain, to be kept outside. */
export async function anchorStore(config: StoreConfig, take: (anchor: Anchor) => void): Promise<void> {
  if (!(await isServed(config))) {
    return withStore(config, async ({ kysely }) => {
      for await (const head of listHeads(kysely)) take(head);
    });
  }
  for await (const line of linesOf(await askOperations(config.dataFolder, '/audit/heads'), HeadLine)) {
    if ('done' in line) return;
    take(line.head);
  }
  throw cutOff(config);
}

/** Writes a backup of everything to a file. A running server of embedded data makes it and stands still for others meanwhile. */
export async function backUpStore(
  config: StoreConfig,
  options: { readonly file: string; readonly withFiles: boolean; readonly software: string },
): Promise<Manifest> {
  const { file, withFiles, software } = options;
  if (await isServed(config)) return saveBackup(await askOperations(config.dataFolder, withFiles ? '/backup?files' : '/backup'), file);
  return withStore(config, ({ kysely: db }) =>
    saveBackup(compress(writeBackup({ db, software, now: new Date(), ...backedUp(config), withFiles })), file),
  );
}

/** Restores a backup into an empty store. Throws `store.locked` where a server has the data open. */
export function restoreStore(config: StoreConfig, file: string): Promise<Restored> {
  return withStore(config, (store) => restoreBackup(store, file, filesFolderOf(config.dataFolder)), true);
}

/** What `migrate` did, or would do. */
export interface Migrated {
  readonly migrations: readonly string[];
  /** Tables spread over the nodes of a Citus cluster. */
  readonly spread: readonly string[];
}

/**
 * Brings the schema up to date, and spreads the large tables where `citusUrl` names the coordinator of a Citus cluster.
 * A dry run lists the migrations that are missing and changes nothing.
 */
export function migrateStore(config: Config, dryRun: boolean): Promise<Migrated> {
  const { citusUrl } = config;
  return withStore(
    citusUrl === undefined ? config : { ...config, databaseUrl: citusUrl },
    async (store) => {
      if (dryRun) return { migrations: (await migrationState(store.kysely)).pending.map(({ name }) => name), spread: [] };
      const migrations = await migrate(store);
      return { migrations, spread: citusUrl === undefined ? [] : await spreadTables(store.kysely) };
    },
    !dryRun,
  );
}
