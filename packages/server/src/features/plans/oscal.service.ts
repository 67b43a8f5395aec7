import type { OscalModel } from '@ancam/contract';
import { writeActionPlan, writeAssessmentResults, writeSecurityPlan } from '@ancam/documents';
import type { OscalHead, OscalRequirement, OscalSystem } from '@ancam/documents';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { download } from '../../http/download.ts';
import { findingsOfSystem } from '../findings/named.service.ts';
import { systemOf } from '../systems/systems.service.ts';
import { checkTitle } from './links.service.ts';
import type { PlanKept } from './plans.store.ts';
import type { ReadItem } from './plans.view.ts';
import { getPlan, readItems } from './read.service.ts';

/** Most findings of one system that a document holds. */
const MOST_FINDINGS = 20_000;

const STATES: Readonly<Record<string, OscalSystem['state']>> = {
  planned: 'under-development',
  evaluated: 'under-development',
  operating: 'operational',
  retired: 'disposition',
};

async function systemIn(work: Work, plan: PlanKept): Promise<OscalSystem> {
  const { row } = await systemOf(work, plan.system_id);
  return {
    id: row.id,
    name: row.name,
    description: row.purpose,
    level: plan.level,
    regime: plan.regime,
    state: STATES[row.state] ?? 'other',
    owner: { id: row.steward_id, name: row.owner ?? '' },
    operator: { id: row.operator_unit_id ?? `${row.id}/operator`, name: row.operator_unit ?? row.operator_name },
  };
}

function requirementOf(item: ReadItem): OscalRequirement {
  return {
    id: item.id,
    requirement: item.requirement,
    title: item.title.vi,
    answer: item.answer,
    way: item.way,
    reason: item.reason,
    owner: item.owner,
    dueOn: item.dueOn,
    evidence: item.links.filter(({ kind }) => kind !== 'finding').map(({ id, name }) => ({ id, name })),
  };
}

/** Findings of the cameras of the system, with the requirements that a person has linked them to. */
async function resultsOf(context: Context, work: Work, system: OscalSystem, read: readonly ReadItem[], head: OscalHead): Promise<unknown> {
  const found = await findingsOfSystem(work, system.id, MOST_FINDINGS);
  if (found.length > MOST_FINDINGS) {
    throw new AppError('target.too-many', `more than ${MOST_FINDINGS} findings in one document`, { place: system.id, max: MOST_FINDINGS });
  }
  const linked = Map.groupBy(
    read.flatMap(({ requirement, links }) => links.filter(({ kind }) => kind === 'finding').map(({ target }) => ({ target, requirement }))),
    ({ target }) => target,
  );
  return writeAssessmentResults({
    head,
    system,
    findings: found.map(({ id, check, severity, status, camera }) => ({
      id,
      title: checkTitle(context, check).vi,
      check,
      severity,
      status,
      camera,
      requirements: (linked.get(id) ?? []).map(({ requirement }) => requirement),
    })),
  });
}

/** A plan, the findings beside it, or what is still to be done, as OSCAL. Audited. Throws `not-found`; `input.invalid` where nothing is to be done. */
export function planOscal(context: Context, actor: Actor, id: Id, model: OscalModel): Promise<Response> {
  return withActor(context, actor, async (work) => {
    const plan = await getPlan(work, id);
    noteRead(work, 'plan', [plan]);
    const read = await readItems(context, work, plan);
    const system = await systemIn(work, plan);
    const head: OscalHead = { id, title: plan.system, version: String(plan.version), at: work.now };
    const unmet = read.filter(({ answer }) => answer !== 'full' && answer !== 'not-applicable').map(requirementOf);
    const document = {
      ssp: () => writeSecurityPlan({ head, system, catalogue: plan.catalogue, requirements: read.map(requirementOf) }),
      'assessment-results': () => resultsOf(context, work, system, read, head),
      poam: () => writeActionPlan({ head, system, items: unmet }),
    };
    const written = await document[model]();
    work.audit({ action: 'plan.exported', object: `plan/${id}`, summary: `OSCAL ${model}` });
    return download(`${JSON.stringify(written, null, 2)}\n`, 'application/json', `ancam-oscal-${model}-v${plan.version}.json`);
  });
}
