import { createHash } from 'node:crypto';
import { factText, messageText } from '@ancam/core';
import type { CheckNote, CheckResult, HostResult, Outcome, ReportCamera, Severity } from '@ancam/core';
import { deviceName } from '../summary.ts';
import { labels } from '../texts.ts';
import { plain, separated } from './input.ts';
import type { ExchangeInput } from './input.ts';

/** Impact of a control, 0 to 1, by which readers tell the severity. Nought means: does not apply. */
const IMPACT: Readonly<Record<Severity, number>> = { critical: 0.9, high: 0.7, medium: 0.5, low: 0.3, info: 0.1 };

type Status = 'passed' | 'failed' | 'skipped' | 'error';

/** What is not known is skipped, which readers show as not reviewed: never passed. */
const STATUS: Readonly<Record<Outcome, Status>> = {
  fail: 'failed',
  pass: 'passed',
  inconclusive: 'skipped',
  'not-checked': 'skipped',
  'not-applicable': 'skipped',
  error: 'error',
};

/**
 * The checks as Heimdall Data Format (the execution JSON of InSpec that MITRE SAF reads), in pieces: a profile for each camera, so that a
 * check that passed on one and could not be put to another never counts as passed for both.
 */
export function* hdfPieces(input: ExchangeInput): Iterable<string> {
  const { report } = input;
  const notes = new Map(input.checks.map((check) => [check.id, check]));
  const version = /(\d\S*)$/.exec(report.software)?.[1] ?? '0';
  yield `{"platform":${JSON.stringify({ name: 'AnCam', release: version })},"version":${JSON.stringify(version)},"statistics":{},"profiles":[`;
  yield* separated(profilesOf(input, notes));
  yield ']}\n';
}

/** Cameras of the report and their hosts come in one order; an address may occur twice, in networks of different sites. */
function* profilesOf(input: ExchangeInput, notes: ReadonlyMap<string, CheckNote>): Iterable<string> {
  let at = 0;
  for (const host of input.hosts) {
    if (host.identity.kind !== 'camera' && host.identity.kind !== 'recorder') continue;
    const camera = input.report.cameras[at];
    at += 1;
    if (camera?.address === host.address) yield JSON.stringify(profileOf(host, camera, input, notes));
  }
}

function profileOf(host: HostResult, camera: ReportCamera, input: ExchangeInput, notes: ReadonlyMap<string, CheckNote>) {
  const { report, language } = input;
  const controls = host.checks.flatMap((result) => {
    const note = notes.get(result.check);
    return note === undefined ? [] : [controlOf(result, note, host, camera, input)];
  });
  const device = plain([camera.name, deviceName(camera)].filter((part) => part !== undefined && part !== '').join(' – '));
  return {
    name: plain(host.address),
    title: device === '' ? plain(host.address) : `${device} (${plain(host.address)})`,
    version: report.knowledge.slice(0, 16),
    summary: `${plain(report.title[language])} – ${report.regulation.name}`,
    sha256: createHash('sha256').update(JSON.stringify(controls)).digest('hex'),
    status: 'loaded',
    supports: [],
    attributes: [],
    groups: [],
    controls,
  };
}

function controlOf(result: CheckResult, note: CheckNote, host: HostResult, camera: ReportCamera, { language }: ExchangeInput) {
  const seen = result.evidence.map((fact) => plain(factText(fact, language))).join('; ');
  const said = labels(language).outcome[result.outcome];
  const why = result.reason === undefined ? '' : plain(messageText(result.reason, language));
  const text = [said, why, seen].filter((part) => part !== '').join(' – ');
  const status = STATUS[result.outcome];
  return {
    id: result.check,
    title: plain(note.title[language]),
    desc: plain(note.explanation[language]),
    descriptions: [{ label: 'fix', data: plain(note.remedy[language]) }],
    impact: result.outcome === 'not-applicable' ? 0 : IMPACT[result.severity],
    refs: [],
    tags: { nist: ['UM-1'], severity: result.severity, clauses: note.clauses, host: plain(camera.address) },
    code: '',
    source_location: {},
    results: [
      {
        status,
        code_desc: `${plain(host.address)}: ${plain(note.title[language])}`,
        start_time: host.startedAt,
        ...(status === 'skipped' ? { skip_message: text } : { message: text }),
      },
    ],
  };
}
