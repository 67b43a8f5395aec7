import { BULK_MOST, BULK_OUTCOMES, BULK_REASONS, BULK_UNDO_DAYS } from '@ancam/contract';
import type {
  BulkBody,
  BulkChange,
  BulkChangeList,
  BulkItems,
  BulkPreview,
  BulkStartBody,
  ChosenCameras,
  PageQuery,
} from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { placedBy, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { idsOfFilter, judgeCameras, namesOfCameras } from '../cameras/bulk.service.ts';
import type { Judged } from '../cameras/bulk.service.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { advance } from './bulk-job.service.ts';
import * as store from './bulk-changes.store.ts';
import type { BulkRecord } from './bulk-changes.store.ts';
import { runnerOf } from './runner.ts';
import { viewChange } from './bulk-changes.view.ts';

const DAY_MS = 86_400_000;

/** Objects of a choice with what the change would do to each, page by page. */
async function* judgedPages(context: Context, work: Work, { chosen, change }: BulkBody): AsyncGenerator<Judged[]> {
  const pages = 'ids' in chosen ? [[...new Set(chosen.ids)]] : idsOfFilter(context, work, chosen.filter);
  for await (const ids of pages) yield await judgeCameras(work, change, ids);
}

function assertSound({ change }: BulkBody): void {
  const { kind, ...fields } = change;
  if (Object.values(fields).every((value) => value === undefined))
    throw new AppError('input.invalid', `${kind} sets nothing`, { place: 'change', fix: 'say what is to be set' });
}

/** A filter by findings is asked for with counts that are true today. */
async function prepare(context: Context, chosen: ChosenCameras): Promise<void> {
  if ('filter' in chosen) await refreshOpenCounts(context);
}

/** What a change would do. Only cameras that the actor may change are counted. */
export async function preview(context: Context, actor: Actor, body: BulkBody): Promise<BulkPreview> {
  assertSound(body);
  await prepare(context, body.chosen);
  return withActor(context, runnerOf(actor), async (work) => {
    const refused = new Map<string, number>();
    const seen = { total: 0, change: 0, same: 0 };
    for await (const page of judgedPages(context, work, body)) {
      for (const { outcome, reason } of page) {
        if (outcome === 'changed') seen.change += 1;
        else if (outcome === 'same') seen.same += 1;
        else refused.set(reason ?? 'gone', (refused.get(reason ?? 'gone') ?? 0) + 1);
      }
      seen.total += page.length;
      if (seen.total > BULK_MOST) break;
    }
    const reasons = BULK_REASONS.flatMap((reason) => (refused.has(reason) ? [{ reason, count: refused.get(reason) ?? 0 }] : []));
    return { ...seen, refused: reasons, tooMany: seen.total > BULK_MOST };
  });
}

async function getRow(work: Work, id: Id): Promise<BulkRecord> {
  const row = await store.findChange(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such change', { place: id });
  return row;
}

/** Notes the chosen cameras and the change; gives its id. Throws `conflict` where there are not as many as were shown. */
function create(context: Context, actor: Actor, body: BulkStartBody): Promise<Id> {
  const runner = runnerOf(actor);
  return withActor(context, runner, async (work) => {
    const id = newId();
    const undoUntil = new Date(Date.parse(work.now) + BULK_UNDO_DAYS * DAY_MS).toISOString();
    const runsAs = { accountId: actor.accountId, name: actor.name, clearance: actor.clearance };
    const { change } = body;
    await store.insertChange(work.tx, {
      id,
      instanceId: work.instanceId,
      placement: placedBy(runner),
      change,
      runsAs,
      now: work.now,
      undoUntil,
    });
    let highest = 0;
    let chosen = 0;
    for await (const page of judgedPages(context, work, body)) {
      await store.addItems(
        work.tx,
        id,
        page.map((each) => each.id),
      );
      highest = page.reduce((most, { classification }) => Math.max(most, classification), highest);
      chosen += page.length;
      if (chosen > body.expected) break;
    }
    const total = chosen > body.expected ? chosen : await store.countItems(work.tx, id);
    if (total !== body.expected) {
      throw new AppError('conflict', 'the choice is another one by now', {
        place: 'expected',
        reason: 'choice-changed',
        fix: 'look at the preview again',
      });
    }
    await store.updateChange(work.tx, id, { total });
    work.audit({
      action: 'bulk.started',
      object: `bulk-change/${id}`,
      summary: `${change.kind}: ${total} cameras`,
    });
    return id;
  });
}

/** Begins a change. What fits one batch is done when this resolves; the rest goes on by itself. */
export async function start(context: Context, actor: Actor, body: BulkStartBody): Promise<BulkChange> {
  assertSound(body);
  await prepare(context, body.chosen);
  const id = await create(context, actor, body);
  await advance(context, id);
  return get(context, actor, id);
}

export function get(context: Context, actor: Actor, id: Id): Promise<BulkChange> {
  return withActor(context, actor, async (work) => viewChange(await getRow(work, id), actor, work.now));
}

export function list(context: Context, actor: Actor, query: PageQuery): Promise<BulkChangeList> {
  return withActor(context, actor, async (work) => {
    const { items, next } = pageOf(await store.listChanges(work.tx, query), query.limit, (row) => [row.created_at, row.id]);
    return { items: items.map((row) => viewChange(row, actor, work.now)), next };
  });
}

/** Cameras of a change, those that the actor sees. */
export function items(context: Context, actor: Actor, id: Id, query: PageQuery & { outcome?: string | undefined }): Promise<BulkItems> {
  return withActor(context, actor, async (work) => {
    await getRow(work, id);
    const page = pageOf(await store.listItems(work.tx, id, query), query.limit, (row) => [row.object_id]);
    const nameOf = await namesOfCameras(
      work,
      page.items.map((row) => row.object_id),
    );
    return {
      next: page.next,
      items: page.items.flatMap((row) => {
        const name = nameOf.get(row.object_id);
        const outcome = BULK_OUTCOMES.find((each) => each === row.outcome) ?? null;
        const reason = BULK_REASONS.find((each) => each === row.reason) ?? null;
        return name === undefined ? [] : [{ id: row.object_id, name, outcome, reason }];
      }),
    };
  });
}

/** Begins to take a change back: cameras that somebody changed since stay as they are and are reported. */
export async function undo(context: Context, actor: Actor, id: Id): Promise<BulkChange> {
  await withActor(context, actor, async (work) => {
    await getRow(work, id);
    // A batch under way ends first.
    const row = await store.holdForUndo(work.tx, id);
    if (row === undefined) throw new AppError('not-found', 'no such change', { place: id });
    const reason = viewChange(row, actor, work.now).actions.blockers[0]?.reason;
    if (reason !== undefined)
      throw new AppError('conflict', `the change cannot be taken back: ${reason}`, { place: id, reason, fix: 'see what may be done now' });
    const runsAs = { accountId: actor.accountId, name: actor.name, clearance: actor.clearance };
    await store.updateChange(work.tx, id, { state: 'undoing', cursor_id: null, runs_as: runsAs, undone_by: actor.name });
    work.audit({ action: 'bulk.undo', object: `bulk-change/${id}`, summary: `${row.changed} cameras` });
  });
  await advance(context, id);
  return get(context, actor, id);
}
