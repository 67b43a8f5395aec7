import { AppError } from '@ancam/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { quoted } from '../db/catalogue.ts';

/** The key by which the large tables are spread: the immutable top body of a row. */
const KEY = 'home_id';

/**
 * The large tables, which are spread; those first that others refer to. All others stay on the coordinator, where triggers and unique codes
 * hold: there are as many of their rows as there are units and people, not cameras.
 */
export const SPREAD_TABLES = [
  'camera',
  'scan_host',
  'camera_sighting',
  'finding',
  'finding_event',
  'scan_proposal',
  'audit_event',
] as const;

/** A table of the list as the catalogue shows it. */
interface Candidate {
  readonly name: string;
  readonly spread: boolean;
}

/** What is done to a table before it is spread, and why: Citus refuses it otherwise. */
export interface Preparation {
  readonly table: string;
  readonly reason: 'foreign-key' | 'trigger' | 'unique' | 'no-key';
  readonly statement: string;
}

/**
 * What must be taken off the tables so that Citus takes them: triggers; unique indexes and foreign keys that do not hold the key; keys to
 * tables that stay. Their work is done by the services as well: the triggers are a net under the audit, whose chain shows any change.
 */
export async function preparations(db: Kysely<unknown>, tables: readonly string[]): Promise<Preparation[]> {
  const { rows } = await sql<Preparation>`
    with wanted as (select c.oid, c.relname from pg_class c where c.relname = any (${[...tables]}::text[]) and c.relnamespace = current_schema()::regnamespace)
    select c.relname as "table", 'foreign-key' as reason, format('alter table %s drop constraint %I', r.conrelid::regclass, r.conname) as statement
      from pg_constraint r join pg_class c on c.oid = r.conrelid
      where r.contype = 'f' and (r.conrelid in (select oid from wanted) or r.confrelid in (select oid from wanted))
        and not (r.conrelid in (select oid from wanted) and r.confrelid in (select oid from wanted)
          and exists (select from unnest(r.conkey, r.confkey) as k (here, there)
            join pg_attribute a on a.attrelid = r.conrelid and a.attnum = k.here and a.attname = ${KEY}
            join pg_attribute b on b.attrelid = r.confrelid and b.attnum = k.there and b.attname = ${KEY}))
    union all
    select w.relname, 'trigger', format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass)
      from pg_trigger t join wanted w on w.oid = t.tgrelid where not t.tgisinternal
    union all
    select w.relname, 'unique', case when r.oid is null then format('drop index %s', i.indexrelid::regclass)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, r.conname) end
      from pg_index i join wanted w on w.oid = i.indrelid left join pg_constraint r on r.conindid = i.indexrelid and r.contype in ('p', 'u', 'x')
      where i.indisunique and not exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[]) and a.attname = ${KEY})
    order by 1, 2, 3`.execute(db);
  return rows;
}

async function candidates(db: Kysely<unknown>): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select c.relname as name, exists (select from pg_dist_partition p where p.logicalrelid = c.oid and p.partmethod = 'h') as spread
    from pg_class c where c.relname = any (${[...SPREAD_TABLES]}::text[]) and c.relnamespace = current_schema()::regnamespace`.execute(db);
  return SPREAD_TABLES.flatMap((name) => rows.filter((row) => row.name === name));
}

/**
 * Spreads the large tables over the nodes of a Citus cluster by `home_id`, all rows of a body on one node. Those spread already are left alone.
 * Gives their names. Must be given a single connection to the coordinator. Throws `store.failed` where Citus is not there.
 */
export async function spreadTables(db: Kysely<unknown>): Promise<string[]> {
  await assertCitus(db);
  const waiting = (await candidates(db)).filter(({ spread }) => !spread).map(({ name }) => name);
  if (waiting.length === 0) return [];
  await prepareRole(db);
  for (const { statement } of await preparations(db, waiting)) await sql.raw(statement).execute(db);
  const [first] = SPREAD_TABLES;
  for (const name of waiting) {
    const colocated = name === first ? 'default' : first;
    await sql`select create_distributed_table(${quoted(name)}, ${KEY}, colocate_with => ${colocated})`.execute(db);
    // The rows stay in the shell of the table until they are removed: they were copied to the shards.
    await sql`select truncate_local_data_after_distributing_table(${quoted(name)}::regclass)`.execute(db);
  }
  return waiting;
}

async function assertCitus(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ version: string }>`select extversion as version from pg_extension where extname = 'citus'`.execute(db);
  if (rows.length > 0) return;
  throw new AppError('store.failed', 'the database of CITUS_URL has no extension citus', {
    place: 'CITUS_URL',
    fix: 'create extension citus in this database of the coordinator, as its superuser',
  });
}

/** Scopes are set per transaction and must reach the nodes; the role of requests is used there as well, so it must be able to log in. */
async function prepareRole(db: Kysely<unknown>): Promise<void> {
  await sql`select set_config('citus.propagate_set_commands', 'local', false)`.execute(db);
  const { rows } = await sql<{ login: boolean; owner: string; database: string }>`
    select rolcanlogin as login, current_user as owner, current_database() as database from pg_roles where rolname = 'ancam_app'`.execute(
    db,
  );
  const [role] = rows;
  if (role === undefined) return;
  if (!role.login) {
    throw new AppError('store.failed', 'the role ancam_app cannot log in to the nodes', {
      place: 'ancam_app',
      fix: 'as a superuser of the coordinator: alter role ancam_app login; and let the nodes trust it (pg_dist_authinfo or pg_hba.conf)',
    });
  }
  await sql
    .raw(`alter role ${quoted(role.owner)} in database ${quoted(role.database)} set citus.propagate_set_commands = 'local'`)
    .execute(db);
}
