import type { LevelFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Tx } from '../../db/database.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** A system or group with what is known of its level. */
export interface LevelListRecord {
  readonly id: Id;
  readonly kind: 'system' | 'group';
  readonly name: string;
  readonly classification: number;
  readonly owner: string | null;
  readonly status: string;
  readonly level: number | null;
  readonly treatment: string | null;
  readonly regime: string | null;
  readonly confirmed_on: string | null;
  readonly host: string | null;
  readonly cameras: number;
  readonly changes: string[];
}

/** What is under way comes before what is in force; what has changed since comes before what stands. */
const STATUS = sql`case when o.state = 'proposed' then 'to-confirm' when o.state = 'returned' then 'returned'
  when exists (select from level_change c where c.system_id = t.id and c.state = 'open') then 'anew'
  when o.state = 'draft' then 'under-way' when d.id is null then 'to-determine' else 'determined' end`;

/** Systems that are not retired, and groups of cameras, which hang on a system as terminals. */
const THINGS = sql`(
  select 'system' as kind, s.id, s.name, s.search, s.classification, s.steward_id from information_system s where s.state <> 'retired'
  union all
  select 'group' as kind, g.id, g.name, g.search, g.classification, g.steward_id from camera_group g)`;

function conditions(filter: LevelFilter) {
  const words = searchText(filter.q).split(' ').filter(Boolean);
  return [
    sql`true`,
    ...words.map((word) => sql`t.search like ${likeOf(word)}`),
    ...(filter.kind === undefined ? [] : [sql`t.kind = ${filter.kind}`]),
    ...(filter.level === undefined ? [] : [sql`d.level = ${Number(filter.level)}`]),
    ...(filter.treatment === undefined ? [] : [sql`d.treatment = ${filter.treatment}`]),
    ...(filter.regime === undefined ? [] : [sql`d.regime = ${filter.regime}`]),
    ...(filter.status === undefined ? [] : [sql`${STATUS} = ${filter.status}`]),
  ];
}

/** A page by name, one row more than asked for. */
export async function listLevels(
  tx: Tx,
  filter: LevelFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<LevelListRecord[]> {
  const after = readCursor(page.cursor, 2);
  const from = after === undefined ? [] : [sql`(t.name, t.id) > (${after[0]}::text, ${after[1]}::uuid)`];
  const { rows } = await sql<LevelListRecord>`
    select t.id, t.kind, t.name, t.classification, u.name as owner, ${STATUS} as status, d.level, d.treatment, d.regime, d.confirmed_on, h.name as host,
      (select count(*)::int from camera c where (case t.kind when 'system' then c.system_id else c.group_id end) = t.id and c.status = 'in-use') as cameras,
      array(select distinct c.kind from level_change c where c.system_id = t.id and c.state = 'open' order by 1) as changes
    from ${THINGS} t left join unit u on u.id = t.steward_id
      left join level_determination d on coalesce(d.system_id, d.group_id) = t.id and d.state = 'confirmed'
      left join level_determination o on coalesce(o.system_id, o.group_id) = t.id and o.state in ('draft', 'proposed', 'returned')
      left join information_system h on h.id = d.host_system_id
    where ${sql.join([...conditions(filter), ...from], sql` and `)} order by t.name, t.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}
