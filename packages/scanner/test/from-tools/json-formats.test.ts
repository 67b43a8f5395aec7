import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { values } from '../scanning.ts';
import { outcomes, readContent } from './reading.ts';

const SECONDS = 1_763_600_000;
const WHEN = '2025-11-20T00:53:20.000Z';

test('masscan JSON: ports and banners of one address come together, in the commas of any version', async () => {
  const status = (ip: string, port: number): string =>
    `{   "ip": "${ip}",   "timestamp": "${SECONDS}", "ports": [ {"port": ${port}, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] }`;
  const banner = `{   "ip": "192.0.2.10",   "timestamp": "${SECONDS + 60}", "ports": [ {"port": 80, "proto": "tcp", "service": {"name": "http", "banner": "HTTP/1.1 401 Unauthorized\\u000d\\u000aServer: App-webs/\\u000d\\u000aWWW-Authenticate: Basic realm=\\u0022index\\u0022\\u000d\\u000a\\u000d\\u000a"} } ] }`;
  for (const file of [
    `[\n${status('192.0.2.10', 80)}\n,\n${banner}\n,\n${status('192.0.2.11', 554)}\n]\n`,
    `[\n${status('192.0.2.10', 80)},\n${banner},\n${status('192.0.2.11', 554)},\n{finished: 1}\n]\n`,
    `${status('192.0.2.10', 80)}\n${banner}\n${status('192.0.2.11', 554)}\n`,
  ]) {
    const { head, hosts } = await readContent(file);
    expect(head.source).toMatchObject({ format: 'masscan-json', tool: 'masscan', records: 3 });
    expect([...hosts.keys()].toSorted()).toEqual(['192.0.2.10', '192.0.2.11']);
    const found = hosts.get('192.0.2.10');
    expect(found).toMatchObject({ startedAt: WHEN, finishedAt: '2025-11-20T00:54:20.000Z' });
    expect(values(found, 'http.server')).toEqual(['App-webs/']);
    expect(values(found, 'http.basicClearText')).toEqual([true]);
    expect(found?.observations.map(({ n }) => n)).toEqual(found?.observations.map((_, index) => index));
  }
});

test('bad records are told with their line, the others are read', async () => {
  const good = `{"ip":"192.0.2.1","timestamp":"${SECONDS}","ports":[{"port":80,"proto":"tcp","status":"open"}]}`;
  const file = [
    good,
    '{"ip":"192.0.2.2","timestamp":"1763',
    good.replace('192.0.2.1', 'camera.local'),
    good.replace('"port":80', '"port":70000'),
    good.replace('192.0.2.1', '224.0.0.1'),
    '{"ip":"192.0.2.3"}',
    good.replace('192.0.2.1', '192.0.2.9'),
  ].join('\n');
  const { hosts, faults, head } = await readContent(file);
  expect([...hosts.keys()].toSorted()).toEqual(['192.0.2.1', '192.0.2.9']);
  expect(faults.map(({ place }) => place)).toEqual(['2', '3', '4', '5', '6']);
  expect(faults.every(({ fault, remedy }) => fault.vi !== '' && remedy.en !== '')).toBe(true);
  expect(head.source?.bad).toBe(5);
  expect(head.notes).toContain('records-left-out|count=5|place=2');
});

test('masscan list: status and banner lines, escapes undone', async () => {
  const file = [
    '#masscan',
    `open tcp 554 192.0.2.20 ${SECONDS}`,
    `banner tcp 23 192.0.2.20 ${SECONDS} telnet \\xff\\xfb\\x01(none) login:`,
    `banner tcp 22 192.0.2.20 ${SECONDS} ssh SSH-1.99-dropbear_0.44`,
    `open udp 37810 192.0.2.21 ${SECONDS}`,
    'open tcp x 192.0.2.22',
    '# end',
  ].join('\n');
  const { hosts, faults, head } = await readContent(file);
  expect(head.source?.format).toBe('masscan-list');
  const found = hosts.get('192.0.2.20');
  expect(new Set(values(found, 'tcp.open'))).toEqual(new Set([22, 23, 554]));
  expect(values(found, 'telnet.open')).toEqual([true]);
  expect(values(found, 'ssh.banner')).toEqual(['SSH-1.99-dropbear_0.44']);
  expect(hosts.get('192.0.2.21')?.life).toBe('discovery');
  expect(faults.map(({ place }) => place)).toEqual(['6']);
});

