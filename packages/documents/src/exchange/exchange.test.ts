import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AssessmentReport, CheckNote, HostResult, Language } from '@ancam/core';
import { HostResult as HostSchema } from '@ancam/core';
import Ajv from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { contextualizeEvaluation, convertFile } from 'inspecjs';
import { describe, expect, it } from 'vitest';
import { hostileReport, sampleReport } from '../../test/sample.ts';
import { hdfPieces, ndjsonPieces, nmapPieces, sarifPieces } from '../index.ts';

const require = createRequire(import.meta.url);

function json(path: string): object {
  return JSON.parse(readFileSync(require.resolve(path), 'utf8')) as object; // a JSON schema
}

const ajv = new Ajv({ schemaId: 'auto', validateSchema: false, logger: false });
ajv.addMetaSchema(json('ajv/lib/refs/json-schema-draft-04.json'));
const isSarif = ajv.compile(json('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

/** Everything that a terminal, a log or XML obeys. */
// oxlint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** The document type that nmap itself installs, and the program that holds files against it. */
const DTD = '/usr/share/nmap/nmap.dtd';
const XMLLINT = process.env['XMLLINT'] ?? 'xmllint';
const lacking = !existsSync(DTD) ? 'nmap is not installed' : spawnSync(XMLLINT, ['--version']).status === 0 ? '' : 'no xmllint';

/** What is wrong with a text by the document type of nmap, and how the program ended. */
function heldAgainstDtd(text: string): readonly [code: number | null, faults: string] {
  const { status, stderr } = spawnSync(XMLLINT, ['--nonet', '--noout', '--dtdvalid', DTD, '-'], { input: text, encoding: 'utf8' });
  return [status, stderr];
}

const ESCAPES = 'cam\u001B[2J\u009B31m\u0000\u202Egpj.exe\u{1F4F7}';

function checksOf(report: AssessmentReport): CheckNote[] {
  const findings = report.cameras.flatMap((camera) => camera.findings);
  return [...new Map(findings.map((finding) => [finding.check, finding])).values()].map(
    ({ check: id, title, explanation, remedy, severity, clauses }) => ({ id, title, explanation, remedy, severity, clauses }),
  );
}

/** A host as the scan would have left it behind the camera of a report. */
function hostsOf(report: AssessmentReport): HostResult[] {
  return report.cameras.map(({ address, identity, findings }, index) => ({
    id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    address,
    life: 'open' as const,
    startedAt: '2026-11-20T02:30:00.000Z',
    finishedAt: '2026-11-20T02:31:00.000Z',
    cutShort: false,
    observations: [],
    facts: [
      { name: 'tcp.open', value: 554, port: 554 },
      { name: 'tcp.open', value: 443, port: 443 },
      { name: 'tcp.open', value: 37_777, port: 37_777 },
      { name: 'rtsp.answered', value: true, port: 554 },
      { name: 'rtsp.server', value: `Rtsp <&"'> ${ESCAPES}`, port: 554 },
      { name: 'tls.answered', value: true, port: 443 },
      { name: 'http.answered', value: true, port: 443 },
    ],
    probes: [],
    identity,
    checks: findings.map(({ check, outcome, severity, evidence, reason }) => ({
      check,
      outcome,
      severity,
      evidence: [...evidence],
      ...(reason === undefined ? {} : { reason }),
    })),
    requirements: [],
  }));
}

function inputOf(report: AssessmentReport, language: Language = 'vi') {
  return { report, hosts: hostsOf(report), checks: checksOf(report), language };
}

function nmapOf(report: AssessmentReport): string {
  const hosts = hostsOf(report);
  const stats = { addresses: 9, excluded: 0, silent: 0, alive: hosts.length, cameras: hosts.length, connects: 0, exchanges: 0 };
  const times = { startedAt: '2026-11-20T02:30:00.000Z', finishedAt: '2026-11-20T02:35:00.000Z' };
  const head = { software: 'AnCam 0.1.0', ...times, stats, plan: { targets: ['10.20.0.0/24', '"><x>'] } };
  return [...nmapPieces(hosts, { head, checks: checksOf(report), language: 'en' })].join('');
}

describe('SARIF', () => {
  it('is valid against the schema of version 2.1.0, whatever devices say', () => {
    for (const report of [sampleReport(6), hostileReport(), { ...sampleReport(1), cameras: [] }]) {
      const text = [...sarifPieces(inputOf(report))].join('');
      expect(text).not.toMatch(OBEYED);
      expect(isSarif(JSON.parse(text)), JSON.stringify(isSarif.errors)).toBe(true);
    }
  });

  it('is refused by the schema where a level is none, so that the test above can fail', () => {
    const text = [...sarifPieces(inputOf(sampleReport(1)))].join('').replace('"level":"error"', '"level":"dire"');
    expect(isSarif(JSON.parse(text))).toBe(false);
  });

  it('tells each finding with its device as artifact and as logical location', () => {
    const [run] = (JSON.parse([...sarifPieces(inputOf(sampleReport(1), 'en'))].join('')) as { runs: Run[] }).runs;
    const results = run?.results ?? [];
    expect(results).toHaveLength(5);
    const open = results.find(({ ruleId }) => ruleId === 'rtsp/open-stream');
    expect(open).toMatchObject({
      kind: 'fail',
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'cameras/10.20.0.1' } },
          logicalLocations: [{ fullyQualifiedName: '10.20.0.1:554', kind: 'resource' }],
        },
      ],
    });
    expect(run?.tool.driver.rules[open?.ruleIndex ?? -1]?.id).toBe('rtsp/open-stream');
    expect(results.find(({ ruleId }) => ruleId === 'onvif/user-list')).toMatchObject({ kind: 'open', level: 'none' });
    expect(results.find(({ ruleId }) => ruleId === 'http/clear-text-login')).toMatchObject({
      suppressions: [{ kind: 'external', status: 'accepted' }],
    });
  });
});

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly { readonly ruleId: string; readonly ruleIndex?: number }[];
}

