import type { Readiness } from '@ancam/contract';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { migrationState } from '../../db/migrate.ts';

/** Whether requests can be served: the database answers and its schema is this program's. Says no more to strangers than that. */
export async function readiness(context: Context): Promise<Readiness> {
  try {
    // reads the table of migrations alone
    const { pending } = await asOwner(context, (tx) => migrationState(tx as unknown as Kysely<unknown>));
    const migrations = pending.length === 0 ? 'done' : 'pending';
    return { ready: pending.length === 0, database: 'up', migrations };
  } catch (thrown) {
    context.log.warn({ err: thrown }, 'not ready');
    return { ready: false, database: 'down', migrations: 'unknown' };
  }
}

interface Counts {
  readonly auditHeads: number;
  readonly jobs: readonly { readonly state: string; readonly count: number }[];
}

/** Imports of tables by state; none where the schema has no such table yet. */
async function importJobs(tx: Tx): Promise<Counts['jobs']> {
  const { rows: there } = await sql<{ there: boolean }>`select to_regclass('table_import') is not null as there`.execute(tx);
  if (there[0]?.there !== true) return [];
  return (await sql<Counts['jobs'][number]>`select state, count(*) as count from table_import group by state`.execute(tx)).rows;
}

/** Counts for the metrics. */
export function counts(context: Pick<Context, 'db' | 'clock' | 'instanceId'>): Promise<Counts> {
  return asOwner(context, async (tx) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from audit_head where seq > 0`.execute(tx);
    return { auditHeads: rows[0]?.count ?? 0, jobs: await importJobs(tx) };
  });
}