function certificate(): { der: Buffer; clean: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-cert-'));
  const path = join(folder, 'cert.der');
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:1024',
      '-nodes',
      '-sha1',
      '-days',
      '1',
      '-subj',
      '/CN=IPC/O=Example',
      '-keyout',
      join(folder, 'key'),
      '-outform',
      'DER',
      '-out',
      path,
    ],
    { stdio: 'ignore' },
  );
  return { der: readFileSync(path), clean: () => rmSync(folder, { recursive: true }) };
}

test('zgrab2: pages, certificates, keys and greetings, and which devices share a key', async () => {
  const { der, clean } = certificate();
  const tls = {
    handshake_log: {
      server_hello: { version: { name: 'TLSv1.0', value: 769 }, cipher_suite: { name: 'TLS_RSA_WITH_AES_128_CBC_SHA' } },
      server_certificates: { certificate: { raw: der.toString('base64') } },
    },
  };
  const response = {
    status_line: '401 Unauthorized',
    status_code: 401,
    headers: {
      server: ['App-webs/'],
      www_authenticate: ['Digest realm="DS-2CD2042WD", nonce="x"'],
      unknown: [{ key: 'x_frame', value: ['1'] }],
    },
    body: '<title>login</title>',
    request: { url: { scheme: 'https', path: '/' }, tls_log: tls },
  };
  const line = (ip: string) => ({
    ip,
    data: {
      http: { status: 'success', protocol: 'http', port: 8443, timestamp: WHEN, result: { response } },
      telnet: { status: 'success', protocol: 'telnet', timestamp: WHEN, result: { banner: 'login: ' } },
      ssh: {
        status: 'success',
        protocol: 'ssh',
        timestamp: WHEN,
        result: {
          server_id: { raw: 'SSH-2.0-dropbear_2014.66' },
          server_key_exchange: {
            kex_algorithms: ['diffie-hellman-group1-sha1'],
            server_to_client_ciphers: ['aes128-cbc'],
            server_to_client_macs: ['hmac-md5'],
          },
        },
      },
      ftp: { status: 'connection-refused', protocol: 'ftp', timestamp: WHEN, error: 'refused' },
    },
  });
  const { head, hosts, faults } = await readContent(`${JSON.stringify(line('192.0.2.30'))}\n${JSON.stringify(line('192.0.2.31'))}\n`);
  clean();
  expect(faults).toEqual([]);
  expect(head.source).toMatchObject({ format: 'zgrab2', tool: 'zgrab2', timeFrom: 'content' });
  const found = hosts.get('192.0.2.30');
  expect(new Set(values(found, 'tcp.open'))).toEqual(new Set([22, 23, 8443]));
  expect(values(found, 'http.realm')).toEqual(['DS-2CD2042WD']);
  expect(values(found, 'http.title')).toEqual(['login']);
  expect(values(found, 'http.clearText')).toEqual([false]);
  expect(values(found, 'tls.versions')).toEqual([['TLSv1']]);
  expect(values(found, 'tls.forwardSecrecy')).toEqual([false]);
  expect(values(found, 'tls.subjectCn')).toEqual(['IPC']);
  expect(values(found, 'tls.keyBits')).toEqual([1024]);
  expect(values(found, 'ssh.kex')).toEqual([['diffie-hellman-group1-sha1']]);
  expect(values(found, 'fleet.tlsKeySharedWith')).toEqual([['192.0.2.31']]);
  expect(found?.identity).toMatchObject({ kind: 'camera', maker: 'hikvision' });
  expect([...outcomes(found)].filter(([, outcome]) => outcome === 'pass')).toEqual([]);
  expect(outcomes(found).get('service/telnet')).toBe('fail');
});

