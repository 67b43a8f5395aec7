import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

/** A system whose level may have to be determined anew because of something that nobody entered. */
export interface Suspect {
  readonly id: Id;
  readonly determination_id: Id;
  readonly regime: string;
  /** The unit that answered for it then. */
  readonly owner: string;
  readonly answers: Selectable<Tables['level_determination']>['answers'];
  /** Day of the decision in force on its level. */
  readonly approved_on: string | null;
  readonly steward_id: Id;
  readonly home_id: Id;
  readonly unit_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly classification: number;
}

const SUSPECT = sql`s.id, d.id as determination_id, d.regime, d.register ->> 'owner' as owner, d.answers,
  (select x.approved_on::text from dossier x where x.system_id = s.id and x.state = 'approved' limit 1) as approved_on, s.steward_id, s.home_id, s.unit_id, s.scope_path, s.place_path, s.classification
  from level_determination d join information_system s on s.id = d.system_id
  where d.state = 'confirmed' and s.state <> 'retired'`;

/** Systems that another unit answers for than when their level was confirmed, as long as nobody has noted it. */
export async function listMoved(tx: Tx, limit: number): Promise<Suspect[]> {
  const { rows } = await sql<Suspect>`select ${SUSPECT} and d.register ->> 'owner' <> s.steward_id::text
    and not exists (select from level_change c where c.determination_id = d.id and c.kind = 'owner' and c.after ->> 'owner' = s.steward_id::text)
    and not exists (select from level_change c where c.determination_id = d.id and c.kind = 'owner' and c.state = 'open') limit ${limit}`.execute(
    tx,
  );
  return rows;
}

/** Systems whose level was determined under another regime than that of the day, as long as nobody has noted it, by id. */
export async function listOfOtherRegimes(tx: Tx, regime: string, after: Id | null, limit: number): Promise<Suspect[]> {
  const { rows } = await sql<Suspect>`select ${SUSPECT} and d.regime <> ${regime} and d.treatment = 'system'
    and (${after}::uuid is null or s.id > ${after}::uuid)
    and not exists (select from level_change c where c.determination_id = d.id and c.kind = 'regime') order by s.id limit ${limit}`.execute(
    tx,
  );
  return rows;
}
