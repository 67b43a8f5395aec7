import type { Actions, PageQuery, Warning, WarningBody, WarningFilter, WarningList, WithdrawBody } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { modelMatches } from '@ancam/rules';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { handsOf, holds, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { actionsOf } from '../models/actions.ts';
import { assertKeeper, hindrance, keepsReference } from '../models/keeper.ts';
import { WAITS_FOR, listNames } from '../models/makers.service.ts';
import { listModelNames } from '../models/models.service.ts';
import { notify, settle } from '../notices/notify.service.ts';
import { applyPending } from './apply.service.ts';
import * as store from './warnings.store.ts';
import type { WarningRecord } from './warnings.store.ts';

const DECIDING = ['publish', 'refuse'];
const DECIDE = { vi: 'công bố hoặc từ chối cảnh báo', en: 'publish or refuse a warning' };
const OUTCOMES = {
  published: { vi: 'Cảnh báo bạn nhập đã được công bố', en: 'The warning you entered has been published' },
  refused: { vi: 'Cảnh báo bạn nhập không được công bố', en: 'The warning you entered has been refused' },
} as const;

/** What may be done with a warning. Whoever entered it does not decide about it. */
function actions(work: Work, row: WarningRecord, keeps: boolean): Actions {
  const barred = hindrance(work, 'warning.publish', keeps);
  const own = handsOf(work.actor).includes(row.proposed_account);
  const may: string[] = [];
  const blockers: Actions['blockers'] = [];
  for (const action of [...DECIDING, 'withdraw']) {
    const wanted = action === 'withdraw' ? 'published' : 'proposed';
    const reason = barred ?? (row.state === wanted ? (own && action !== 'withdraw' ? 'own-proposal' : undefined) : row.state);
    if (reason === undefined) may.push(action);
    else blockers.push({ action, reason });
  }
  return { state: row.state, may, blockers };
}

function view(row: WarningRecord, models: ReadonlyMap<Id, string>, allowed: Actions, cameras: Warning['cameras']): Warning {
  return {
    id: row.id,
    issuer: row.issuer,
    document: row.document,
    documentDate: row.document_date,
    title: row.title,
    effect: row.effect,
    remedy: row.remedy,
    makerId: row.maker_id,
    makerName: row.maker_name,
    modelIds: row.model_ids,
    models: row.model_ids.map((id) => ({ id, name: models.get(id) ?? id })),
    modelPatterns: row.model_patterns,
    revision: row.revision,
    firmwareFrom: row.firmware_from,
    firmwareTo: row.firmware_to,
    firmwareToIncluded: row.firmware_to_included,
    validFrom: row.valid_from,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decidedReason: row.decided_reason,
    withdrawnBy: row.withdrawn_by,
    withdrawnOn: row.withdrawn_on,
    withdrawnReason: row.withdrawn_reason,
    applied: row.applied && row.cursor_model === null,
    cameras,
    actions: allowed,
  };
}

/** Warnings as rows of a list. */
export async function viewList(work: Work, rows: readonly WarningRecord[]): Promise<Warning[]> {
  const keeps = await keepsReference(work);
  const models = await listModelNames(work, [...new Set(rows.flatMap((row) => row.model_ids))]);
  return rows.map((row) => view(row, models, actions(work, row, keeps), null));
}

export function list(context: Context, actor: Actor, query: WarningFilter & PageQuery): Promise<WarningList> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listWarnings(work.tx, query, query);
    const { items, next } = pageOf(rows, query.limit, (row) => [row.document_date, row.id]);
    const barred = hindrance(work, 'warning.propose', await keepsReference(work));
    return { items: await viewList(work, items), next, actions: actionsOf('list', ['propose'], barred) };
  });
}

async function getRow(work: Work, id: Id): Promise<WarningRecord> {
  const row = await store.findWarning(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such warning', { place: id });
  return row;
}

export function get(context: Context, actor: Actor, id: Id): Promise<Warning> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    const models = await listModelNames(work, row.model_ids);
    const cameras = holds(actor, 'camera.read') ? await store.countFlagged(work.tx, id) : null;
    return view(row, models, actions(work, row, await keepsReference(work)), cameras);
  });
}

function accountOf(work: Work): Id {
  if (work.actor.accountId === null) throw new AppError('auth.forbidden', 'a person enters and decides warnings', { place: 'account' });
  return work.actor.accountId;
}

