import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { quoted } from '../db/catalogue.ts';

/**
 * Empties tables and takes off what would stand in the way of rows that were whole when they were written: foreign keys, which may
 * run in circles, and triggers, which would do their work a second time. The function returned puts everything back, and the keys check
 * all rows then. Within one transaction.
 */
export async function freeTables(db: Kysely<unknown>, names: readonly string[]): Promise<() => Promise<void>> {
  const { rows: triggers } = await sql<{ table: string; name: string }>`
    select c.relname as "table", t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled = 'O' and t.tgparentid = 0 and c.relnamespace = current_schema()::regnamespace order by 1, 2`.execute(
    db,
  );
  const { rows: keys } = await sql<{ table: string; name: string; definition: string }>`
    select c.relname as "table", r.conname as name, pg_get_constraintdef(r.oid) as definition
    from pg_constraint r join pg_class c on c.oid = r.conrelid
    where r.contype = 'f' and r.conparentid = 0 and r.connamespace = current_schema()::regnamespace order by 1, 2`.execute(db);
  await run(
    db,
    triggers.map((each) => alter(each, `disable trigger ${quoted(each.name)}`)),
  );
  await run(
    db,
    keys.map((each) => alter(each, `drop constraint ${quoted(each.name)}`)),
  );
  if (names.length > 0) await run(db, [`truncate ${names.map(quoted).join(', ')}`]);
  return async () => {
    await run(
      db,
      keys.map((each) => alter(each, `add constraint ${quoted(each.name)} ${each.definition}`)),
    );
    await run(
      db,
      triggers.map((each) => alter(each, `enable trigger ${quoted(each.name)}`)),
    );
  };
}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

function alter({ table }: { readonly table: string }, rest: string): string {
  return `alter table ${quoted(table)} ${rest}`;
}
