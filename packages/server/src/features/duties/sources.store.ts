import type { DutySource } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Where the facts at a path come from, as far as the reader may see. */
export interface SourcesAt {
  /** Whether the reader sees it. */
  readonly sees: (ref: string) => boolean;
  /** Of `register/id`. */
  readonly source: (ref: string) => DutySource;
  /** Of an object by its id. */
  readonly object: (id: string) => DutySource;
}

interface SourceRow {
  readonly register: string;
  readonly source_id: Id;
  readonly object_id: string | null;
  readonly name: string | null;
  /** Where it is kept, where that is not the register of the statute book: groups of cameras tell facts of systems. */
  readonly kept_as: string | null;
}

/** Tables whose rows tell facts, with what a person calls them. */
const NAMED = sql`
  select id, name, null::text as kept_as from information_system where id in (select source_id from told)
  union all select id, name, 'camera-groups' from camera_group where id in (select source_id from told)
  union all select c.id, i.name, null from system_check c join information_system i on i.id = c.system_id where c.id in (select source_id from told)
  union all select id, title, null from duty_item where id in (select source_id from told)
  union all select id, name, null from dossier where id in (select source_id from told)
  union all select p.id, s.name, null from plan p join information_system s on s.id = p.system_id where p.id in (select source_id from told)
  union all select id, subject_name || ', ' || to_char(period_to, 'DD/MM/YYYY'), null from report where id in (select source_id from told)
  union all select id, coalesce(nullif(concat_ws(' ', number, title), ''), data ->> 'paperReference'), null from record where id in (select source_id from told)`;

/** Sources of the facts and objects at a path that the reader sees; what it does not see is there without a name and an address. */
export async function sourcesAt(tx: Tx, path: string): Promise<SourcesAt> {
  const { rows } = await sql<SourceRow>`
    with told as (
      select distinct register, source_id, null::text as object_id from duty_event where scope_path = ${path}
      union select register, source_id, object_id from duty_object where scope_path = ${path}
    ), named as (${NAMED})
    select told.register, named.kept_as, told.source_id, told.object_id, named.name from told left join named on named.id = told.source_id`.execute(
    tx,
  );
  const byRef = new Map(rows.map((row) => [`${row.register}/${row.source_id}`, viewSource(row)]));
  const byObject = new Map(rows.flatMap((row) => (row.object_id === null ? [] : [[row.object_id, viewSource(row)] as const])));
  return {
    sees: (ref) => byRef.has(ref),
    source: (ref) => byRef.get(ref) ?? { register: ref.split('/')[0] ?? '', id: null, name: '' },
    object: (id) => byObject.get(id) ?? { register: '', id: null, name: '' },
  };
}

function viewSource({ register, kept_as: keptAs, source_id, name }: SourceRow): DutySource {
  return { register: keptAs ?? register, id: source_id, name: name ?? '' };
}

/** The first day of a unit, and whether it is only the day on which it was registered. */
export async function sinceOf(tx: Tx, unit: Id): Promise<{ day: string; assumed: boolean }> {
  const { rows } = await sql<{ day: string; assumed: boolean }>`select opened_on as day,
      opened_on = (created_at at time zone 'Asia/Ho_Chi_Minh')::date and not exists (select from lineage l where l.successor_id = unit.id) as assumed
    from unit where id = ${unit}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new AppError('not-found', 'no such unit', { place: unit });
  return row;
}
