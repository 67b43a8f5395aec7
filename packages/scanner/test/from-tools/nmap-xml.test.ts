import { expect, test } from 'vitest';
import { values } from '../scanning.ts';
import { FILE_TIME, outcomes, readContent } from './reading.ts';

const OPEN =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nmaprun>\n<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>\n';
const RUN = '<nmaprun scanner="nmap" args="nmap -sV -oX out.xml 192.0.2.0/24" start="1763600000" version="7.93" xmloutputversion="1.05">';
const CLOSE = '<runstats><finished time="1763600100"/><hosts up="2" down="252" total="254"/></runstats></nmaprun>\n';

function host(address: string, ports: string, more = ''): string {
  return `<host starttime="1763600010" endtime="1763600050"><status state="up" reason="syn-ack"/><address addr="${address}" addrtype="ipv4"/>${more}<ports>${ports}</ports></host>\n`;
}
const open = (port: number, service: string, scripts = ''): string =>
  `<port protocol="tcp" portid="${port}"><state state="open" reason="syn-ack"/>${service}${scripts}</port>`;

const LOGIN = String.raw`HTTP/1\.1\x20401\x20Unauthorized\r\nServer:\x20App-webs/\r\nWWW-Authenticate:\x20Digest\x20realm=\"DS-2CD2042WD\",\x20nonce=\"abc\"\r\nContent-Length:\x200\r\n\r\n`;
const STREAM = String.raw`RTSP/1\.0\x20200\x20OK\r\nCSeq:\x201\r\nPublic:\x20OPTIONS,\x20DESCRIBE\r\nServer:\x20Rtsp\x20Server/3\.0\r\n\r\n`;
const FINGERPRINT = `SF-Port80-TCP:V=7.93%I=7%D=11/20%r(GetRequest,9A,"${LOGIN}")%r(RTSPRequest,5C,"${STREAM}")`.replaceAll('"', '&quot;');

test('a host of nmap comes with its ports, times and what its services answered', async () => {
  const file =
    OPEN + RUN + host('192.0.2.10', open(80, `<service name="http" method="table" conf="3" servicefp="${FINGERPRINT}"/>`)) + CLOSE;
  const { head, hosts, faults } = await readContent(file);
  expect(faults).toEqual([]);
  expect(head).toMatchObject({
    status: 'completed',
    startedAt: '2025-11-20T00:53:20.000Z',
    finishedAt: '2025-11-20T00:55:00.000Z',
    source: { format: 'nmap-xml', tool: 'nmap', version: '7.93', timeFrom: 'content', records: 1, bad: 0 },
    stats: { addresses: 254, alive: 1, silent: 253, connects: 0, exchanges: 0 },
  });
  const found = hosts.get('192.0.2.10');
  expect(found).toMatchObject({ life: 'open', startedAt: '2025-11-20T00:54:10.000Z' });
  expect(values(found, 'tcp.open')).toEqual([80]);
  expect(values(found, 'http.server')).toEqual(['App-webs/']);
  expect(values(found, 'http.realm')).toEqual(['DS-2CD2042WD']);
  expect(values(found, 'rtsp.server')).toEqual(['Rtsp Server/3.0']);
  expect(values(found, 'http.loginClearText')).toEqual([true]);
  const seen = found?.facts.find(({ name }) => name === 'http.realm');
  expect(found?.observations[seen?.observation ?? -1]).toMatchObject({ shape: 'nmap-xml', request: 'GetRequest' });
});

test('a camera of nmap is identified and assessed; what nmap did not see is not checked, and nothing passes', async () => {
  const stream = `SF-Port554-TCP:V=7.93%r(RTSPRequest,5C,"${STREAM}")`.replaceAll('"', '&quot;');
  const ports =
    open(80, `<service name="http" method="probed" conf="10" servicefp="${FINGERPRINT}"/>`) +
    open(554, `<service name="rtsp" method="probed" conf="10" servicefp="${stream}"/>`) +
    open(23, '<service name="telnet" product="BusyBox telnetd" method="probed" conf="10"/>') +
    '<port protocol="tcp" portid="21"><state state="closed" reason="reset"/></port>';
  const mac = '<address addr="44:19:B6:00:00:01" addrtype="mac" vendor="Hikvision"/>';
  const { hosts } = await readContent(OPEN + RUN + host('192.0.2.11', ports, mac) + CLOSE);
  const found = hosts.get('192.0.2.11');
  expect(found?.identity).toMatchObject({ kind: 'camera', maker: 'hikvision' });
  expect(outcomes(found).get('service/telnet')).toBe('fail');
  expect(outcomes(found).get('service/ftp')).toBe('not-checked');
  const passed = [...outcomes(found)].filter(([, outcome]) => outcome === 'pass' || outcome === 'error');
  expect(passed).toEqual([]);
  expect(found?.probes.find(({ probe }) => probe === 'onvif')).toEqual({
    probe: 'onvif',
    state: 'skipped',
    reason: 'not-in-file',
  });
});

