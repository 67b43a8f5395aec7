import type {
  Conflict,
  PageQuery,
  Reorganisation,
  ReorganisationBody,
  ReorganisationDetail,
  ReorganisationKind,
  ReorganisationList,
  ReorganisationPreview,
  ReorganisationState,
} from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { asOwner, handsOf, placedBy, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { notify, settle } from '../notices/notify.service.ts';
import { newSegment } from '../units/register-unit.ts';
import { territoryOf } from '../units/territory.ts';
import { compileNow, planOf } from './apply.ts';
import { loadFacts } from './plan.store.ts';
import type { Minted, Plan } from './plan.ts';
import { previewOf } from './preview.service.ts';
import * as store from './reorganisations.store.ts';
import type { ReorganisationRow } from './reorganisations.store.ts';
import { STEPS, actionsOf, covers } from './states.ts';
import type { StepFacts, StepName } from './states.ts';

function view(row: ReorganisationRow, actor: Actor, facts: StepFacts): Reorganisation {
  return {
    id: row.id,
    kind: row.kind as ReorganisationKind, // the database holds the list
    title: row.title,
    decree: row.decree,
    decreeDate: row.decree_date,
    effectiveOn: row.effective_on,
    note: row.note,
    proposedBy: row.proposed_name,
    proposedAt: row.proposed_at,
    approvedBy: row.approved_name,
    approvedAt: row.approved_at,
    appliedAt: row.applied_at,
    reversedAt: row.reversed_at,
    compensates: row.compensates,
    progress: { phase: row.phase, done: row.done_objects, total: row.total_objects },
    unresolved: row.unresolved,
    actions: actionsOf(row, actor, facts),
  };
}

/** The plan with ids and path steps for what it makes, and territories in full. */
function mint(context: Context, body: ReorganisationBody): Plan {
  const fresh = body.successors.filter((each) => each.fresh !== undefined);
  const minted: Minted = {
    ids: Object.fromEntries(fresh.map(({ key }) => [key, newId()])),
    segments: Object.fromEntries(
      [...fresh.map(({ key }) => key), ...(body.kind === 'move' ? body.units : [])].map((key) => [key, newSegment()]),
    ),
  };
  const successors = body.successors.map((each) =>
    each.fresh === undefined ? each : { ...each, fresh: { ...each.fresh, ...territoryOf(context, each.fresh, body.effectiveOn) } },
  );
  return { ...body, successors, minted };
}

interface Drafted {
  readonly plan: Plan;
  readonly scopePath: string;
  readonly preview: ReorganisationPreview;
}

/** Lays a draft over the units. Counts go past row-level security: whoever changes units is told how much hangs on them, not what. */
async function drafted(context: Context, actor: Actor, body: ReorganisationBody): Promise<Drafted> {
  const plan = mint(context, body);
  const result = await asOwner(context, async (tx) => {
    const compiled = await compileNow(tx, plan, null);
    return { plan, scopePath: compiled.scopePath, preview: await previewOf(tx, compiled, await loadFacts(tx, plan)) };
  });
  // A unit that does not exist and one outside of what the actor covers are told alike.
  if (!covers(actor, result.scopePath) || result.preview.conflicts.some(({ code }) => code === 'no-such-unit')) {
    throw new AppError('not-found', 'a unit of the plan is not there', { place: 'units', fix: 'name units that you administer' });
  }
  return result;
}

/** What a reorganisation would touch. */
export async function preview(context: Context, actor: Actor, body: ReorganisationBody): Promise<ReorganisationPreview> {
  return (await drafted(context, actor, body)).preview;
}

/** Keeps a draft with its preview. Conflicts do not hinder a draft, but its approval. */
export async function draft(context: Context, actor: Actor, body: ReorganisationBody): Promise<ReorganisationDetail> {
  const { accountId } = actor;
  if (accountId === null) throw new AppError('auth.forbidden', 'a person proposes', { fix: 'sign in' });
  const { plan, scopePath, preview: shown } = await drafted(context, actor, body);
  const id = newId();
  await withActor(context, actor, async (work) => {
    await store.insertReorganisation(work.tx, {
      id,
      instance_id: work.instanceId,
      home_id: actor.homeId,
      unit_id: actor.unitId,
      scope_path: scopePath,
      kind: body.kind,
      title: body.title,
      decree: body.decree,
      decree_date: body.decreeDate,
      effective_on: body.effectiveOn,
      note: body.note,
      plan: json(plan),
      preview: json(shown),
      compensates: body.compensates ?? null,
      proposed_by: accountId,
      proposed_name: actor.name,
      proposed_at: work.now,
    });
    await notify(
      context,
      work,
      { permission: 'reorganisation.approve', at: actor.scopePath, except: handsOf(actor) },
      {
        about: `reorganisation/${id}`,
        rung: 'proposed',
        link: `/reorganisations/${id}`,
        place: placedBy(actor),
        facts: { kind: 'step', step: APPROVE, name: `${body.title}, ${body.decree}`, by: actor.name },
      },
    );
    work.audit({ action: 'reorganisation.proposed', object: `reorganisation/${id}`, summary: `${body.title}, ${body.decree}` });
  });
  return get(context, actor, id);
}

/** A page of events, the latest first. */
export function list(
  context: Context,
  actor: Actor,
  query: PageQuery & { readonly state?: ReorganisationState | undefined },
): Promise<ReorganisationList> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listReorganisations(work.tx, query);
    const { items, next } = pageOf(rows, query.limit, (row) => [row.effective_on, row.id]);
    // A list does not look into each plan: its actions are told with the event itself.
    const facts: StepFacts = { day: dayOf(work.now), conflicts: 0, reversal: undefined };
    return { items: items.map((row) => view(row, actor, facts)), next };
  });
}

