import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexText } from './index-text.ts';
import { jsonSchemas } from './json-schemas.ts';
import { loadKnowledge } from './compiled.ts';
import { compileKnowledge, lintKnowledge } from './knowledge.ts';
import { formatProblem } from './problem.ts';

const shipped = fileURLToPath(new URL('..', import.meta.url));

describe('shipped knowledge', () => {
  it('has no fault', () => {
    expect(lintKnowledge(shipped).map(formatProblem)).toEqual([]);
  });

  it('is compiled freshly; otherwise run: node knowledge/src/compile.ts', () => {
    expect(indexText(compileKnowledge(shipped).index) === readFileSync(join(shipped, 'index.generated.json'), 'utf8')).toBe(true);
  });

  it.each(jsonSchemas())('has a fresh $name', ({ name, text }) => {
    expect(readFileSync(join(shipped, 'schema', name), 'utf8')).toBe(text);
  });

  it('is loaded once and holds the promised makers and checks', () => {
    const knowledge = loadKnowledge();
    expect(loadKnowledge()).toBe(knowledge);
    const makers = knowledge.vendors.map((each) => each.id);
    for (const maker of ['hikvision', 'dahua', 'axis', 'uniview', 'hanwha', 'tplink', 'xiongmai', 'reolink'])
      expect(makers).toContain(maker);
    expect(knowledge.checks.length).toBeGreaterThanOrEqual(30);
    expect(knowledge.hash).toMatch(/^[0-9a-f]{64}$/u);
  });
});

type Fault = readonly [file: string, from: string, to: string, message: RegExp];

const TELNET = 'devices/checks/service/telnet.yaml';
const DAHUA = 'devices/vendors/dahua';
const FAULTS: readonly Fault[] = [
  [TELNET, 'id: service/telnet', 'id: service/tellnet', /:2: id service\/tellnet is not its path; write id: service\/telnet/u],
  [TELNET, 'fact: telnet.open,', 'fact: telnet.opened,', /telnet\.yaml:\d+: fail/u],
  [TELNET, '2.6.1, power: fail', '2.16.1, power: fail', /QCVN 11:2026\/BCA has no requirement 2\.16\.1/u],
  [TELNET, '2.6.3, power: support', '2.6.3, power: fail', /2\.6\.3 cannot be failed by a scan; write power: support/u],
  [TELNET, 'needs: [telnet]', 'needs: [ftp]', /fail looks at facts of telnet; add telnet to needs/u],
  [TELNET, 'expect: pass', 'expect: fail', /no example that must pass/u],
  [TELNET, ', en: Telnet is open', '', /telnet\.yaml:3: title\.en: /u],
  [TELNET, 'status: active', 'status: active\nstatus: draft', /Map keys must be unique/u],
  [TELNET, '# yaml-language-server', '# language-server', /:1: the first line does not name the schema/u],
  [TELNET, 'equals: true }', 'equals: yes please }', /telnet\.open holds a boolean, the test wants a string/u],
  [
    'devices/exploited-flaws.yaml',
    'cve: CVE-2014-8361',
    'cve: CVE-2021-36260',
    /a check looks for CVE-2021-36260; take it out of notSeen/u,
  ],
  ['devices/checks/firmware/reolink-2021-40407.yaml', 'equals: reolink', 'equals: reolinc', /no maker reolinc/u],
  [`${DAHUA}/fingerprints.yaml`, "regex: '^Dahua Rtsp Server'", "regex: '^(D+)+$'", /exponential time/u],
  [`${DAHUA}/fingerprints.yaml`, 'id: rtsp-server', 'id: rtsp-realm', /rtsp-realm after rtsp-realm; sort by id/u],
  [`${DAHUA}/fingerprints.yaml`, 'equals: WEB SERVICE', 'equals: WEB SERVICE, exist: true', /when/u],
  [`${DAHUA}/fingerprints.yaml`, 'equals: 37777', 'equals: 34567', /the same condition as dahua\/port-37777/u],
  [
    'devices/vendors/reolink/fingerprints.yaml',
    'weight: 0.4',
    'weight: 0.8',
    /weight 0\.8 on one source; name a second independent source/u,
  ],
  [`${DAHUA}/vendor.yaml`, 'fact: vendor.model', 'fact: vendor.modell', /no fact vendor\.modell/u],
  [`${DAHUA}/vendor.yaml`, "'^Login to ([0-9A-Z]{15})$'", "'^Login to [0-9A-Z]{15}$'", /must hold one capture group/u],
  ['standards/qcvn-11-2026/regulation.yaml', 'predecessor: qcvn-135-2024', 'predecessor: qcvn-1', /no regulation qcvn-1/u],
];

describe('lint', () => {
  let dir = '';

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'ancam-knowledge-'));
    for (const part of ['devices', 'standards']) cpSync(join(shipped, part), join(dir, part), { recursive: true });
  });

  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it.each(FAULTS)('%s: "%s" instead of "%s"', (file, from, to, message) => {
    const path = join(dir, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    try {
      expect(lintKnowledge(dir).map(formatProblem).join('\n')).toMatch(message);
    } finally {
      writeFileSync(path, text);
    }
  });

  it('names a requirement that no check speaks about, and a file in a wrong place', () => {
    for (const kind of ['tls', 'ssh']) unlinkSync(join(dir, `devices/checks/${kind}/shared-key.yaml`));
    writeFileSync(join(dir, 'devices/stray.yaml'), 'id: stray\n');
    const problems = lintKnowledge(dir).map(formatProblem).join('\n');
    expect(problems).toMatch(/group-2\.4\.yaml:\d+: a scan could show failure of 2\.4\.3, but no check speaks about it/u);
    expect(() => compileKnowledge(dir)).toThrowError(/devices\/stray/u);
    expect(problems).toMatch(/devices\/stray\.yaml:1: no kind of record lives here/u);
  });
});
