import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '@ancam/core';
import { hostResult, scanResult } from '../../scanner/test/stored-scan.ts';
import { ancam } from './run-ancam.ts';

const SOURCES = '[{ document: Own capture, read: 2026-11-26 }]';
const MAKER = `id: acme
name: Acme
aliases: []
brands: []
status: active
confidence: found
reviewed: 2026-11-26
firmwareGrammar: dotted
extractions:
  - { about: firmware, class: http, fact: http.server, regex: '^AcmeCam/([0-9.]+)$', weight: 0.6 }
factoryAccounts: []
vendorRequests: []
snapshotPaths: []
streamPaths: []
sources: ${SOURCES}
`;
const fingerprints = (id: string, when: string): string =>
  `fingerprints:\n  - id: ${id}\n    class: http\n    when: ${when}\n    weight: 0.6\n    sources: ${SOURCES}\n`;
const examples = (firmware: string): string =>
  `examples:\n  - about: web server\n    facts: [{ name: http.server, value: AcmeCam/1.2.3, port: 80 }]\n    expect: { maker: acme, firmware: '${firmware}' }\n`;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-own-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, 'devices', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function writeAcme(more: Readonly<Record<string, string>> = {}): void {
  write({
    'vendors/acme/vendor.yaml': MAKER,
    'vendors/acme/fingerprints.yaml': fingerprints('http-server', "{ fact: http.server, regex: '^AcmeCam/' }"),
    'vendors/acme/examples.yaml': examples('1.2.3'),
    ...more,
  });
}

function host(address: string, name: 'http.server' | 'http.title', value: string) {
  const answered: Fact = { name: 'rtsp.answered', value: true, port: 554 };
  return hostResult({ facts: [answered, { name, value, port: 80 }], probes: [] }, address);
}

const english = (...args: readonly string[]) => ancam(...args, '--language', 'en');

describe('knowledge of a user', () => {
  it('has its faults named by file and line with the remedy: pattern, schema, id that is taken, example', async () => {
    writeAcme({ 'vendors/acme/fingerprints.yaml': fingerprints('http-server', "{ fact: http.server, regex: '^(a+)+b' }") });
    const unsafe = await english('knowledge', 'lint', folder);
    expect(unsafe).toMatchObject({ code: 1 });
    expect(unsafe.stdout).toContain(`${folder}/devices/vendors/acme/fingerprints.yaml:4: pattern ^(a+)+b: nested quantifiers`);

    writeAcme({ 'vendors/acme/vendor.yaml': MAKER.replace('dotted', 'sideways') });
    expect((await english('knowledge', 'lint', folder)).stdout).toMatch(/vendor\.yaml:8: firmwareGrammar: /u);

    writeAcme({ 'vendors/dahua/vendor.yaml': MAKER.replace('acme', 'dahua') });
    expect((await english('knowledge', 'lint', folder)).stdout).toContain('dahua comes with the product; choose another id');
    rmSync(join(folder, 'devices', 'vendors', 'dahua'), { recursive: true });

    writeAcme({ 'vendors/acme/examples.yaml': examples('9.9') });
    expect((await english('knowledge', 'lint', folder)).stdout).toContain(
      'the example "web server" gives 1.2.3; it must give firmware 9.9',
    );

    writeAcme();
    expect(await english('knowledge', 'lint', folder)).toMatchObject({ code: 0, stdout: '' });
  });

  it('is tried on a stored scan and judges one, without touching what the product knows', async () => {
    writeAcme({ 'vendors/hikvision/fingerprints.yaml': fingerprints('own-title', '{ fact: http.title, equals: Cổng phường }') });
    const file = join(folder, 'scan.json');
    writeFileSync(
      file,
      JSON.stringify(scanResult([host('192.0.2.10', 'http.server', 'AcmeCam/1.2.3'), host('192.0.2.11', 'http.title', 'Cổng phường')])),
    );
    const tried = await english('knowledge', 'try', folder, file);
    expect(tried).toMatchObject({ code: 1, stderr: '' });
    expect(tried.stdout).toContain('192.0.2.10 · maker: – → acme');
    expect(tried.stdout).toContain('192.0.2.10 · firmware: – → 1.2.3');
    expect(tried.stdout).toContain('192.0.2.11 · maker: – → hikvision');

    const judge = async (...more: string[]) => {
      const { stdout } = await english('replay', file, '--format', 'json', ...more);
      const result = JSON.parse(stdout) as { knowledge: string; hosts: { identity: { maker?: string } }[] }; // written by the program under test
      return { knowledge: result.knowledge, makers: result.hosts.map(({ identity }) => identity.maker) };
    };
    const [own, product] = [await judge('--knowledge', folder), await judge()];
    expect(own.makers).toEqual(['acme', 'hikvision']);
    expect(product.makers).toEqual([undefined, undefined]);
    expect(own.knowledge).not.toBe(product.knowledge);
  });

  it('stops a scan where it has a fault, and where the folder is missing', async () => {
    writeAcme({ 'vendors/acme/vendor.yaml': 'id: [' });
    const faulty = await english('scan', '127.0.0.1', '--dry-run', '--knowledge', folder);
    expect(faulty).toMatchObject({ code: 2, stdout: '' });
    expect(faulty.stderr).toContain('devices/vendors/acme/vendor.yaml');
    const missing = await english('scan', '127.0.0.1', '--dry-run', '--knowledge', join(folder, 'nowhere'));
    expect(missing).toMatchObject({ code: 2, stdout: '' });
  });
});
