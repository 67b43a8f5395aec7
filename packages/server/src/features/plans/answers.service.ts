import type { ItemAnswer } from '@ancam/contract';
import type { Id, Text } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import * as items from './items.store.ts';
import { ANSWERS } from './plan-tables.ts';
import { findPlanOf, readCatalogue } from './plans.store.ts';

/** A requirement of a plan with what was answered. */
export interface PlanAnswer {
  readonly id: string;
  readonly title: Text;
  readonly answer: ItemAnswer;
  readonly answerTitle: Text;
  /** Why it does not apply, the way it is met, a remark: as far as given, one below the other. */
  readonly said: string;
  readonly owner: string;
  readonly dueOn: string | null;
  /** How many files, records and findings it rests on. */
  readonly evidence: number;
}

/** What the plan of a system answers to each requirement, in the order of the annex; empty without a plan, or where the reader may not see it. */
export async function planAnswers({ tx, now }: Pick<Work, 'tx' | 'now'>, systemId: Id): Promise<PlanAnswer[]> {
  const plan = await findPlanOf(tx, systemId, dayOf(now));
  if (plan === undefined || plan.state === 'ended') return [];
  const kept = new Map((await items.listItems(tx, plan.id)).map((item) => [item.key, item]));
  const links = Map.groupBy(await items.listLinks(tx, plan.id), (link) => link.item_id);
  return (await readCatalogue(tx, plan.catalogue, plan.level)).flatMap(({ key, title }) => {
    const item = kept.get(key);
    if (item === undefined) return [];
    const { requirement: id, answer, reason, way, remark, owner, due_on: dueOn } = item;
    const answerTitle = ANSWERS.find(({ value }) => value === answer)?.title ?? { vi: answer, en: answer };
    const said = [reason, way, remark].filter((each) => each !== '').join('\n');
    return [{ id, title, answer, answerTitle, said, owner, dueOn, evidence: links.get(item.id)?.length ?? 0 }];
  });
}