async function assertDevices(work: Work, body: WarningBody): Promise<string> {
  const maker = (await listNames(work, [body.makerId])).get(body.makerId);
  if (maker === undefined) throw new AppError('not-found', 'no such maker', { place: 'makerId' });
  const models = await listModelNames(work, body.modelIds, body.makerId);
  const unknown = body.modelIds.find((id) => !models.has(id));
  if (unknown !== undefined) throw new AppError('not-found', 'no such model of this maker', { place: 'modelIds' });
  for (const pattern of body.modelPatterns) {
    try {
      modelMatches(pattern, 'X');
    } catch (thrown) {
      throw new AppError(
        'input.invalid',
        `the pattern ${pattern} cannot be used`,
        { place: 'modelPatterns', fix: 'use fewer * in it' },
        thrown,
      );
    }
  }
  return maker;
}

/** Enters a warning of an authority; another person publishes it. */
export async function propose(context: Context, actor: Actor, body: WarningBody): Promise<Warning> {
  const id = newId();
  await withActor(context, actor, async (work) => {
    await assertKeeper(work);
    const maker = await assertDevices(work, body);
    await store.insertWarning(work, id, accountOf(work), body, maker);
    await notify(
      context,
      work,
      { permission: 'warning.publish', at: actor.scopePath, except: handsOf(actor) },
      {
        about: `warning/${id}`,
        rung: 'proposed',
        link: `/warnings/${id}`,
        place: { own: 0 },
        facts: { kind: 'step', step: DECIDE, name: `${body.document}: ${body.title}`, by: actor.name },
      },
    );
    work.audit({ action: 'warning.proposed', object: `warning/${id}`, summary: `${body.document}: ${body.title}`.slice(0, 500) });
  });
  return get(context, actor, id);
}

async function assertMay(work: Work, id: Id, action: string): Promise<WarningRecord> {
  await assertKeeper(work);
  const row = await getRow(work, id);
  const { may, blockers } = actions(work, row, true);
  if (may.includes(action)) return row;
  const reason = blockers.find((each) => each.action === action)?.reason ?? row.state;
  const code = reason === 'own-proposal' ? 'auth.forbidden' : 'conflict';
  throw new AppError(code, `the warning cannot be decided: ${reason}`, {
    place: id,
    reason,
    fix: reason === 'own-proposal' ? 'ask another person to decide' : 'read it again',
  });
}

async function decide(context: Context, actor: Actor, id: Id, state: 'published' | 'refused', reason: string): Promise<void> {
  await withActor(context, actor, async (work) => {
    const row = await assertMay(work, id, state === 'published' ? 'publish' : 'refuse');
    await store.decide(work, id, { state, accountId: accountOf(work), reason });
    await settle(work, `warning/${id}`);
    const name = `${row.document}: ${row.title}`;
    const facts = { kind: 'decided', outcome: OUTCOMES[state], name, by: actor.name, reason } as const;
    const told = { about: `warning/${id}`, rung: state, link: `/warnings/${id}`, place: { own: 0 }, severity: 'info', facts } as const;
    await notify(context, work, { accounts: [row.proposed_account] }, told);
    work.audit({ action: `warning.${state}`, object: `warning/${id}`, summary: `${row.document}: ${reason || row.title}`.slice(0, 500) });
  });
}

/** Publishes what another person entered: from its first day on every matching camera of every unit is flagged. */
export async function publish(context: Context, actor: Actor, id: Id): Promise<Warning> {
  await decide(context, actor, id, 'published', '');
  await applyPending(context, WAITS_FOR);
  return get(context, actor, id);
}

export async function refuse(context: Context, actor: Actor, id: Id, reason: string): Promise<Warning> {
  await decide(context, actor, id, 'refused', reason);
  return get(context, actor, id);
}

/** Ends a published warning from a day on. */
export async function withdraw(context: Context, actor: Actor, id: Id, { on, reason }: WithdrawBody): Promise<Warning> {
  await withActor(context, actor, async (work) => {
    const row = await assertMay(work, id, 'withdraw');
    if (on < dayOf(row.decided_at ?? work.now)) {
      throw new AppError('input.invalid', 'a warning cannot end before it was published', { place: 'on', fix: 'give a later date' });
    }
    await store.withdraw(work, id, on, reason);
    work.audit({ action: 'warning.withdrawn', object: `warning/${id}`, summary: `${row.document}: ${reason}`.slice(0, 500) });
  });
  await applyPending(context, WAITS_FOR);
  return get(context, actor, id);
}