test('httpx: what answered is read under the address that the name led to, what did not answer is no device', async () => {
  const lines = [
    {
      timestamp: WHEN,
      url: 'https://cam.example.gov.vn',
      input: 'cam.example.gov.vn',
      host: '192.0.2.40',
      a: ['192.0.2.40'],
      port: '443',
      scheme: 'https',
      path: '/',
      title: 'NETSurveillance WEB',
      webserver: 'uc-httpd 1.0.0',
      status_code: 200,
      failed: false,
      favicon: '-1234567',
      tls: {
        tls_version: 'tls11',
        cipher: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
        self_signed: true,
        subject_cn: 'localhost',
        not_after: '2020-01-01T00:00:00Z',
      },
    },
    {
      timestamp: WHEN,
      url: 'http://192.0.2.41:8080',
      host: '192.0.2.41',
      port: '8080',
      scheme: 'http',
      status_code: 301,
      location: 'https://192.0.2.41/',
      failed: false,
    },
    { timestamp: WHEN, url: 'http://192.0.2.42', input: '192.0.2.42', failed: true, status_code: 0 },
    { timestamp: WHEN, url: 'http://name.only', input: 'name.only', status_code: 200, failed: false },
  ];
  const { head, hosts, faults } = await readContent(lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(head.source?.format).toBe('httpx');
  expect([...hosts.keys()].toSorted()).toEqual(['192.0.2.40', '192.0.2.41']);
  expect(faults.map(({ place }) => place)).toEqual(['4']);
  const found = hosts.get('192.0.2.40');
  expect(values(found, 'http.server')).toEqual(['uc-httpd 1.0.0']);
  expect(values(found, 'http.title')).toEqual(['NETSurveillance WEB']);
  expect(values(found, 'http.faviconMmh3')).toEqual([-1_234_567]);
  expect(values(found, 'tls.legacy')).toEqual([true]);
  expect(values(found, 'tls.expired')).toEqual([true]);
  expect(values(found, 'tls.forwardSecrecy')).toEqual([true]);
  expect(found?.identity.maker).toBe('xiongmai');
  expect(values(hosts.get('192.0.2.41'), 'http.redirectsToHttps')).toEqual([true]);
});

/** An answer of a device to zgrab2, and where it was asked. */
function pageOf(host: string): object {
  return {
    status_code: 200,
    headers: { server: ['uc-httpd 1.0.0'] },
    body: '<title>NETSurveillance WEB</title>',
    request: { url: { scheme: 'http', host, path: '/' } },
  };
}

test('httpx and zgrab2: a page to which redirects led on another host is not taken for one of the device', async () => {
  const entry = {
    timestamp: WHEN,
    url: 'http://192.0.2.43',
    host: '192.0.2.43',
    port: '80',
    scheme: 'http',
    status_code: 200,
    title: 'NETSurveillance WEB',
    webserver: 'uc-httpd 1.0.0',
  };
  const lines = [
    { ...entry, final_url: 'https://login.example.gov.vn/' },
    {
      ...entry,
      url: 'http://192.0.2.44',
      host: '192.0.2.44',
      final_url: 'https://192.0.2.44:8443/login.htm',
      tls: { tls_version: 'tls12' },
    },
  ];
  const { hosts } = await readContent(lines.map((line) => JSON.stringify(line)).join('\n'));
  expect([values(hosts.get('192.0.2.43'), 'tcp.open'), values(hosts.get('192.0.2.43'), 'http.title')]).toEqual([[80], []]);
  expect(hosts.get('192.0.2.43')?.identity.kind).not.toBe('camera');
  const own = hosts.get('192.0.2.44');
  expect(own?.facts.filter(({ name }) => name === 'http.title').map(({ value, port }) => [value, port])).toEqual([
    ['NETSurveillance WEB', 8443],
  ]);
  expect([values(own, 'tcp.open'), values(own, 'http.clearText')]).toEqual([[80, 8443], [false]]);
  const grab = (ip: string, end: string) => ({
    ip,
    data: {
      http: {
        status: 'success',
        protocol: 'http',
        timestamp: WHEN,
        result: { response: pageOf(end), redirect_response_chain: [pageOf(ip)] },
      },
    },
  });
  const grabbed = await readContent(
    [grab('192.0.2.45', 'login.example.gov.vn'), grab('192.0.2.46', '192.0.2.46:80')].map((line) => JSON.stringify(line)).join('\n'),
  );
  expect(values(grabbed.hosts.get('192.0.2.45'), 'http.title')).toEqual([]);
  expect(values(grabbed.hosts.get('192.0.2.46'), 'http.title')).toEqual(['NETSurveillance WEB']);
});

test('objects over several lines, and text of UTF-16 with its mark, are read as well', async () => {
  const entry = { ip: '192.0.2.50', timestamp: `${SECONDS}`, ports: [{ port: 80, proto: 'tcp', status: 'open' }] };
  const spread = await readContent(JSON.stringify([entry, { ...entry, ip: '192.0.2.51' }], null, 2));
  expect([...spread.hosts.keys()].toSorted()).toEqual(['192.0.2.50', '192.0.2.51']);
  const wide = await readContent(Buffer.from(`\uFEFF${JSON.stringify(entry)}\r\n`, 'utf16le'));
  expect([...wide.hosts.keys()]).toEqual(['192.0.2.50']);
});

test('one record without end and one of monstrous depth cost no more than themselves', async () => {
  const good = `{"ip":"192.0.2.1","timestamp":"${SECONDS}","ports":[{"port":80,"proto":"tcp","status":"open"}]}\n`;
  const deep = `{"ip":"192.0.2.2","ports":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`;
  const long = `{"ip":"192.0.2.3","ports":[],"x":"${'a'.repeat(9 * 1024 * 1024)}"}\n`;
  const { hosts, faults } = await readContent(good + deep + long + good.replace('2.1', '2.9'));
  expect([...hosts.keys()].toSorted()).toEqual(['192.0.2.1', '192.0.2.9']);
  expect(faults.map(({ place }) => place)).toEqual(['2', '3']);
});

test('an address with thousands of records keeps what a host may keep, and says that more was left out', async () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `open tcp ${index + 1} 192.0.2.60 ${SECONDS}\n`);
  const { hosts, faults } = await readContent(lines.join(''));
  const found = hosts.get('192.0.2.60');
  expect(found?.facts.length).toBeLessThanOrEqual(1024);
  expect(found?.observations).toHaveLength(512);
  expect(found?.cutShort).toBe(true);
  expect(faults).toMatchObject([{ place: '192.0.2.60' }]);
});

