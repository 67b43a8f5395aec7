import type { LevelFilter, LevelList, LevelRow, PageQuery } from '@ancam/contract';
import { LevelRow as Row } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import * as store from './level-list.store.ts';

function view({ confirmed_on: confirmedOn, classification: _classification, ...row }: store.LevelListRecord): LevelRow {
  return Row.parse({ ...row, confirmedOn });
}

/** Systems and groups of cameras by what is known of their level. */
export function list(context: Context, actor: Actor, query: LevelFilter & PageQuery): Promise<LevelList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listLevels(work.tx, query, query), query.limit, (row) => [row.name, row.id]);
    for (const kind of ['system', 'group'] as const) {
      noteRead(
        work,
        kind,
        items.filter((row) => row.kind === kind),
      );
    }
    return { items: items.map(view), next };
  });
}
