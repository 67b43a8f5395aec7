import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { ItemKept, Remembered } from './items.store.ts';

/** A plan that stood on a day, and the state in which it stood. */
export interface PlanOnDay {
  readonly id: Id;
  readonly system_id: Id;
  readonly state: string;
  readonly started: boolean;
}

/** A requirement with as much of it as reports tell. */
export type ReportedItem = Pick<ItemKept, 'id' | 'plan_id' | 'key' | 'requirement' | 'answer' | 'due_on' | 'dropped'>;

/** A change of requirements, the latest first. */
export interface ItemsChanged {
  readonly plan_id: Id;
  readonly event: 'items' | 'undo' | 'adopted';
  /** What they were; empty where a change of the catalogue was taken in before that was kept. */
  readonly before: readonly Remembered[];
  readonly touched: number;
}

/** The instant at which a day has ended in Viet Nam. */
const endOf = (day: string): RawBuilder<unknown> => sql`(${day}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`;

/** The plans of some systems that stood at the end of a day. */
export async function plansStanding(tx: Tx, systemIds: readonly Id[], day: string): Promise<PlanOnDay[]> {
  const { rows } = await sql<PlanOnDay>`select p.id, p.system_id, coalesce(p.started_on <= ${day}::date, false) as started, coalesce(
      (select e.to_state from plan_event e where e.plan_id = p.id and e.step is not null and e.at < ${endOf(day)} order by e.seq desc limit 1), 'draft') as state
    from plan p where p.system_id = any(${[...systemIds]}::uuid[]) and p.created_at < ${endOf(day)}`.execute(tx);
  return rows.filter(({ state }) => state !== 'ended');
}

/** The requirements of plans as they are today, those that are dropped among them. */
export async function itemsOfPlans(tx: Tx, planIds: readonly Id[]): Promise<ReportedItem[]> {
  const { rows } = await sql<ReportedItem>`select id, plan_id, key, requirement, answer, due_on, dropped from plan_item
    where plan_id = any(${[...planIds]}::uuid[]) order by requirement, id`.execute(tx);
  return rows;
}

/** What was changed of requirements after the end of a day, the latest first. */
export async function changedSince(tx: Tx, planIds: readonly Id[], day: string): Promise<ItemsChanged[]> {
  const { rows } = await sql<ItemsChanged>`select plan_id, event, before, jsonb_array_length(after) as touched from plan_event
    where plan_id = any(${[...planIds]}::uuid[]) and event in ('items', 'undo', 'adopted') and at >= ${endOf(day)} order by seq desc`.execute(
    tx,
  );
  return rows;
}
