import { AppError, boundsRun } from '@ancam/core';
import type { Id, Language } from '@ancam/core';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { knowledgeForThread } from '../../own-knowledge.ts';
import { runThread } from '../../thread.ts';
import * as cameras from '../cameras/assessed.service.ts';
import * as findings from '../findings/states.service.ts';
import { judgementsByCamera } from '../judgements/of-cameras.service.ts';
import { headOf } from '../scans/export.service.ts';
import { readHostTexts } from '../scans/results.service.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { getRow } from '../scans/scans.service.ts';
import type { AssessmentJob, Rendered } from './assessment-job.ts';

/** Which cameras: one, those of a scan, or all in use. */
export interface AssessmentQuery {
  readonly camera?: Id | undefined;
  readonly scan?: Id | undefined;
  readonly regulation?: string | undefined;
  readonly format: AssessmentJob['format'];
  readonly language: Language;
}

const PAGE = 50;
const WORKER = new URL('assessment-worker.ts', import.meta.url);

/** Everything but the results, read in one go. */
function prepare(context: ScanContext, actor: Actor, query: AssessmentQuery) {
  return withActor(context, actor, async (work) => {
    const head = query.scan === undefined ? undefined : headOf(await getRow(work, query.scan));
    const known =
      query.scan === undefined
        ? await cameras.listAssessed(context.knowledge, work, query.camera)
        : await cameras.listOfScan(context.knowledge, work, query.scan);
    if (query.camera !== undefined && known.length === 0) throw new AppError('not-found', 'no such camera', { place: query.camera });
    const ids = known.map(({ id }) => id);
    const states = await findings.statesByCamera(work, ids, dayOf(work.now));
    const judgements = await judgementsByCamera(work, ids);
    const ofScan = query.scan === undefined ? 'cameras' : (`scan/${query.scan}` as const);
    const object = query.camera === undefined ? ofScan : (`camera/${query.camera}` as const);
    work.audit({ action: 'assessment.exported', object, summary: `${known.length} cameras as ${query.format}` });
    return { head, known, states, judgements, unit: await cameras.unitName(work), asOf: work.now };
  });
}

type Gathered = Pick<AssessmentJob, 'hosts' | 'hostNotes'>;

/** The results of the cameras with what the register knows of each, page by page, so that others can work meanwhile. */
async function gather(
  context: ScanContext,
  actor: Actor,
  { known, states, judgements }: Awaited<ReturnType<typeof prepare>>,
): Promise<Gathered> {
  const hosts: string[] = [];
  const hostNotes: Record<string, AssessmentJob['hostNotes'][string]> = {};
  for (let start = 0; start < known.length; start += PAGE) {
    const page = known.slice(start, start + PAGE);
    const scanned = page.flatMap(({ hostId }) => hostId ?? []);
    const texts = await withActor(context, actor, (work) => readHostTexts(work, scanned));
    for (const { id, hostId, label, name, place, purchasedOn } of page) {
      const text = hostId === null ? label?.text : texts.get(hostId);
      const noteId = hostId ?? label?.hostId;
      if (text === undefined || noteId === undefined) continue;
      hosts.push(text);
      const bought = purchasedOn === null ? {} : { purchasedAt: purchasedOn };
      hostNotes[noteId] = {
        name,
        ...(place === '' ? {} : { place }),
        ...bought,
        states: states.get(id) ?? {},
        judgements: judgements.get(id) ?? [],
      };
    }
  }
  return { hosts, hostNotes };
}

/**
 * The assessment with what the register knows: names, places, purchase dates, life of findings. Noted in the audit; built and rendered in
 * a thread.
 */
export async function assess(context: ScanContext, actor: Actor, query: AssessmentQuery): Promise<Rendered> {
  const prepared = await prepare(context, actor, query);
  const { authorisation, stats, notes } = prepared.head ?? {};
  const bounds = prepared.head === undefined ? undefined : boundsRun(prepared.head);
  const job: AssessmentJob = {
    ...(await gather(context, actor, prepared)),
    asOf: prepared.asOf,
    format: query.format,
    language: query.language,
    ...knowledgeForThread(context),
    ...(query.regulation === undefined ? {} : { regulation: query.regulation }),
    options: {
      software: context.software,
      unit: prepared.unit,
      preparedBy: actor.name,
      ...(authorisation === undefined ? {} : { authorisation }),
      ...(stats === undefined ? {} : { stats }),
      ...(bounds === undefined ? {} : { bounds }),
      ...(notes === undefined ? {} : { notes }),
    },
  };
  return runThread(WORKER, job);
}
