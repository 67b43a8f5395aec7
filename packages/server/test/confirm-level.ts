import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import { sql } from 'kysely';
import { asOwner } from '../src/db/actor.ts';
import { json } from '../src/db/database.ts';
import { evaluate } from '../src/features/levels/evaluate.ts';
import type { TestApp } from './app.ts';

/** Puts down a confirmed level of a system, as one person proposed and another confirmed it, with the findings of a worksheet without answers. */
export async function confirmLevel(app: TestApp, systemId: Id, level: Level, regime: RegimeId, on = '2026-11-02'): Promise<Id> {
  const id = newId();
  const { law } = app.context;
  const { findings } = evaluate(law, 'system', { asOf: on, answers: {}, hostSystemId: null });
  await asOwner(app.context, async (tx) => {
    await sql`insert into level_determination (id, home_id, instance_id, unit_id, scope_path, place_path, classification, system_id, state, as_of,
        answers, prefilled, counted, reason, risk_document, regime, level, treatment, result, law_hash, register, created_by, created_at)
      select ${id}, home_id, instance_id, unit_id, scope_path, place_path, classification, id, 'draft', ${on}, '{}', '{}', '{}', '', '', ${regime}, ${level},
        'system', ${json(findings)}, ${law.data.hash}, '{}', 'Người lập', ${`${on}T02:00:00Z`} from information_system where id = ${systemId}`.execute(
      tx,
    );
    await sql`update level_determination set state = 'superseded' where system_id = ${systemId} and state = 'confirmed'`.execute(tx);
    await sql`update level_determination set state = 'proposed', proposed_account = ${newId()} where id = ${id}`.execute(tx);
    await sql`update level_determination set state = 'confirmed', decided_account = ${newId()}, confirmed_on = ${on} where id = ${id}`.execute(
      tx,
    );
  });
  return id;
}