test('what nmap guesses from the number of a port alone is no service', async () => {
  const { hosts } = await readContent(
    OPEN + RUN + host('192.0.2.12', open(23, '<service name="telnet" method="table" conf="3"/>')) + CLOSE,
  );
  expect(values(hosts.get('192.0.2.12'), 'telnet.open')).toEqual([]);
  expect(values(hosts.get('192.0.2.12'), 'tcp.open')).toEqual([23]);
});

test('a page that a script read over TLS is not one in clear text, though nmap did not ask for the service', async () => {
  const title = '<script id="http-title" output="x"><elem key="title">T</elem></script>';
  const ports =
    open(443, '<service name="https" method="table" conf="3"/>', title) +
    open(8000, '<service name="http-alt" method="table" conf="3"/>', `${title}<script id="ssl-cert" output="x"/>`) +
    open(80, '<service name="http" method="table" conf="3"/>', title);
  const { hosts } = await readContent(OPEN + RUN + host('192.0.2.14', ports) + CLOSE);
  const found = hosts.get('192.0.2.14');
  expect([443, 8000, 80].map((port) => values(found, 'http.clearText', port))).toEqual([[false], [false], [true]]);
});

test('the outputs of scripts are read', async () => {
  const scripts =
    '<script id="http-title" output="x"><elem key="title">WEB SERVICE</elem></script>' +
    '<script id="http-server-header" output="x"><elem>Webs</elem></script>' +
    '<script id="http-favicon" output="Unknown favicon MD5: 89B932FCC47CF4CA3FAADB0CFDEF89CF"/>' +
    '<script id="http-auth" output="&#xa;HTTP/1.1 401 Unauthorized&#xa;  Basic realm=IP Camera(C1234)&#xa;"><table><elem key="scheme">Basic</elem></table></script>' +
    '<script id="ssl-enum-ciphers" output="x"><table key="TLSv1.0"><table key="ciphers"><table><elem key="name">TLS_RSA</elem></table></table></table><table key="TLSv1.2"><table key="ciphers"><table><elem key="name">Y</elem></table></table></table><elem key="least strength">A</elem></script>' +
    '<script id="rtsp-methods" output="OPTIONS, DESCRIBE, SETUP"/>';
  const { hosts } = await readContent(
    OPEN + RUN + host('192.0.2.13', open(443, '<service name="http" tunnel="ssl" method="probed"/>', scripts)) + CLOSE,
  );
  const found = hosts.get('192.0.2.13');
  expect(values(found, 'http.title')).toEqual(['WEB SERVICE']);
  expect(values(found, 'http.faviconMd5')).toEqual(['89b932fcc47cf4ca3faadb0cfdef89cf']);
  expect(values(found, 'http.realm')).toEqual(['IP Camera(C1234)']);
  expect(values(found, 'http.clearText')).toEqual([false]);
  expect(values(found, 'tls.versions')).toEqual([['TLSv1', 'TLSv1.2']]);
  expect(values(found, 'tls.legacy')).toEqual([true]);
  expect(values(found, 'rtsp.public')).toEqual([['OPTIONS', 'DESCRIBE', 'SETUP']]);
});

test('a file that ends in the middle gives what stands before, and says where it ends', async () => {
  const file = OPEN + RUN + host('192.0.2.20', open(80, '')) + host('192.0.2.21', open(80, '')).slice(0, 80);
  const { hosts, faults, head } = await readContent(file);
  expect([...hosts.keys()]).toEqual(['192.0.2.20']);
  expect(faults).toMatchObject([{ place: '5' }]);
  expect(head.source?.bad).toBe(1);
});

