import type { CheckKind, CheckResultsDone, CheckResultsPreview, SystemCheckDetail } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { OscalAssessmentRead } from '@ancam/documents';
import type { Context } from '../../context.ts';
import { assertMayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { namedFindings } from '../findings/named.service.ts';
import type { NamedFinding } from '../findings/named.service.ts';
import { ownLevelOf } from '../levels/levels.service.ts';
import { placeOfSystem } from '../systems/place.service.ts';
import { detailOf, getCheck } from './read-checks.service.ts';
import { heldTo, readResultsDocument } from './results-reading.ts';
import type { NotedVerdict, ReadResults } from './results-reading.ts';
import * as results from './results.store.ts';
import { builtOn } from './results.view.ts';
import * as shortcomings from './shortcomings.store.ts';
import { changedMeanwhile, columnsOf, hasCheck, planCheck, refused } from './system-checks.service.ts';
import * as store from './system-checks.store.ts';
import type { CheckChange, CheckKept } from './system-checks.store.ts';

/** The system whose results they are, and why it was checked. */
interface About {
  readonly id: Id;
  readonly kind: CheckKind;
}

interface Planned {
  readonly read: ReadResults;
  readonly known: Id | undefined;
  readonly into: CheckKept | undefined;
  readonly otherSystem: string | null;
  /** Findings of scans of the system by the place that names them, each once: a check takes a finding once. */
  readonly findings: ReadonlyMap<string, NamedFinding>;
}

/** The open check into which results can be entered: nothing was found and nothing concluded in it. Throws `conflict` where it is further. */
async function openFor(work: Work, { id, kind }: About): Promise<CheckKept | undefined> {
  if (kind === 'extraordinary') return undefined;
  const open = await store.findOpen(work.tx, id, kind, dayOf(work.now));
  if (open === undefined) return undefined;
  const isEmpty = open.state !== 'reported' && open.n_total === 0 && open.ended_on === null && open.outcome === null && open.summary === '';
  if (!isEmpty) throw hasCheck(open.id);
  return open;
}

async function findingsFor(work: Work, systemId: Id, noted: readonly NotedVerdict[]): Promise<ReadonlyMap<string, NamedFinding>> {
  const named = await namedFindings(
    work,
    noted.flatMap(({ scan }) => scan ?? []),
  );
  const taken = new Set<Id>();
  return new Map(
    noted.flatMap(({ place, scan }) => {
      const found = scan === undefined ? undefined : named.get(scan);
      if (found === undefined || found.systemId !== systemId || taken.has(found.id)) return [];
      taken.add(found.id);
      return [[place, found] as const];
    }),
  );
}

/** What a document would become. Throws `not-found`, `auth.forbidden`, `input.invalid`, `conflict`. */
async function plan({ law }: Context, work: Work, about: About, document: OscalAssessmentRead): Promise<Planned> {
  const system = await placeOfSystem(work, about.id);
  assertMayChange(work.actor, system);
  const { level } = await ownLevelOf(work, about.id);
  const read = heldTo(law, level, document, work.now);
  const known = await results.findImported(work.tx, about.id, document.uuid);
  const into = known === undefined ? await openFor(work, about) : undefined;
  if (into !== undefined && into.level !== level) throw hasCheck(into.id);
  const told = document.system.id;
  return {
    read,
    known,
    into,
    otherSystem: told === '' || told === about.id ? null : document.system.name || told,
    findings: await findingsFor(work, about.id, read.noted),
  };
}

function show(kind: CheckKind, { read, known, into, otherSystem, findings }: Planned): CheckResultsPreview {
  const { document, set, noted, satisfied } = read;
  return {
    title: document.head.title,
    documentVersion: document.head.version,
    otherSystem,
    known: known ?? null,
    into: into === undefined ? null : { id: into.id, plannedOn: into.planned_on },
    kind,
    startedOn: read.startedOn,
    endedOn: read.endedOn,
    assessor: set.assessor ?? '',
    outcome: set.outcome ?? null,
    shortcomings: noted.map(({ place, target, requirement, severityTold, body: { title, severity, mendBy } }) => ({
      place,
      title,
      severity,
      severityTold,
      target,
      requirement: requirement === undefined ? null : { row: requirement.id, title: requirement.title },
      mendBy,
      camera: findings.get(place)?.camera.name ?? null,
    })),
    satisfied: satisfied.map(({ place, requirement: { id: row, title } }) => ({ place, row, title })),
    left: [...read.left],
  };
}

/** The check that a document would become. Changes nothing. Throws as `take`. */
export function preview(context: Context, actor: Actor, about: About, bytes: Uint8Array): Promise<CheckResultsPreview> {
  const document = readResultsDocument(bytes);
  return withActor(context, actor, async (work) => show(about.kind, await plan(context, work, about, document)));
}

/** Enters what was read into a check that is planned or under way: it is then under way, for a person to complete and report. */
async function enter(work: Work, check: CheckKept, began: boolean, { read, findings }: Planned): Promise<void> {
  const { document, set, startedOn, noted, satisfied } = read;
  if (check.state === 'planned') {
    await store.insertEvent(work, check, { event: 'step', step: 'start', from_state: check.state, to_state: 'running' });
  }
  const change: CheckChange = { ...columnsOf(set), started_on: startedOn };
  if (!(await store.updateCheck(work, check, { ...change, state: 'running' }))) throw changedMeanwhile(check.id);
  for (const { place, body } of noted) {
    const { finding: _finding, mendBy, ...said } = body;
    const row = { id: newId(), ...said, mend_by: mendBy, finding_id: findings.get(place)?.id ?? null };
    await shortcomings.insertShortcoming(work, check, row);
  }
  const { uuid, head } = document;
  const keys = satisfied.map(({ requirement }) => requirement.key);
  const named = { document: uuid, title: head.title.slice(0, 300), version: head.version.slice(0, 100) };
  const imported: results.Imported = { ...named, began, satisfied: keys };
  const kept = new Map<string, unknown>(Object.entries(check));
  const before = Object.fromEntries(Object.keys(change).map((name) => [name, kept.get(name) ?? null]));
  await store.insertEvent(work, check, { event: 'changed', before, after: { ...change, [results.IMPORT]: imported } });
}

/** Takes a document over, all of it or nothing; the same document again changes nothing. Throws `not-found`, `auth.forbidden`, `input.invalid`, `conflict`. */
export function take(context: Context, actor: Actor, about: About, bytes: Uint8Array): Promise<CheckResultsDone> {
  const document = readResultsDocument(bytes);
  return withActor(context, actor, async (work) => {
    await results.lockResults(work.tx, about.id);
    const planned = await plan(context, work, about, document);
    const { known, into, read } = planned;
    if (known !== undefined) return { check: known, shortcomings: 0, again: true };
    const check = into ?? (await planCheck(context, work, about.id, { kind: about.kind, plannedOn: read.startedOn }));
    await enter(work, check, into === undefined, planned);
    work.audit({
      action: 'check.imported',
      object: `check/${check.id}`,
      summary: `OSCAL assessment-results ${document.uuid}: ${document.head.title}, ${read.noted.length}`.slice(0, 500),
    });
    return { check: check.id, shortcomings: read.noted.length, again: false };
  });
}

/** Takes an import back while nothing was built on it: the check that began with it is cancelled, one that was planned before is empty again. Throws `conflict`. */
export function undo(context: Context, actor: Actor, id: Id): Promise<SystemCheckDetail> {
  return withActor(context, actor, async (work) => {
    const check = await getCheck(work, id);
    assertMayChange(actor, check);
    const event = await results.importOf(work.tx, id);
    if (event === undefined) throw new AppError('conflict', 'no results were taken over', { place: id, reason: 'state' });
    const built = await builtOn(work, check, event);
    if (built !== undefined) throw refused(id, 'undo-import', built);
    const { began, ...imported } = event.imported;
    if (began) {
      const reason = `Hoàn tác nhập OSCAL: ${imported.title}`.slice(0, 500);
      await store.insertEvent(work, check, { event: 'step', step: 'cancel', from_state: 'running', to_state: 'cancelled', reason });
      if (!(await store.updateCheck(work, check, { state: 'cancelled' }))) throw changedMeanwhile(id);
    } else {
      for (const row of await shortcomings.listOfCheck(work.tx, id)) await shortcomings.deleteShortcoming(work.tx, row.id);
      const before = event.before as CheckChange; // written by `enter` alone
      // It has begun: no step leads back to a plan.
      const change = { ...before, started_on: before.started_on ?? check.started_on };
      if (!(await store.updateCheck(work, check, change))) throw changedMeanwhile(id);
    }
    await store.insertEvent(work, check, { event: 'changed', before: { [results.IMPORT]: imported } });
    work.audit({ action: 'check.import-undone', object: `check/${id}`, summary: `${check.system}: ${imported.title}`.slice(0, 500) });
    return detailOf(context, work, await getCheck(work, id));
  });
}
