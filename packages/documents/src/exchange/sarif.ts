import { createHash } from 'node:crypto';
import { messageText } from '@ancam/core';
import type { CheckNote, ReportCamera, ReportFinding, Severity } from '@ancam/core';
import { evidenceLines } from '../evidence.ts';
import { deviceName } from '../summary.ts';
import { labels } from '../texts.ts';
import { plain, separated } from './input.ts';
import type { ExchangeInput } from './input.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** 0 to 10, by which code hosts sort what they show. */
const SCORE: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '1.0' };

/**
 * The findings as SARIF 2.1.0 (OASIS), in pieces. A device is a logical location, which is what the format has for it; it is an artifact
 * as well, because viewers show nothing without one. What is undecided is of kind `open`, never a pass.
 */
export function* sarifPieces(input: Omit<ExchangeInput, 'hosts'>): Iterable<string> {
  const { report, language } = input;
  const used = new Set(report.cameras.flatMap(({ findings }) => findings.map(({ check }) => check)));
  const rules = input.checks.filter(({ id }) => used.has(id));
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const [name, version] = nameAndVersion(report.software);
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{"tool":{"driver":`;
  yield JSON.stringify({ name, ...(version === undefined ? {} : { version }), language, rules: rules.map((rule) => ruleOf(rule, input)) });
  yield `},"language":"${language}","columnKind":"utf16CodeUnits","automationDetails":`;
  yield JSON.stringify({ id: `ancam/${report.regulation.id}/${report.dataHash.slice(0, 16)}` });
  yield `,"invocations":[${JSON.stringify({ executionSuccessful: true, endTimeUtc: report.preparedAt })}],"artifacts":[`;
  yield* separated(report.cameras.map((camera) => JSON.stringify(artifactOf(camera, input))));
  yield '],"results":[';
  yield* separated(resultsOf(input, index));
  yield ']}]}\n';
}

function nameAndVersion(software: string): readonly [string, string | undefined] {
  const match = /^(.*\S)\s+v?(\d\S*)$/.exec(software);
  return match?.[1] === undefined ? [plain(software) || 'AnCam', undefined] : [plain(match[1]), match[2]];
}

function ruleOf({ id, title, explanation, remedy, severity, clauses }: CheckNote, { language }: Pick<ExchangeInput, 'language'>) {
  return {
    id,
    name: id,
    shortDescription: { text: plain(title[language]) },
    fullDescription: { text: plain(explanation[language]) },
    help: { text: plain(remedy[language]) },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { 'security-severity': SCORE[severity], tags: ['security', ...clauses], severity },
  };
}

/** A relative address under which viewers list the device. */
function uriOf({ address }: ReportCamera): string {
  return `cameras/${encodeURIComponent(plain(address))}`;
}

function nameOf(camera: ReportCamera): string {
  return plain([camera.name, deviceName(camera)].filter((part) => part !== undefined && part !== '').join(' – ') || camera.address);
}

function artifactOf(camera: ReportCamera, { language }: Pick<ExchangeInput, 'language'>) {
  const { kind, firmware } = camera.identity;
  return {
    location: { uri: uriOf(camera) },
    description: { text: `${labels(language).kind[kind]}: ${nameOf(camera)}` },
    properties: { address: plain(camera.address), ...(firmware === undefined ? {} : { firmware: plain(firmware) }) },
  };
}

function* resultsOf(input: Omit<ExchangeInput, 'hosts'>, index: ReadonlyMap<string, number>): Iterable<string> {
  for (const camera of input.report.cameras) {
    for (const finding of camera.findings) yield JSON.stringify(resultOf(finding, camera, input, index));
  }
}

function resultOf(finding: ReportFinding, camera: ReportCamera, input: Omit<ExchangeInput, 'hosts'>, index: ReadonlyMap<string, number>) {
  const { language } = input;
  const failed = finding.outcome === 'fail';
  const ports = [...new Set(finding.evidence.flatMap(({ port }) => port ?? []))];
  const address = plain(camera.address);
  const seen = evidenceLines(finding, language).map(plain).join('; ');
  const at = index.get(finding.check);
  return {
    ruleId: finding.check,
    ...(at === undefined ? {} : { ruleIndex: at }),
    kind: failed ? 'fail' : 'open',
    level: failed ? LEVEL[finding.severity] : 'none',
    message: { text: `${nameOf(camera)} (${address}): ${plain(finding.title[language])}${seen === '' ? '' : ` – ${seen}`}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(camera) }, region: { startLine: 1 } },
        logicalLocations: (ports.length === 0 ? [undefined] : ports).map((port) => logicalLocation(camera, port)),
      },
    ],
    partialFingerprints: { 'ancamDeviceCheck/v1': fingerprint(camera, finding) },
    ...(finding.state?.status === 'accepted' ? { suppressions: [suppression(finding)] } : {}),
    properties: {
      severity: finding.severity,
      clauses: finding.clauses,
      ...(finding.certainty === undefined ? {} : { certainty: finding.certainty }),
      ...(finding.state === undefined ? {} : { state: finding.state.status }),
      ...(finding.reason === undefined ? {} : { reason: plain(messageText(finding.reason, language)) }),
    },
  };
}

function logicalLocation(camera: ReportCamera, port: number | undefined) {
  const address = plain(camera.address);
  const host = address.includes(':') ? `[${address}]` : address;
  return { name: nameOf(camera), fullyQualifiedName: port === undefined ? address : `${host}:${port}`, kind: 'resource' };
}

function suppression({ state }: ReportFinding) {
  const reason = state?.reason === undefined ? {} : { justification: plain(state.reason) };
  return { kind: 'external', status: 'accepted', ...reason };
}

/** The same device and check give the same mark in every scan: by serial or hardware address where one is known, else by address. */
function fingerprint({ address, identity }: ReportCamera, { check }: ReportFinding): string {
  const device = identity.serial ?? identity.mac ?? address;
  return createHash('sha256').update(`${device}\n${check}`).digest('hex');
}
