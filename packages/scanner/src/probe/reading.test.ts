import { describe, expect, it } from 'vitest';
import { macDigits } from '../discover/bytes.ts';
import { parseMatches, scopeValue } from '../discover/matches.ts';
import { redact, transcriptOf } from '../engine/transcript.ts';
import { bannerKind } from './banner/index.ts';
import { stripTelnet } from './banner/telnet.ts';
import { parseChallenges, summarise } from './challenge.ts';
import { authorizationFor } from './credentials/digest.ts';
import { faviconMmh3 } from './http/favicon-hash.ts';
import { asksForLogin, iconLink, pageRedirect, resolveLink, titleOf } from './http/page.ts';
import { splitXaddrs } from './onvif/address.ts';
import { holdsCredentials } from './onvif/stream-uri.ts';
import { deviceTime } from './onvif/clock.ts';
import { describesVideo, isComplete, parseRtsp, rtspHeader, sessionName } from './rtsp/message.ts';
import { READERS } from './vendor/readers.ts';
import { child, parseXml, textAt } from './xml.ts';

describe('challenges', () => {
  it('are read from several headers and from one', () => {
    const digest = 'Digest realm="IP Camera(AB123)", nonce="x", algorithm=SHA-256, stale="FALSE"';
    expect(summarise(parseChallenges([digest, 'Digest realm="b", nonce="y"', 'Basic realm="c"']))).toEqual({
      schemes: ['digest', 'basic'],
      realm: 'IP Camera(AB123)',
      digestAlgorithms: ['SHA-256', 'MD5'],
    });
    expect(parseChallenges(['Digest realm="a, b", qop="auth,auth-int", nonce=n, Basic realm="x \\"y\\""'])).toEqual([
      { scheme: 'digest', parameters: { realm: 'a, b', qop: 'auth,auth-int', nonce: 'n' } },
      { scheme: 'basic', parameters: { realm: 'x "y"' } },
    ]);
    expect(parseChallenges(['', ',,,=', '"'.repeat(100)])).toEqual([]);
  });

  it('are answered as RFC 2069 shows (with its erratum 749)', () => {
    const challenge = { scheme: 'digest', parameters: { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' } };
    const answer = authorizationFor({ challenge, user: 'Mufasa', password: 'CircleOfLife', method: 'GET', uri: '/dir/index.html' });
    expect(answer).toContain('response="1949323746fe6a43ef61f9606e7febea"');
  });
});

describe('pages', () => {
  it('give title, icon and where they lead', () => {
    expect(titleOf('<html><TITLE lang=vi>\n Đăng&nbsp;nhập &amp; &#x56;&#105; </TITLE>')).toBe('Đăng nhập & Vi');
    expect(iconLink('<link href="/i.png" type=x rel="shortcut icon">')).toBe('/i.png');
    expect(pageRedirect('<meta http-equiv=refresh content="0; URL=/login.htm">')).toBe('/login.htm');
    expect(pageRedirect('<script>window.location.href = "/doc/page/login.asp?_" + (new Date())</script>')).toBe('/doc/page/login.asp?_');
    expect(pageRedirect('<p>location</p>')).toBeUndefined();
  });

  it.each([
    ['/x', { kind: 'path', path: '/x' }],
    ['x?y=1', { kind: 'path', path: '/a/x?y=1' }],
    ['http://10.0.0.1/z', { kind: 'path', path: '/z' }],
    ['https://10.0.0.1/', { kind: 'service', port: 443, secure: true, path: '/' }],
    ['https://10.0.0.1:8443/', { kind: 'service', port: 8443, secure: true, path: '/' }],
    ['http://10.0.0.2/', { kind: 'elsewhere' }],
    ['//evil.example/', { kind: 'elsewhere' }],
    ['http://10.0.0.1:81/q?r', { kind: 'service', port: 81, secure: false, path: '/q?r' }],
    ['ftp://10.0.0.1/', { kind: 'elsewhere' }],
    ['http://10.0.0.1.evil.example/', { kind: 'elsewhere' }],
    ['http://10.0.0.1@10.0.0.2/', { kind: 'elsewhere' }],
    ['javascript:alert(1)', { kind: 'elsewhere' }],
    ['http://[', { kind: 'elsewhere' }],
  ])('keep the link %j on the host', (link, expected) => {
    expect(resolveLink(link, { host: '10.0.0.1', secure: false, path: '/a/b' })).toEqual(expected);
  });

  it('are recognised when they ask for a password', () => {
    expect(asksForLogin('<INPUT id=p TYPE=password>', '/')).toBe(true);
    expect(asksForLogin('<b>hi</b>', '/Login.htm')).toBe(true);
    expect(asksForLogin('<a href="/login">log in</a>', '/index.html')).toBe(false);
  });

  it('give the icon hash that public scanners publish', () => {
    // reference value from an independent MurmurHash3 over base64 in lines of 76
    expect(faviconMmh3(Buffer.from(Array.from({ length: 300 }, (_, index) => index % 256)))).toBe(REFERENCE_MMH3);
  });
});

const REFERENCE_MMH3 = -2_057_641_710;

describe('RTSP answers', () => {
  const text =
    'RTSP/1.0 200 OK\r\nCSeq: 2\r\nWWW-Authenticate: Digest a\r\nWWW-Authenticate: Basic b\r\nContent-Length: 30\r\n\r\nv=0\r\ns=H264DVR\r\nm=video 0 RTP\r\n';

  it('are complete with their body, and parsed with repeated headers', () => {
    expect([isComplete(Buffer.from(text)), isComplete(Buffer.from(text.slice(0, -5))), isComplete(Buffer.from('RTSP/1.0 200'))]).toEqual([
      true,
      false,
      false,
    ]);
    const message = parseRtsp(Buffer.from(text));
    expect(message === undefined ? [] : rtspHeader(message, 'www-authenticate')).toEqual(['Digest a', 'Basic b']);
    expect(message && [describesVideo(message), sessionName(message)]).toEqual([true, 'H264DVR']);
  });

  it('are no RTSP where they are none', () => {
    expect([isComplete(Buffer.from('HTTP/1.1 400 Bad\r\n\r\n')), parseRtsp(Buffer.from('HTTP/1.1 400 Bad\r\n\r\n'))]).toEqual([
      true,
      undefined,
    ]);
    expect(parseRtsp(Buffer.from('RTSP/1.0 401 Unauthorized\nCSeq: 1\n\n'))?.status).toBe(401);
    expect(parseRtsp(Buffer.from('RTSP/1.0 200 OK\r\nContent-Length: -5\r\n\r\nabc'))?.body).toBe('');
  });
});

describe('XML of devices', () => {
  it('keeps texts as texts and resolves only the predefined entities', () => {
    const node = parseXml('<?xml version="1.0"?><a:B xmlns:a="x"><a:V> 5.50 </a:V><a:U>a&amp;b&amp;lt;&x;</a:U><C/><C>2</C></a:B>');
    expect([textAt(node, 'B', 'V'), textAt(node, 'B', 'U'), child(node, 'B', 'constructor')]).toEqual(['5.50', 'a&b&lt;&x;', undefined]);
  });

  it.each([
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a>'.repeat(60),
    `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
    'x'.repeat(300_000),
    '',
  ])('gives nothing for what is dangerous or broken', (text) => {
    expect(textAt(parseXml(text), 'a')).toBeUndefined();
  });
});

describe('discovery replies', () => {
  const reply = `<e:Envelope xmlns:e="x"><e:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference>
    <d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>onvif://www.onvif.org/name/HIKVISION%20DS onvif://www.onvif.org/MAC/00:bc:99:d1:00:0a onvif://www.onvif.org/hardware/%ZZ</d:Scopes>
    <d:XAddrs>http://0.0.0.0/onvif/device_service%20%20http://10.0.0.9:8000/x
    junk</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`;

  it('are read with the oddities that devices put in', () => {
    const [match] = parseMatches(reply);
    expect(match).toMatchObject({ types: ['NetworkVideoTransmitter', 'Device'], endpoint: 'urn:uuid:1' });
    expect(match?.xaddrs).toEqual(['http://0.0.0.0/onvif/device_service', 'http://10.0.0.9:8000/x']);
    expect(scopeValue(match?.scopes ?? [], 'name')).toBe('HIKVISION DS');
    expect(scopeValue(match?.scopes ?? [], 'hardware')).toBe('%ZZ');
    expect(macDigits(scopeValue(match?.scopes ?? [], 'MAC'))).toBe('00BC99D1000A');
    expect(splitXaddrs('http://a\nhttps://[fe80::1]/x ftp://b http://')).toEqual(['http://a', 'https://[fe80::1]/x']);
  });

  it('of other kinds are none', () => {
    expect(parseMatches('<e:Envelope xmlns:e="x"><e:Body><Hello/></e:Body></e:Envelope>')).toEqual([]);
  });
});

function clockAnswer(year: string): string {
  const time = '<Time><Hour>1</Hour><Minute>2</Minute><Second>3</Second></Time>';
  return `<R><SystemDateAndTime><UTCDateTime>${time}<Date><Year>${year}</Year><Month>11</Month><Day>9</Day></Date></UTCDateTime></SystemDateAndTime></R>`;
}

describe('other readings', () => {
  it('take Telnet apart', () => {
    expect(stripTelnet(Buffer.from('\xff\xfd\x01\xff\xfb\x03\xff\xfa\x18\x01\xff\xf0\r\nlogin: ', 'latin1'))).toBe('login:');
    expect(stripTelnet(Buffer.from([255, 250, 24, 1]))).toBe('');
    expect(bannerKind(Buffer.from([255, 253, 24]))).toBe('telnet');
    expect(['SSH-2.0-x\r\n', '220 hello\r\n', 'cam login: ', 'HTTP/1.1 400'].map((text) => bannerKind(Buffer.from(text)))).toEqual([
      'ssh',
      'ftp',
      'telnet',
      undefined,
    ]);
  });

  it('take the clock of a device, or none', () => {
    expect(deviceTime(child(parseXml(clockAnswer('2026')), 'R'))?.toISOString()).toBe('2026-11-09T01:02:03.000Z');
    expect([deviceTime(child(parseXml(clockAnswer('x')), 'R')), deviceTime(undefined)]).toEqual([undefined, undefined]);
  });

  it('take out what would let a reader in', () => {
    expect(redact('rtsp://admin:pw1@10.0.0.1/x?user=a&password=b&channel=1')).toBe('rtsp://***@10.0.0.1/x?user=***&password=***&channel=1');
    expect(redact('<tt:Username>root</tt:Username> {"password":"x"} Set-Cookie: a\nok')).toBe(
      '<tt:Username>***</tt:Username> {"password":"***"} Set-Cookie: a\nok',
    );
    expect(redact('a\r\nSet-Cookie: id=1; x\r\nb')).toBe('a\r\nSet-Cookie: ***\r\nb');
    expect(transcriptOf(Buffer.from([65, 0, 255, 10, 27]))).toBe(String.raw`A\x00\x??` + '\n' + String.raw`\x1b`);
    expect(transcriptOf(Buffer.alloc(5000, 65))).toHaveLength(1024);
  });

  it('know an address that holds a password', () => {
    expect(['rtsp://u:p@h/x', 'rtsp://h/user=a_password=b_channel=1', 'rtsp://h/?pwd=1'].map(holdsCredentials)).toEqual([true, true, true]);
    expect(['rtsp://h/x', 'rtsp://h/?password=', 'rtsp://h/password'].map(holdsCredentials)).toEqual([false, false, false]);
  });

  it("take a page for a maker's own answer only where it is one", () => {
    const page = { end: 'ok', status: 200, headers: [], body: Buffer.from('<html>"vendor": "x"</html>') } as const;
    for (const [id, read] of READERS)
      expect([id, read(page), read({ ...page, status: 404 }), read({ ...page, body: Buffer.from('{"data":7}') })]).toEqual([
        id,
        [],
        [],
        [],
      ]);
    const caps = { ...page, body: Buffer.from('{"vendor" : "Dahua", "deviceType":"IPC-1", broken, "SoftwareVersion":"2.8"}') };
    expect(READERS.get('dahua-web-caps')?.(caps).map(({ value }) => value)).toEqual([
      '/web_caps/webCapsConfig',
      'Dahua',
      'IPC-1',
      '2.8',
      undefined,
    ]);
  });
});
