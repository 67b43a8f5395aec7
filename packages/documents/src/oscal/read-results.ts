import type { OscalAssessmentRead, OscalAssessor, OscalVerdict } from './data.ts';
import { ASSESSOR_ROLE } from './check-results.ts';
import { ResultsDocument } from './model.ts';
import type { Finding, Metadata, Observation, Risk } from './model.ts';
import { headOf, parseDocument, property } from './parts.ts';

type Result = ResultsDocument['assessment-results']['results'][number];
type Verdict = OscalAssessmentRead['verdicts'][number];
type Left = OscalAssessmentRead['left'][number];

/** Names under which tools tell how grave a risk is. */
const GRAVITY = ['severity', 'risk-level', 'risk', 'impact'] as const;
/** Roles under which tools name whoever assessed. */
const ASSESSORS: ReadonlySet<string> = new Set([ASSESSOR_ROLE, 'lead-assessor', 'assessment-lead', 'assessment-team']);
/** What speaks against a system without aiming at a requirement. */
const NO_AIM = { target: '', satisfied: false } as const;
/** Words of OSCAL for a risk that is borne. */
const BORNE: ReadonlySet<string> = new Set(['deviation-approved', 'risk-accepted']);

/** The calendar day in Viet Nam of an instant. */
function dayIn(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);
}

function assessorOf(metadata: Metadata): OscalAssessor {
  const named = (metadata['responsible-parties'] ?? []).filter((each) => ASSESSORS.has(each['role-id']));
  const uuids = new Set(named.flatMap((each) => each['party-uuids']));
  const party = metadata.parties?.find(({ uuid }) => uuids.has(uuid));
  const own = (name: string): string => property(party?.props, name);
  return {
    name: party?.name ?? '',
    kind: own('kind'),
    independent: own('independent') === 'true',
    licence: {
      number: own('licence-number'),
      issuer: own('licence-issuer'),
      scope: own('licence-scope'),
      from: own('licence-from') || null,
      until: own('licence-until') || null,
    },
  };
}

function severityOf(risk: Risk | undefined): string {
  const facets = risk?.characterizations?.flatMap((each) => each.facets) ?? [];
  const found = GRAVITY.flatMap((name) => facets.filter((facet) => facet.name.toLowerCase() === name));
  return property(risk?.props, 'severity') || (found[0]?.value ?? '');
}

function standingOf(risk: Risk | undefined): OscalVerdict['standing'] {
  if (risk?.status === 'closed') return 'closed';
  return risk !== undefined && BORNE.has(risk.status) ? 'accepted' : 'open';
}

/** Texts that say something of their own, each once. */
function told(title: string, texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '' && text !== title).join('\n\n');
}

function isOwn({ props }: Pick<Observation, 'props'>): boolean {
  return property(props, 'id') !== '';
}

/** Observations of our own keep the finding of a scan that they are. */
function scanOf(own: Observation | undefined): OscalVerdict['scan'] {
  if (own === undefined) return null;
  const [subject] = own.subjects ?? [];
  const camera = { id: property(subject?.props, 'id') || (subject?.['subject-uuid'] ?? ''), name: subject?.title ?? '' };
  return { id: property(own.props, 'id'), title: own.title ?? own.description, camera };
}

function verdictOf(
  place: string,
  about: Pick<Finding, 'uuid' | 'title' | 'description' | 'props'>,
  { target, satisfied }: Pick<Verdict, 'target' | 'satisfied'>,
  { risk, seen }: { readonly risk: Risk | undefined; readonly seen: readonly Observation[] },
): Verdict {
  const scanned = seen.find(isOwn);
  const foreign = seen.filter((each) => !isOwn(each)).map(({ description }) => description);
  // What we wrote ourselves says of a risk in words what its target says already.
  const dangers = risk === undefined ? [] : [risk.description, ...(isOwn(risk) ? [] : [risk.statement])];
  return {
    place,
    id: property(about.props, 'id') || about.uuid,
    target,
    satisfied,
    title: about.title,
    detail: told(about.title, [about.description, ...foreign, ...dangers]),
    severity: severityOf(risk) || property(scanned?.props, 'severity'),
    owner: property(risk?.props, 'owner'),
    dueOn: risk?.deadline === undefined ? null : dayIn(risk.deadline),
    standing: standingOf(risk),
    scan: scanOf(scanned),
  };
}

