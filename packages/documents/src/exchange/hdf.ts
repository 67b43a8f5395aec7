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
 * The checks as Heimdall Data Format (the execution JSON of InSpec that MITRE SAF reads), in pieces. Readers take several profiles for layers
 * of one, so there is one; and each camera has controls of its own, so that a check that passed on one and could not be put to another
 * never counts as passed for both.
 */
export function* hdfPieces(input: ExchangeInput): Iterable<string> {
  const { report, language } = input;
  const version = /(\d\S*)$/.exec(report.software)?.[1] ?? '0';
  const profile = {
    name: `ancam-${report.regulation.id}`,
    title: plain(report.title[language]),
    version: report.knowledge.slice(0, 16),
    summary: report.regulation.name,
    sha256: report.dataHash,
    status: 'loaded',
    supports: [],
    attributes: [],
    groups: [],
  };
  const head = { platform: { name: 'AnCam', release: version }, version, statistics: {} };
  yield `${JSON.stringify(head).slice(0, -1)},"profiles":[${JSON.stringify(profile).slice(0, -1)},"controls":[`;
  yield* separated(controlsOf(input));
  yield ']}]}\n';
}

/** Cameras of the report and their hosts come in one order; an address may occur twice, in networks of different sites. */
function* controlsOf(input: ExchangeInput): Iterable<string> {
  const { cameras } = input.report;
  const notes = new Map(input.checks.map((check) => [check.id, check]));
  const times = new Map<string, number>();
  let at = 0;
  for (const host of input.hosts) {
    if (host.identity.kind !== 'camera' && host.identity.kind !== 'recorder') continue;
    const camera = cameras[at];
    at += 1;
    if (camera?.address !== host.address) continue;
    const time = (times.get(host.address) ?? 0) + 1;
    times.set(host.address, time);
    const device = cameras.length === 1 ? '' : `${plain(host.address)}${time === 1 ? '' : ` (${time})`} `;
    for (const result of host.checks) {
      const note = notes.get(result.check);
      if (note !== undefined) yield JSON.stringify(controlOf(result, note, { host, camera, device }, input));
    }
  }
}

/** A camera with what its controls are named after; nothing where there is one camera. */
interface Subject {
  readonly host: HostResult;
  readonly camera: ReportCamera;
  readonly device: string;
}

function controlOf(result: CheckResult, note: CheckNote, { host, camera, device }: Subject, { language }: ExchangeInput) {
  const seen = result.evidence.map((fact) => plain(factText(fact, language))).join('; ');
  const said = labels(language).outcome[result.outcome];
  const why = result.reason === undefined ? '' : plain(messageText(result.reason, language));
  const text = [said, why, seen].filter((part) => part !== '').join(' – ');
  const status = STATUS[result.outcome];
  return {
    id: `${device}${result.check}`,
    title: `${device}${plain(note.title[language])}`,
    desc: plain(note.explanation[language]),
    descriptions: [{ label: 'fix', data: plain(note.remedy[language]) }],
    impact: result.outcome === 'not-applicable' ? 0 : IMPACT[result.severity],
    refs: [],
    tags: {
      nist: ['UM-1'],
      severity: result.severity,
      clauses: note.clauses,
      host: plain(camera.address),
      device: plain([camera.name, deviceName(camera)].filter((part) => part !== undefined && part !== '').join(' – ')),
    },
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
