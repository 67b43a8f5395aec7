import { foldText } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** A unit that stands, with what places its rows. */
export interface NamedUnit {
  readonly id: Id;
  readonly home_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly name: string;
  readonly code: string | null;
}

/** Finds units that the actor may enter rows for, by what people write: the code, or the name without regard to accents and case. */
export interface UnitFinder {
  /** None, one, or several of one name. */
  find(text: string): readonly NamedUnit[];
  /** The unit of the actor. */
  readonly own: NamedUnit | undefined;
}

/** Reads the units once: some hundreds of a province, some ten thousand of the country. */
export async function unitFinder({ tx, actor }: Work): Promise<UnitFinder> {
  const { rows } = await sql<NamedUnit>`select id, home_id, scope_path, place_path, name, code from unit
    where closed_on is null and scope_path ^@ any(${[...actor.writeScopes]}::text[])`.execute(tx);
  const byCode = new Map(rows.flatMap((unit) => (unit.code === null ? [] : [[foldText(unit.code), unit]])));
  const byName = Map.groupBy(rows, ({ name }) => foldText(name));
  return {
    own: rows.find(({ id }) => id === actor.unitId),
    find: (text) => {
      const folded = foldText(text);
      const coded = byCode.get(folded);
      return coded === undefined ? (byName.get(folded) ?? []) : [coded];
    },
  };
}