/** An observation of our own that is open is a finding that nobody has linked to a requirement. */
function isOpen({ props }: Observation): boolean {
  return property(props, 'status') === 'open';
}

/** What one result says: its findings; risks that no finding names and that are not closed; what is left over. */
function readResult(result: Result, root: string): { readonly verdicts: Verdict[]; readonly left: Left[] } {
  const { findings = [], risks = [], observations = [] } = result;
  const riskBy = new Map(risks.map((risk) => [risk.uuid, risk]));
  const seenBy = new Map(observations.map((each) => [each.uuid, each]));
  const observed = (about: Finding | Risk): Observation[] =>
    (about['related-observations'] ?? []).flatMap((each) => seenBy.get(each['observation-uuid']) ?? []);
  const named = new Set(findings.flatMap((each) => each['related-risks']?.map((related) => related['risk-uuid']) ?? []));
  const used = new Set([...findings, ...risks].flatMap((about) => observed(about).map(({ uuid }) => uuid)));
  const ofFindings = findings.map((it, index) => {
    const own = (it['related-risks'] ?? []).flatMap((related) => riskBy.get(related['risk-uuid']) ?? []);
    const risk = own.find(({ status }) => status !== 'closed') ?? own[0];
    const aim = { target: it.target['target-id'], satisfied: it.target.status.state === 'satisfied' };
    return verdictOf(`${root}/findings/${index}`, it, aim, { risk, seen: observed(it) });
  });
  const loose = risks.flatMap((risk, index) => (named.has(risk.uuid) ? [] : [{ risk, place: `${root}/risks/${index}` }]));
  const ofRisks = loose.map(({ risk, place }) => verdictOf(place, risk, NO_AIM, { risk, seen: observed(risk) }));
  const unused = observations.flatMap((it, index) => (used.has(it.uuid) ? [] : [{ it, place: `${root}/observations/${index}` }]));
  const ofScans = unused
    .filter(({ it }) => isOpen(it))
    .map(({ it, place }) => verdictOf(place, { ...it, title: it.title ?? it.description }, NO_AIM, { risk: undefined, seen: [it] }));
  return {
    verdicts: [...ofFindings, ...ofRisks.filter(({ standing }) => standing !== 'closed'), ...ofScans],
    left: [
      ...ofRisks.filter(({ standing }) => standing === 'closed').map(({ place, title }): Left => ({ place, title, reason: 'risk-closed' })),
      ...unused
        .filter(({ it }) => !isOpen(it))
        .map(({ it, place }): Left => ({ place, title: it.title ?? it.description, reason: 'observation-alone' })),
    ],
  };
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

/** The system that a document of ours names as what was assessed; another tool names a plan that we do not have. */
function systemOf({ 'import-ap': source, 'back-matter': back }: ResultsDocument['assessment-results']): OscalAssessmentRead['system'] {
  const resource = back?.resources?.find(({ uuid }) => source.href === `#${uuid}`);
  const id = property(resource?.props, 'id');
  return { id, name: id === '' ? '' : (resource?.title ?? '') };
}

/** Reads OSCAL assessment results; several results of one document are one assessment, from the first start to the last end. Throws `input.invalid`. */
export function readAssessmentResults(document: unknown): OscalAssessmentRead {
  const { 'assessment-results': body } = parseDocument(ResultsDocument, document);
  const read = body.results.map((result, index) => readResult(result, `assessment-results/results/${index}`));
  const ends = body.results.map(({ end }) => end);
  const own = (name: string): string => property(body.results[0]?.props, name);
  return {
    uuid: body.uuid,
    head: headOf(body.metadata, body.uuid),
    system: systemOf(body),
    kind: own('kind'),
    outcome: own('outcome'),
    summary: told(
      '',
      body.results.map(({ description }) => description),
    ),
    start: body.results.map(({ start }) => start).toSorted(byTime)[0] ?? '',
    end: ends.every((end) => end !== undefined) ? (ends.toSorted(byTime).at(-1) ?? null) : null,
    assessor: assessorOf(body.metadata),
    verdicts: read.flatMap(({ verdicts }) => verdicts),
    left: read.flatMap(({ left }) => left),
  };
}
