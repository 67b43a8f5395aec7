import type { Actions, CameraJudgements, JudgementBody, JudgementDecision } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id, RequirementVerdict } from '@ancam/core';
import type { KnowledgeIndex, Regulation } from '@ancam/knowledge';
import { conformityOf, countsFor, standingOf, unitsOf } from '@ancam/scanner';
import type { Context } from '../../context.ts';
import { dayOf } from '../../day.ts';
import { holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { cameraWithResult } from '../cameras/judged.service.ts';
import type { JudgedCamera } from '../cameras/judged.service.ts';
import { namedFiles } from '../evidence/named.service.ts';
import * as store from './judgements.store.ts';
import type { JudgementRecord } from './judgements.store.ts';
import { actionsOf, judgementOf, viewJudgement } from './judgements.view.ts';

const STATE_OF = { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn' } as const;

function binding(knowledge: KnowledgeIndex): Regulation[] {
  return knowledge.regulations.filter((each) => each.kind === 'regulation').toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
}

/** Where scan and people leave each requirement of a regulation. */
function standings(
  regulation: Regulation,
  { result }: JudgedCamera,
  rows: readonly JudgementRecord[],
): CameraJudgements['regulations'][number] {
  const verdicts = new Map<string, RequirementVerdict>(
    (result?.requirements ?? []).filter((each) => each.regulation === regulation.id).map((each) => [each.requirement, each.verdict]),
  );
  const counting = rows.filter((row) => row.state === 'confirmed' && row.regulation === regulation.id).map(judgementOf);
  const spoken = counting.filter((each) => countsFor(each, result?.identity.firmware));
  const requirements = regulation.groups
    .flatMap((group) => group.requirements)
    .map((requirement) => {
      const about = spoken.filter((each) => each.requirement === requirement.id);
      const standing = standingOf(requirement, verdicts.get(requirement.id) ?? 'not-checked', about);
      return { requirement: requirement.id, standing, units: [...unitsOf(requirement)].filter((unit) => unit !== '') };
    });
  return { id: regulation.id, conformity: conformityOf(requirements.map(({ standing }) => standing)), requirements };
}

function addActions(actor: Actor, camera: JudgedCamera): Actions {
  const barred = holds(actor, 'camera.write') ? (mayChange(actor, camera.placement) ? undefined : 'out-of-scope') : 'no-permission';
  return {
    state: 'judgements',
    may: barred === undefined ? ['add'] : [],
    blockers: barred === undefined ? [] : [{ action: 'add', reason: barred }],
  };
}

async function getCamera(context: Context, work: Work, id: Id): Promise<JudgedCamera> {
  const camera = await cameraWithResult(context.knowledge, work, id);
  if (camera === undefined) throw new AppError('not-found', 'no such camera', { place: id });
  return camera;
}

async function view(context: Context, work: Work, cameraId: Id): Promise<CameraJudgements> {
  const camera = await getCamera(context, work, cameraId);
  const rows = await store.listOfCamera(work.tx, cameraId);
  noteRead(work, 'camera', [{ id: cameraId, classification: camera.placement.classification }]);
  const files = await namedFiles(
    work,
    rows.flatMap(({ file_id: id }) => id ?? []),
  );
  const firmware = camera.result?.identity.firmware;
  return {
    items: rows.map((row) => viewJudgement(row, work.actor, firmware, files)),
    regulations: binding(context.knowledge).map((regulation) => standings(regulation, camera, rows)),
    firmware: firmware ?? null,
    actions: addActions(work.actor, camera),
  };
}

/** What people concluded about a camera. */
export function list(context: Context, actor: Actor, cameraId: Id): Promise<CameraJudgements> {
  return withActor(context, actor, (work) => view(context, work, cameraId));
}

/** Throws where the judgement is of nothing that there is. */
function assertKnown(knowledge: KnowledgeIndex, body: JudgementBody, today: string): void {
  const regulation = binding(knowledge).find(({ id }) => id === body.regulation);
  const requirement = regulation?.groups.flatMap((group) => group.requirements).find(({ id }) => id === body.requirement);
  if (requirement === undefined) {
    throw new AppError('input.invalid', 'no such requirement', { place: 'body.requirement', fix: 'choose one of the regulation' });
  }
  if (body.unit !== '' && !unitsOf(requirement).includes(body.unit)) {
    throw new AppError('input.invalid', 'no such test case', { place: 'body.unit', fix: `one of: ${unitsOf(requirement).join(', ')}` });
  }
  if (body.on > today)
    throw new AppError('input.invalid', 'the day has not come', { place: 'body.on', fix: 'give today or an earlier day' });
  if (body.method !== 'interview' && body.document === '' && body.fileId === null) {
    throw new AppError('input.invalid', 'nothing to rest on', { place: 'body.document', fix: 'name the document or choose a file' });
  }
}

/** Proposes a judgement. It counts once another person has confirmed it. */
export function add(context: Context, actor: Actor, cameraId: Id, body: JudgementBody): Promise<CameraJudgements> {
  return withActor(context, actor, async (work) => {
    const camera = await getCamera(context, work, cameraId);
    if (!mayChange(actor, camera.placement)) {
      throw new AppError('auth.forbidden', 'another unit answers for it', { place: cameraId, reason: 'out-of-scope', action: 'add' });
    }
    assertKnown(context.knowledge, body, dayOf(work.now));
    if (body.fileId !== null) {
      const file = (await namedFiles(work, [body.fileId])).get(body.fileId);
      if (file === undefined || file.holder !== cameraId || !file.counts) {
        throw new AppError('not-found', 'no such file of the camera', { place: 'body.fileId' });
      }
    }
    await store.insertJudgement(work, { ...camera.placement, id: cameraId }, body);
    const summary = `${body.regulation} ${body.requirement} ${body.unit}: ${body.method}, ${body.verdict}, ${body.document}`;
    work.audit({ action: 'judgement.proposed', object: `camera/${cameraId}`, summary: summary.slice(0, 500) });
    return view(context, work, cameraId);
  });
}

/** Confirms or refuses what another person proposed, or withdraws a judgement. What was decided is not decided again. */
export function decide(context: Context, actor: Actor, id: Id, { action, reason }: JudgementDecision): Promise<CameraJudgements> {
  return withActor(context, actor, async (work) => {
    const row = await store.findJudgement(work.tx, id);
    if (row === undefined) throw new AppError('not-found', 'no such judgement', { place: id });
    const barred = actionsOf(row, actor).blockers.find((each) => each.action === action)?.reason;
    if (barred !== undefined) {
      const forbidden = barred === 'no-permission' || barred === 'out-of-scope';
      throw new AppError(forbidden ? 'auth.forbidden' : 'conflict', `${action} is refused: ${barred}`, {
        place: id,
        reason: barred,
        action,
      });
    }
    if (action !== 'confirm' && reason === '') {
      throw new AppError('input.invalid', 'a reason is needed', { place: 'body.reason', fix: 'say why' });
    }
    await store.decide(work, id, STATE_OF[action], reason);
    const summary = `${row.regulation} ${row.requirement}: ${row.method}, ${row.verdict} ${reason}`;
    work.audit({ action: `judgement.${STATE_OF[action]}`, object: `camera/${row.camera_id}`, summary: summary.slice(0, 500) });
    return view(context, work, row.camera_id);
  });
}
