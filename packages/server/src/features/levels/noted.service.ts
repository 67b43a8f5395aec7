import type { LevelNoteBody, LevelSheet } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import * as store from './changes.store.ts';
import { tellSystem } from './facts.service.ts';
import { changeActions } from './levels.view.ts';
import { assertMay, sheetOfSystem } from './sheets.service.ts';

/** Notes an incident or a change of technology, which the register of systems does not tell: the level is to be determined anew. */
export function note(context: Context, actor: Actor, systemId: Id, { kind, on, words }: LevelNoteBody): Promise<LevelSheet> {
  return withActor(context, actor, async (work) => {
    const { sheet, subject } = await sheetOfSystem(context, work, systemId);
    assertMay(sheet.actions, 'note', systemId);
    const { current } = sheet;
    if (current === null) throw new AppError('conflict', 'there is no level yet', { place: systemId, reason: 'to-determine' });
    if (on > dayOf(work.now) || on < (current.confirmedOn ?? on)) {
      throw new AppError('input.invalid', 'the day lies before the level was confirmed, or has not come', {
        place: 'on',
        fix: 'give another day',
      });
    }
    const about = { systemId, determinationId: current.id, on };
    await store.insertChange(work, about, subject.place, { kind, before: {}, after: { words } });
    await tellSystem(context, work, systemId);
    work.audit({ action: 'level.anew', object: `system/${systemId}`, summary: `${kind}: ${words}`.slice(0, 500) });
    return (await sheetOfSystem(context, work, systemId)).sheet;
  });
}

/** Says why a change does not touch the level. */
export function dismiss(context: Context, actor: Actor, id: Id, reason: string): Promise<LevelSheet> {
  return withActor(context, actor, async (work) => {
    const row = await store.findChange(work.tx, id);
    if (row === undefined) throw new AppError('not-found', 'no such change', { place: id });
    assertMay(changeActions(row, actor), 'dismiss', id);
    await store.settle(work.tx, [id], { state: 'dismissed', on: dayOf(work.now), by: actor.name, reason });
    await tellSystem(context, work, row.system_id);
    work.audit({ action: 'level.change-dismissed', object: `system/${row.system_id}`, summary: `${row.kind}: ${reason}`.slice(0, 500) });
    return (await sheetOfSystem(context, work, row.system_id)).sheet;
  });
}