async function getRow(context: Context, actor: Actor, id: Id): Promise<ReorganisationRow> {
  const row = await withActor(context, actor, ({ tx }) => store.findReorganisation(tx, id));
  if (row === undefined) throw new AppError('not-found', 'no such reorganisation', { place: id });
  return row;
}

/** The facts that decide on an event today, and its preview: of a plan that is still to be carried out as of now. */
async function factsOf(context: Context, row: ReorganisationRow): Promise<{ facts: StepFacts; shown: ReorganisationPreview }> {
  const day = dayOf(context.clock());
  const kept = row.preview as ReorganisationPreview; // written by `draft`
  if (row.state === 'draft' || row.state === 'approved') {
    const plan = planOf(row);
    const shown = await asOwner(context, async (tx) => previewOf(tx, await compileNow(tx, plan, row.id), await loadFacts(tx, plan)));
    return { facts: { day, conflicts: shown.conflicts.length, reversal: undefined }, shown };
  }
  const reversal = row.state === 'applied' ? await asOwner(context, (tx) => store.reversalBlocker(tx, row.id)) : undefined;
  return { facts: { day, conflicts: 0, reversal }, shown: { ...kept, conflicts: [] satisfies Conflict[] } };
}

/** One event with what it touches and how far it has come. */
export async function get(context: Context, actor: Actor, id: Id): Promise<ReorganisationDetail> {
  const row = await getRow(context, actor, id);
  const { facts, shown } = await factsOf(context, row);
  return { ...view(row, actor, facts), preview: shown };
}

/** Makes a step that a person makes. Throws `auth.forbidden` for one's own proposal, `conflict` where the state or a fact stands against it. */
export async function step(
  context: Context,
  actor: Actor,
  id: Id,
  name: Exclude<StepName, 'compensate' | 'assign'>,
): Promise<ReorganisationDetail> {
  const row = await getRow(context, actor, id);
  const { facts } = await factsOf(context, row);
  const reason = actionsOf(row, actor, facts).blockers.find(({ action }) => action === name)?.reason;
  if (reason === 'own-proposal' || reason === 'no-permission') {
    throw new AppError('auth.forbidden', `not permitted: ${reason}`, { place: name, reason, fix: 'ask another person' });
  }
  if (reason !== undefined) throw new AppError('conflict', `${name} is not possible: ${reason}`, { place: name, reason });
  await withActor(context, actor, async (work) => {
    const { to } = STEPS[name];
    const approval = name === 'approve' ? { approved_by: actor.accountId, approved_name: actor.name, approved_at: work.now } : {};
    const begun = to === 'applying' || to === 'reversing' ? { phase: 'units', done_objects: 0 } : {};
    await store.updateReorganisation(work.tx, id, { state: to, ...approval, ...begun });
    await settle(work, `reorganisation/${id}`);
    if (name === 'approve') await tellApproved(context, work, row);
    work.audit({ action: `reorganisation.${AUDITED[name]}`, object: `reorganisation/${id}`, summary: `${row.title}, ${row.decree}` });
  });
  return get(context, actor, id);
}

const APPROVE = { vi: 'phê duyệt việc sắp xếp đơn vị', en: 'approve a reorganisation' };
const APPROVED = { vi: 'Việc sắp xếp đơn vị bạn đề xuất đã được phê duyệt', en: 'The reorganisation you proposed has been approved' };

/** Whoever proposed it may carry it out now. */
function tellApproved(context: Context, work: Work, row: ReorganisationRow): Promise<void> {
  const facts = { kind: 'decided', outcome: APPROVED, name: `${row.title}, ${row.decree}`, by: work.actor.name } as const;
  const told = { about: `reorganisation/${row.id}`, rung: 'approved', link: `/reorganisations/${row.id}`, facts } as const;
  return notify(context, work, { accounts: [row.proposed_by] }, { ...told, place: { own: 0 }, severity: 'info' });
}

const AUDITED = { approve: 'approved', withdraw: 'withdrawn', apply: 'begun', reverse: 'undone' } as const;
