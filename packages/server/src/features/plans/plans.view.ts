import { ITEM_CHANGES, PLAN_STATES } from '@ancam/contract';
import type { PlanEvent, PlanItem, PlanLink, PlanList, PlanRow } from '@ancam/contract';
import type { Workflow } from '@ancam/knowledge';
import { annexPlace, getWorkflow } from '@ancam/law';
import type { Law, RequirementRow } from '@ancam/law';
import { stateTitle } from '../../workflow-steps.ts';
import type { ItemKept } from './items.store.ts';
import { isOverdue } from './plan-law.ts';
import type { Answered } from './plan-law.ts';
import type { PlanEventRow, PlanKept } from './plans.store.ts';

/** The workflow of plans in the statute book. */
export function planWorkflow(law: Law): Workflow {
  return getWorkflow(law, 'plan');
}

/** The states of plans in their order. */
export function planStates(law: Law): PlanList['states'] {
  const titles = new Map(planWorkflow(law).states.map(({ id, title }) => [id, title]));
  return PLAN_STATES.flatMap((id) => {
    const title = titles.get(id);
    return title === undefined ? [] : [{ id, title }];
  });
}

/** A plan as a row of the list. */
export function viewRow(row: PlanKept, law: Law): PlanRow {
  const workflow = planWorkflow(law);
  const state = workflow.states.find(({ id }) => id === row.state);
  return {
    id: row.id,
    system: { id: row.system_id, name: row.system },
    unit: row.unit_name,
    level: row.level,
    regime: row.regime,
    state: row.state,
    stateTitle: state?.title ?? workflow.title,
    tone: state?.tone ?? 'open',
    nextDue: row.state === 'ended' ? null : row.next_due,
    approvedOn: row.approved_on,
    startedOn: row.started_on,
    deployedOn: row.deployed_on,
    oldCatalogue: row.catalogue !== law.data.catalogueHash,
    counts: {
      total: row.n_open + row.n_none + row.n_partial + row.n_full,
      open: row.n_open,
      none: row.n_none,
      partial: row.n_partial,
      full: row.n_full,
      notApplicable: row.n_inapplicable,
      overdue: row.n_overdue,
      changed: row.n_changed,
    },
  };
}

/** A requirement of a plan with what the law asks and what it rests on. */
export type ReadItem = PlanItem & Answered;

/** Puts a requirement together from what is kept of it, its row of the catalogue, and its links. */
export function viewItem(
  item: ItemKept,
  asked: RequirementRow,
  links: readonly PlanLink[],
  given: { readonly day: string; readonly budget: PlanItem['budget'] },
): ReadItem {
  return {
    id: item.id,
    key: item.key,
    requirement: item.requirement,
    title: asked.title,
    summary: asked.summary,
    heading: asked.heading,
    clause: asked.clause ?? null,
    row: annexPlace(asked.row),
    area: asked.area,
    group: asked.group,
    cameras: asked.cameras,
    camerasWhy: asked.camerasWhy,
    basis: asked.basis,
    answer: item.answer,
    reason: item.reason,
    way: item.way,
    owner: item.owner,
    dueOn: item.due_on,
    due_on: item.due_on,
    overdue: isOverdue(item, given.day),
    budget: given.budget,
    remark: item.remark,
    change: ITEM_CHANGES.find((each) => each === item.change) ?? null,
    answeredBefore: item.answered_before,
    links: [...links],
    evidence: links.filter(({ counts }) => counts).length,
    openFindings: links.filter(({ openFinding }) => openFinding).length,
    version: item.version,
    changedBy: item.changed_by,
    changedAt: item.changed_at,
  };
}

/** A requirement without what only the law of plans looks at. */
export function showItem({ due_on: _due, evidence: _evidence, openFindings: _open, ...item }: ReadItem): PlanItem {
  return item;
}

/** What happened to a plan, newest first. */
export function viewEvents(workflow: Workflow, rows: readonly PlanEventRow[]): PlanEvent[] {
  const undone = new Set(rows.map(({ undoes }) => undoes));
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.by_name,
    event: row.event as PlanEvent['event'], // held by the table's check
    step: workflow.steps.find(({ id }) => id === row.step)?.title ?? null,
    from: stateTitle(workflow, row.from_state),
    to: stateTitle(workflow, row.to_state),
    reason: row.reason,
    items: Array.isArray(row.after) ? row.after.length : 0,
    undone: undone.has(row.id),
  }));
}