test('entities, a DOCTYPE that declares, and elements without end open nothing', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE nmaprun [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${RUN}${host('192.0.2.30', open(80, '<service name="&b;"/>'))}${CLOSE}`;
  await expect(readContent(bomb)).rejects.toMatchObject({ code: 'file.refused' });
  const external = `<?xml version="1.0"?><!DOCTYPE nmaprun SYSTEM "file:///etc/passwd">${RUN}${host('192.0.2.31', open(80, ''))}${CLOSE}`;
  await expect(readContent(external)).rejects.toMatchObject({ code: 'file.refused' });
  const deep = await readContent(OPEN + RUN + host('192.0.2.32', open(80, '')) + '<a>'.repeat(100_000));
  expect([...deep.hosts.keys()]).toEqual(['192.0.2.32']);
  expect(deep.faults[0]?.fault.en).toContain('64 levels');
});

test('escape sequences and NUL of a device do not come through raw', async () => {
  const evil = String.raw`HTTP/1\.0\x20200\x20OK\r\nServer:\x20\x1b[31mred\0\r\n\r\n<title>\x1b]0;x\x07</title>`;
  const fp = `%r(GetRequest,9A,"${evil}")`.replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const { hosts } = await readContent(
    OPEN + RUN + host('192.0.2.40', open(80, `<service name="http" method="probed" servicefp="${fp}"/>`)) + CLOSE,
  );
  const text = JSON.stringify(hosts.get('192.0.2.40')?.observations);
  expect(text).not.toContain(String.raw`\u001b`);
  expect(JSON.stringify(hosts.get('192.0.2.40')?.facts)).not.toContain(String.raw`\u0000`);
});

test('without any time in the file that of its last change is taken, and said', async () => {
  const file = `${OPEN}<nmaprun scanner="masscan" version="1.0"><host><address addr="192.0.2.50" addrtype="ipv4"/><ports>${open(80, '')}</ports></host></nmaprun>`;
  const { head, hosts } = await readContent(file);
  expect(head.startedAt).toBe(FILE_TIME.toISOString());
  expect(head.source).toMatchObject({ tool: 'masscan', timeFrom: 'file' });
  expect(head.notes).toContain('file-time-only');
  expect(hosts.get('192.0.2.50')?.finishedAt).toBe(FILE_TIME.toISOString());
});

test('the same content is the same scan with the same hosts, whatever its name', async () => {
  const file = OPEN + RUN + host('192.0.2.60', open(80, '')) + CLOSE;
  const [first, second] = [await readContent(file), await readContent(file)];
  expect(second.head.id).toBe(first.head.id);
  expect(second.hosts.get('192.0.2.60')?.id).toBe(first.hosts.get('192.0.2.60')?.id);
  const other = await readContent(file.replace('192.0.2.60', '192.0.2.61'));
  expect(other.head.id).not.toBe(first.head.id);
});

test('runs that --append-output put one behind the other are all read, one that was cut off among them', async () => {
  const later = RUN.replace('1763600000', '1763610000').replace('-oX out.xml', '--append-output -oX out.xml');
  const [first, cut, last] = [
    OPEN + RUN + host('192.0.2.70', open(80, '')) + CLOSE,
    OPEN + RUN + host('192.0.2.71', open(80, '')) + host('192.0.2.72', open(80, '')).slice(0, 90),
    OPEN + later + host('192.0.2.73', open(554, '')) + host('192.0.2.70', open(554, '')) + CLOSE.replace('1763600100', '1763610100'),
  ];
  const { head, hosts, faults } = await readContent(first + cut + last);
  expect([...hosts.keys()].toSorted()).toEqual(['192.0.2.70', '192.0.2.71', '192.0.2.73']);
  expect(values(hosts.get('192.0.2.70'), 'tcp.open')).toEqual([80, 554]);
  // the line of the file, not of its document
  expect(faults).toMatchObject([{ place: `${(first + cut).split('\n').length}` }]);
  expect(head).toMatchObject({ startedAt: '2025-11-20T00:53:20.000Z', finishedAt: '2025-11-20T03:41:40.000Z', stats: { addresses: 508 } });
  expect(head.source?.command).toMatch(/^nmap -sV -oX [^;]*; nmap -sV --append-output/);
});

test('a file of nothing but beginnings is given up, wherever its pieces end', async () => {
  const many = await readContent(OPEN + RUN + host('192.0.2.74', open(80, '')) + CLOSE + '<?xml ?><a/>'.repeat(20_000));
  expect([...many.hosts.keys()]).toEqual(['192.0.2.74']);
  expect(many.head.source?.bad).toBeLessThan(5000);
  const padded = OPEN + RUN + host('192.0.2.75', open(80, '')) + CLOSE;
  // pieces of a file are 64 KiB
  const straddling = `${padded}${' '.repeat(65_536 - padded.length - 3)}${OPEN}${RUN}${host('192.0.2.76', open(80, ''))}${CLOSE}`;
  expect([...(await readContent(straddling)).hosts.keys()].toSorted()).toEqual(['192.0.2.75', '192.0.2.76']);
});
