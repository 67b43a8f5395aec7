import type { EffectBody, QuestionEffects } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { placementOf } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { assertMayChange, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Context } from '../../context.ts';
import { namedRecords, placedRecord } from '../records/named.service.ts';
import type { PlacedRecord } from '../records/named.service.ts';
import { namedSystems } from '../systems/place.service.ts';

const questionOf = (work: Work, id: Id): Promise<PlacedRecord> => placedRecord(work, 'questions', id);

async function effectsOf(work: Work, question: PlacedRecord): Promise<QuestionEffects> {
  const { tx, actor } = work;
  const rows = await tx
    .selectFrom('question_effect')
    .selectAll()
    .where('record_id', '=', question.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const of = (kind: string): Id[] => rows.filter((row) => row.kind === kind).map(({ target_id: id }) => id);
  const records = await namedRecords(work, of('record'));
  const systems = await namedSystems(work, of('system'));
  const barred = holds(actor, 'record.write') ? (mayChange(actor, question) ? undefined : 'out-of-scope') : 'no-permission';
  return {
    items: rows.flatMap(({ id, kind, target_id: target, note, by_name: by, at }) => {
      const record = records.get(target);
      const name = kind === 'record' ? record && [record.number, record.title].filter(Boolean).join(' ') : systems.get(target);
      if (name === undefined) return [];
      return [
        {
          id,
          kind: kind === 'record' ? ('record' as const) : ('system' as const),
          target,
          register: record?.register ?? null,
          name,
          note,
          by,
          at,
        },
      ];
    }),
    actions: {
      state: question.link.state,
      may: barred === undefined ? ['edit'] : [],
      blockers: barred === undefined ? [] : [{ action: 'edit', reason: barred }],
    },
  };
}

/** What the answer to a question changed, as far as the actor sees it. */
export function listEffects(context: Context, actor: Actor, id: Id): Promise<QuestionEffects> {
  return withActor(context, actor, async (work) => effectsOf(work, await questionOf(work, id)));
}

/** Names a record or system that the answer changed. */
export function addEffect(context: Context, actor: Actor, id: Id, { kind, target, note }: EffectBody): Promise<QuestionEffects> {
  return withActor(context, actor, async (work) => {
    const question = await questionOf(work, id);
    assertMayChange(actor, question);
    const seen = kind === 'record' ? (await namedRecords(work, [target])).has(target) : (await namedSystems(work, [target])).has(target);
    if (!seen || target === id) throw new AppError('not-found', 'there is nothing such to name', { place: 'body.target' });
    await work.tx
      .insertInto('question_effect')
      .values({ id: newId(), ...placementOf(question), record_id: id, kind, target_id: target, note, by_name: actor.name, at: work.now })
      .execute();
    work.audit({ action: 'question.effect', object: `record/${id}`, summary: `${kind}/${target}` });
    return effectsOf(work, question);
  });
}

/** Takes what the answer did not change off. */
export function removeEffect(context: Context, actor: Actor, id: Id, effect: Id): Promise<QuestionEffects> {
  return withActor(context, actor, async (work) => {
    const question = await questionOf(work, id);
    assertMayChange(actor, question);
    const gone = await work.tx
      .deleteFrom('question_effect')
      .where('id', '=', effect)
      .where('record_id', '=', id)
      .returning(['kind', 'target_id'])
      .execute();
    const [row] = gone;
    if (row === undefined) throw new AppError('not-found', 'no such effect', { place: 'body.effect' });
    work.audit({ action: 'question.effect-removed', object: `record/${id}`, summary: `${row.kind}/${row.target_id}` });
    return effectsOf(work, question);
  });
}