describe('HDF', () => {
  it('is read by the library of MITRE SAF, failed and undecided apart', () => {
    const report = sampleReport(3);
    const text = [...hdfPieces(inputOf(report, 'en'))].join('');
    expect(Object.keys(convertFile(text))).toContain('1_0_ExecJson');
    const read = contextualizeEvaluation(JSON.parse(text) as Parameters<typeof contextualizeEvaluation>[0]);
    // several would be taken for layers of one, and counted as nothing
    expect(read.contains).toHaveLength(1);
    const statuses = read.contains[0]?.contains.map(({ hdf }) => [hdf.wraps.id, hdf.status]);
    expect(Object.fromEntries(statuses ?? [])).toEqual({
      '10.20.0.1 onvif/clock-skew': 'Failed',
      '10.20.0.1 http/clear-text-login': 'Failed',
      '10.20.0.1 onvif/user-list': 'Not Reviewed',
      '10.20.0.1 rtsp/open-stream': 'Failed',
      '10.20.0.1 firmware/cve-2021-36260': 'Failed',
      '10.20.0.2 onvif/clock-skew': 'Failed',
      '10.20.0.2 onvif/user-list': 'Not Reviewed',
      '10.20.0.2 http/clear-text-login': 'Failed',
    });
  });

  it('never counts what was not checked or does not apply as passed', () => {
    const report = sampleReport(1);
    const [host] = hostsOf(report);
    const outcomes = ['pass', 'not-checked', 'not-applicable', 'error', 'fail'] as const;
    const checks = (host?.checks ?? []).map((check, index) => ({ ...check, outcome: outcomes[index] ?? 'pass' }));
    const hosts = host === undefined ? [] : [{ ...host, checks }];
    const text = [...hdfPieces({ ...inputOf(report), hosts })].join('');
    const read = contextualizeEvaluation(JSON.parse(text) as Parameters<typeof contextualizeEvaluation>[0]);
    expect(read.contains[0]?.contains.map(({ hdf }) => hdf.status)).toEqual([
      'Passed',
      'Not Reviewed',
      'Not Applicable',
      'Profile Error',
      'Failed',
    ]);
  });

  it('holds nothing that a terminal obeys', () => {
    expect([...hdfPieces(inputOf(hostileReport()))].join('')).not.toMatch(OBEYED);
  });
});

describe('nmap XML', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['host', 'port', 'script'].includes(name),
  });

  it('is well-formed, whatever devices and operators say', () => {
    for (const report of [sampleReport(4), hostileReport()]) {
      const text = nmapOf(report);
      expect(XMLValidator.validate(text)).toBe(true);
      expect(text).not.toMatch(OBEYED);
    }
  });

  it('gives back hosts, ports, services and what was found', () => {
    const { nmaprun } = parser.parse(nmapOf(sampleReport(1))) as { nmaprun: NmapRun };
    expect(nmaprun).toMatchObject({ scanner: 'nmap', xmloutputversion: '1.05', args: 'ancam scan 10.20.0.0/24 "><x>' });
    const [host] = nmaprun.host;
    expect(host?.address).toEqual([
      { addr: '10.20.0.1', addrtype: 'ipv4' },
      { addr: '44:19:B6:A0:C2:D1', addrtype: 'mac', vendor: 'Hikvision' },
    ]);
    expect(host?.ports.port.map(({ portid, service }) => [portid, service.name, service.tunnel])).toEqual([
      ['443', 'http', 'ssl'],
      ['554', 'rtsp', undefined],
      ['37777', 'unknown', undefined],
    ]);
    expect(host?.hostscript.script.map(({ id }) => id)).toEqual([
      'ancam-identity',
      'ancam-onvif-clock-skew',
      'ancam-http-clear-text-login',
      'ancam-rtsp-open-stream',
      'ancam-firmware-cve-2021-36260',
    ]);
    expect(nmaprun.runstats.hosts).toEqual({ up: '1', down: '8', total: '9' });
  });

  it.skipIf(lacking !== '')(
    `is valid against nmap's own document type, whatever devices say${lacking === '' ? '' : ` (skipped: ${lacking})`}`,
    () => {
      for (const report of [sampleReport(4), hostileReport(), { ...sampleReport(1), cameras: [] }])
        expect(heldAgainstDtd(nmapOf(report))).toEqual([0, '']);
      // what is not is told
      const [code, faults] = heldAgainstDtd(nmapOf(sampleReport(1)).replace('<status state="up"', '<status state="awake"'));
      expect(code).not.toBe(0);
      expect(faults).toContain('state');
    },
  );
});

interface NmapRun {
  readonly host: readonly {
    readonly address: unknown;
    readonly ports: {
      readonly port: readonly { readonly portid: string; readonly service: { readonly name: string; readonly tunnel?: string } }[];
    };
    readonly hostscript: { readonly script: readonly { readonly id: string }[] };
  }[];
  readonly runstats: { readonly hosts: unknown };
}

describe('NDJSON', () => {
  it('has a head and then a camera a line', () => {
    const report = sampleReport(3);
    const lines = [...ndjsonPieces(report)].join('').trimEnd().split('\n');
    const [head, ...cameras] = lines.map((line): unknown => JSON.parse(line));
    expect({ ...(head as object), cameras }).toEqual(report);
  });
});

it('the hosts of these tests are such as scans leave', () => {
  for (const host of hostsOf(sampleReport(2))) expect(HostSchema.safeParse(host).error).toBeUndefined();
});