test('what is of no known tool is refused with what is read, our own result with where it belongs', async () => {
  for (const content of ['', 'hello', '{"a":1}', '<html></html>', '[]', 'a,b\n1,2\n', '%PDF-1.7']) {
    await expect(readContent(content), content).rejects.toMatchObject({ code: expect.stringMatching(/^file\./) });
  }
  await expect(readContent('{"format":"ancam-scan","version":1}')).rejects.toMatchObject({
    details: { fix: { en: expect.stringContaining('ancam report') } },
  });
});

function bannerOf(text: string): string {
  return `{"ip":"192.0.2.70","timestamp":"${SECONDS}","ports":[{"port":23,"proto":"tcp","service":{"name":"telnet","banner":${JSON.stringify(text)}}}]}`;
}

test('monstrous banners, heads and pages cost no more than their first part', async () => {
  const huge = 'x '.repeat(2_000_000);
  const grab = {
    ip: '192.0.2.70',
    data: { http: { status: 'success', port: 80, result: { response: { status_code: 200, headers: { server: [huge] }, body: huge } } } },
  };
  const first = await readContent(`${bannerOf(huge)}\n${bannerOf('login:'.padEnd(1_000_000))}\n`);
  expect(JSON.stringify([...first.hosts.values()]).length).toBeLessThan(200_000);
  const second = await readContent(JSON.stringify(grab));
  expect(JSON.stringify([...second.hosts.values()]).length).toBeLessThan(200_000);
});
