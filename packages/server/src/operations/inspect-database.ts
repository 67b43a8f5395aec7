import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { toAppError } from '@ancam/core';
import { migrationState } from '../db/migrate.ts';
import { fail, ok, warn } from './doctor-line.ts';
import type { DoctorLine } from './doctor-line.ts';

const SKEW_WARN_MS = 5_000;
const SKEW_FAIL_MS = 60_000;

/** Looks at an open database: settings, schema, roles, policies, audit heads. Changes nothing. `embedded`: it is our own. */
export async function inspectDatabase(db: Kysely<unknown>, embedded: boolean): Promise<DoctorLine[]> {
  const lines = [...(await inspectSettings(db, embedded)), ...(await inspectClock(db))];
  try {
    const { done, pending } = await migrationState(db);
    const names = pending.map(({ name }) => name).join(', ');
    lines.push(pending.length === 0 ? ok('schema.ok', { count: done.length }) : warn('schema.pending', { names }));
    if (done.length > 0) lines.push(...(await inspectAccess(db, embedded)), ...(await inspectAudit(db)), ...(await inspectUnits(db)));
  } catch (thrown) {
    lines.push(fail('schema.failed', { reason: toAppError(thrown).message }));
  }
  return lines;
}

async function inspectSettings(db: Kysely<unknown>, embedded: boolean): Promise<DoctorLine[]> {
  const { rows } = await sql<Record<string, string>>`select current_setting('server_version') as version, current_database() as name,
    current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
    current_setting('synchronous_commit') as commit`.execute(db);
  const { version = '', name = '', encoding = '', fsync, pages, commit } = rows[0] ?? {};
  const lines = [ok('database.ok', { version, name: embedded ? 'PGlite' : name })];
  lines.push(encoding === 'UTF8' ? ok('encoding.ok') : fail('encoding.other', { encoding }));
  if (embedded) return lines; // its process is its server: what the system has taken, it keeps
  if (fsync !== 'on' || pages !== 'on') lines.push(fail('durability.off', { setting: fsync === 'on' ? 'full_page_writes' : 'fsync' }));
  else lines.push(commit === 'off' ? warn('durability.weak', { setting: 'synchronous_commit' }) : ok('durability.ok'));
  return lines;
}

async function inspectClock(db: Kysely<unknown>): Promise<DoctorLine[]> {
  const before = Date.now();
  const { rows } = await sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
  const after = Date.now();
  const there = rows[0]?.ms ?? before;
  const ms = Math.round(there < before ? before - there : Math.max(0, there - after));
  if (ms > SKEW_FAIL_MS) return [fail('clock.skew', { ms })];
  return [ms > SKEW_WARN_MS ? warn('clock.skew', { ms }) : ok('clock.ok', { ms })];
}

/** The rule of the house: the role of requests owns nothing and cannot pass the policies, and every table of a body has one. */
async function inspectAccess(db: Kysely<unknown>, embedded: boolean): Promise<DoctorLine[]> {
  const { rows: roles } = await sql<{ name: string; strong: boolean; owned: string[] }>`
    select rolname as name, rolsuper or rolbypassrls or rolcreaterole as strong,
      array(select relname::text from pg_class where relowner = r.oid and relkind in ('r', 'p') order by 1) as owned
    from pg_roles r where rolname in ('ancam_app', current_user)`.execute(db);
  const app = roles.find(({ name }) => name === 'ancam_app');
  const owner = roles.find(({ name }) => name !== 'ancam_app');
  const lines: DoctorLine[] = [];
  if (!embedded) {
    const { rows } = await sql<{ super: boolean }>`select rolsuper as super from pg_roles where rolname = current_user`.execute(db);
    lines.push(
      rows[0]?.super === true ? warn('owner.superuser', { name: owner?.name ?? '' }) : ok('owner.ok', { name: owner?.name ?? '' }),
    );
  }
  if (app === undefined) lines.push(fail('role.absent'));
  else lines.push(app.strong || app.owned.length > 0 ? fail('role.strong', { tables: app.owned.join(', ') || '-' }) : ok('role.ok'));
  const { rows: bare } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'classification'
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace
      and exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'scope_path')
      and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)) order by 1`.execute(db);
  const { rows: held } = await sql<{ count: number }>`
    select count(*)::int4 as count from pg_class where relrowsecurity and relnamespace = current_schema()::regnamespace`.execute(db);
  lines.push(
    bare.length === 0
      ? ok('policies.ok', { count: held[0]?.count ?? 0 })
      : fail('policies.off', { tables: bare.map(({ name }) => name).join(', ') }),
  );
  return lines;
}

async function inspectAudit(db: Kysely<unknown>): Promise<DoctorLine[]> {
  const { rows: triggers } = await sql<{ count: number }>`
    select count(*)::int4 as count from pg_trigger where tgrelid = 'audit_event'::regclass and not tgisinternal and tgenabled in ('O', 'A')`.execute(
    db,
  );
  const { rows: heads } = await sql<{ homes: number; differ: number }>`
    select count(*)::int4 as homes, (count(*) filter (where e.hash is distinct from h.hash))::int4 as differ
    from audit_head h left join audit_event e on e.home_id = h.home_id and e.seq = h.seq where h.seq > 0`.execute(db);
  const { homes = 0, differ = 0 } = heads[0] ?? {};
  return [
    (triggers[0]?.count ?? 0) >= 2 ? ok('append-only.ok') : fail('append-only.off'),
    differ === 0 ? ok('heads.ok', { homes }) : fail('heads.differ', { homes: differ }),
  ];
}

/** The rules of a tree of units through time; a database of an older schema cannot be asked yet. */
async function inspectUnits(db: Kysely<unknown>): Promise<DoctorLine[]> {
  const { rows: asked } = await sql<{ there: boolean }>`select to_regproc('unit_faults') is not null as there`.execute(db);
  if (asked[0]?.there !== true) return [];
  const { rows } = await sql<{
    rule: string;
    count: number;
  }>`select rule, count(*)::int4 as count from unit_faults() group by rule order by rule`.execute(db);
  if (rows.length === 0) return [ok('units.ok')];
  return [warn('units.faults', { rules: rows.map(({ rule, count }) => `${rule}: ${count}`).join(', ') })];
}
