import type { Id } from '@ancam/core';
import type { Law } from '@ancam/law';
import { ownerOf, regimeOn } from '@ancam/law';
import { sql } from 'kysely';
import type { Store } from '../db/actor.ts';
import { asOwner } from '../db/actor.ts';
import type { Tx } from '../db/database.ts';
import { levelsOf } from '../features/levels/levels.service.ts';

/** The figures of the report of a province, counted from the register. */
export interface ProvinceFigures {
  /** Systems whose owner the law settles. */
  readonly systems: number;
  readonly level3: number;
  readonly level2: number;
  readonly approved: number;
  /** Of `systems`. */
  readonly approvedPercent: number;
  /** Systems whose authority no text settles; they are in none of the figures above. */
  readonly open: number;
  /** Groups of cameras treated as terminals, each with its reason on record. */
  readonly terminals: number;
  /** Documents by which guidance was given or received. */
  readonly documents: number;
  /** Settled systems without an approved dossier, by name. */
  readonly missing: readonly string[];
}

interface SystemRow {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly superior: string | null;
  readonly top: string;
  readonly approved: boolean;
}

async function systemsIn(tx: Tx): Promise<SystemRow[]> {
  const { rows } = await sql<SystemRow>`select s.id, s.name, u.kind, p.kind as superior, t.kind as top,
      exists (select from dossier d where d.system_id = s.id and d.state = 'approved') as approved
    from information_system s join unit u on u.id = s.steward_id left join unit p on p.id = u.parent_id join unit t on t.id = u.home_id
    where s.state <> 'retired' order by s.name`.execute(tx);
  return rows;
}

async function count(tx: Tx, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(tx)).rows[0]?.n ?? 0;
}

/** Counts a register as its report would: by the determinations in force, the approved dossiers and the authority that the law settles on a day. */
export function provinceFigures(store: Store & { readonly law: Law }, asOf: string): Promise<ProvinceFigures> {
  const { regime } = regimeOn(store.law, asOf);
  const isSettled = ({ kind, superior, top }: SystemRow): boolean =>
    ownerOf(store.law, regime, asOf, { bodyKind: kind, topKind: top, ...(superior === null ? {} : { superiorKind: superior }) }).settled;
  return asOwner(store, async (tx) => {
    const all = await systemsIn(tx);
    const settled = all.filter(isSettled);
    const levels = await levelsOf(
      { tx },
      settled.map(({ id }) => id),
    );
    const at = (level: number): number => settled.filter(({ id }) => levels.get(id)?.level === level).length;
    const approved = settled.filter((system) => system.approved);
    return {
      systems: settled.length,
      level3: at(3),
      level2: at(2),
      approved: approved.length,
      approvedPercent: settled.length === 0 ? 0 : Math.floor((approved.length * 1000) / settled.length) / 10,
      open: all.length - settled.length,
      terminals: await count(
        tx,
        sql`select count(*)::int as n from level_determination where state = 'confirmed' and treatment = 'terminals'`,
      ),
      documents: await count(
        tx,
        sql`select count(*)::int as n from record where register = 'documents' and state = 'confirmed' and data ->> 'documentType' in ('letter', 'guidance')`,
      ),
      missing: settled.filter((system) => !system.approved).map(({ name }) => name),
    };
  });
}
