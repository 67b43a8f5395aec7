import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { REPLY_HOSTS, SEARCH_NAMES, searchReply } from '@ancam/camera-farm';
import type { SearchName } from '@ancam/camera-farm';

/** What simulated devices really send: the seeds that are mutated. */

const FACE = {
  address: '10.0.0.7',
  mac: '02:aa:bb:cc:00:07',
  model: 'DS-2CD1',
  serial: 'SN12345678',
  firmware: 'V5.7.3 build 220101',
  buildDate: '2022-01-01 10:00:00',
  name: 'Cổng chính',
  activated: false,
  channels: 4,
};

/** Port that a reply of this search comes from where that is what marks it. */
function portOf(name: SearchName): number {
  return name === 'panasonic' ? 10_670 : name === 'mdns' ? 5353 : 40_000;
}

export const SEARCH_REPLIES = SEARCH_NAMES.map((name) => ({ bytes: searchReply(name, FACE), port: portOf(name) }));

const replies = REPLY_HOSTS.flatMap((host) => host.replies);

export const PAGES = replies.flatMap((reply) => (reply.kind === 'http' ? Object.values(reply.pages) : []));
export const GREETINGS = replies.flatMap((reply) => (reply.kind === 'greeting' ? [reply.text] : []));
export const CHALLENGES = [
  'Digest realm="IP Camera(23435)", nonce="a1b2", stale="FALSE", algorithm=SHA-256, qop="auth,auth-int", Basic realm="x"',
  ...replies.flatMap((reply) => (reply.kind === 'http' ? (/WWW-Authenticate: ([^\r\n]*)/i.exec(reply.head)?.[1] ?? []) : [])),
];
export const RTSP_ANSWERS = [
  'RTSP/1.0 200 OK\r\nCSeq: 2\r\nServer: H264DVR 1.0\r\nPublic: OPTIONS, DESCRIBE\r\nContent-Length: 52\r\n\r\nv=0\r\ns=Media Presentation\r\nm=video 0 RTP/AVP 96\r\n',
  ...replies.flatMap((reply) => (reply.kind === 'rtsp' ? [`${reply.describe}\r\nCSeq: 1\r\n${reply.head}\r\n`] : [])),
];

const SOAP = (body: string): string =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`;

export const SOAP_ANSWERS = [
  SOAP(
    '<t:GetSystemDateAndTimeResponse><t:SystemDateAndTime><t:UTCDateTime><t:Time><t:Hour>1</t:Hour><t:Minute>2</t:Minute><t:Second>3</t:Second></t:Time><t:Date><t:Year>2026</t:Year><t:Month>1</t:Month><t:Day>1</t:Day></t:Date></t:UTCDateTime></t:SystemDateAndTime></t:GetSystemDateAndTimeResponse>',
  ),
  SOAP(
    '<t:GetServicesResponse><t:Service><t:Namespace>http://www.onvif.org/ver10/media/wsdl</t:Namespace><t:XAddr>http://0.0.0.0:80/onvif/media%20%20http://10.0.0.7/m</t:XAddr></t:Service></t:GetServicesResponse>',
  ),
  SOAP('<t:GetProfilesResponse><t:Profiles fixed="true" token="Profile_1"><t:Name>a &amp; b</t:Name></t:Profiles></t:GetProfilesResponse>'),
  SOAP('<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code></s:Fault>'),
  SOAP(
    '<d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/C%C3%A2u onvif://www.onvif.org/MAC/02:aa</d:Scopes><d:XAddrs>http://10.0.0.7/onvif/device_service http://[fe80::1]/onvif</d:XAddrs></d:ProbeMatch></d:ProbeMatches>',
  ),
];

export const MAKER_ANSWERS = [
  '<?xml version="1.0"?><ActivateStatus version="2.0"><Activated>true</Activated></ActivateStatus>',
  '{"apiVersion":"1.0","data":{"propertyList":{"Brand":"AXIS","ProdNbr":"P1455-LE","Version":"11.10.61","SerialNumber":"B8A44F000001"}}}',
  '{"apiVersion":"1.1","data":{"needsetup":"yes","systemready":"yes"}}',
  'Initialized=True\r\nManufacturer=Hanwha Techwin\r\nMaxPasswordLength=15\r\n',
  'var x = { "deviceType" : "IPC-HFW", "SoftwareVersion" : "2.800.0, "SerialNo":"7J0", vendor = "Dahua" }',
  'deviceType=IPC-HFW\nSoftwareVersion=2.800\n',
  'Initialized : False',
  '<html><title>XMEye</title>Xiongmai</html>',
];

/** KEXINIT and the answer to a key exchange as servers send them. */
function sized(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text, 'latin1'));
  return Buffer.concat([length, Buffer.from(text, 'latin1')]);
}

function packet(payload: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + 5);
  head.writeUInt8(4, 4);
  return Buffer.concat([head, payload, Buffer.alloc(4)]);
}

const LISTS = [
  'curve25519-sha256',
  'ssh-rsa,ssh-ed25519',
  'aes128-ctr',
  'aes128-ctr',
  'hmac-sha2-256',
  'hmac-sha2-256',
  'none',
  'none',
  '',
  '',
];
const OFFER = packet(Buffer.concat([Buffer.from([20]), Buffer.alloc(16, 7), ...LISTS.map(sized), Buffer.alloc(5)]));
const KEY = Buffer.concat([sized('ssh-rsa'), sized('\u0001\u0000\u0001'), sized(`\u0000${'\u00c3'.repeat(128)}`)]).toString('latin1');
const SHOWN = packet(Buffer.concat([Buffer.from([31]), sized(KEY), sized('x'), sized('y')]));

export const SSH_ANSWERS = [
  Buffer.concat([Buffer.from('SSH-2.0-dropbear_2019.78\r\n'), OFFER]),
  Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), OFFER, SHOWN]),
];

export const SNMP_ANSWERS = [
  Buffer.from(
    '302e02010104067075626c6963a22102 04 0204d202 01000201003013301106082b060102010101000405 43414d2d31'.replaceAll(' ', ''),
    'hex',
  ),
];

export const TELNET_STREAMS = [
  Buffer.from('fffd01fffd1ffffb01fffb03fffa1801fff00d0a6c6f67696e3a20', 'hex'),
  ...GREETINGS.map((text) => Buffer.from(text)),
];
export const NEIGHBOUR_TABLES = [
  'IP address       HW type     Flags       HW address            Mask     Device\n10.0.0.7         0x1         0x2         02:aa:bb:cc:00:07     *        eth0\n10.0.0.8         0x1         0x0         00:00:00:00:00:00     *        eth0\n',
  'fe80::aa dev eth0 lladdr 02:aa:bb:cc:00:07 REACHABLE\n',
];

/** Self-signed certificates of an elliptic and of an RSA key, for `CN=axis-accc8e000001,O=Axis Communications AB`. */
export const CERTIFICATES = [
  'MIIB0TCCAXegAwIBAgIUORv3Bs5KHnlkSZwCAUZ7kzw2BDIwCgYIKoZIzj0EAwIwPTEaMBgGA1UEAwwRYXhpcy1hY2NjOGUwMDAwMDExHzAdBgNVBAoMFkF4aXMgQ29tbXVuaWNhdGlvbnMgQUIwIBcNMjYxMTI3MDIzMDU2WhgPMjA1MTA3MTkwMjMwNTZaMD0xGjAYBgNVBAMMEWF4aXMtYWNjYzhlMDAwMDAxMR8wHQYDVQQKDBZBeGlzIENvbW11bmljYXRpb25zIEFCMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEtk3O6CL3mOMS0g415agvcqueFh+mhZVJ5e1PzJYAhle4IvkOU09FdLEIPKxGMnUkec7q0BzGTtEBIsDCNhcmYaNTMFEwHQYDVR0OBBYEFG3UExxKZ5bgbHwSslHyEQg26dhfMB8GA1UdIwQYMBaAFG3UExxKZ5bgbHwSslHyEQg26dhfMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgAmV8/KWOlm8qLXWnU4DcrOAd4hq2u74svHQ+uxzw+/wCIQD2s6OciWn4QgLpIxzqETSyziujtT8PPa8rzni0PC8OQA==',
  'MIICWDCCAcGgAwIBAgIUcCoZ1NjbRXKdiEhTKVcu8gYD94IwDQYJKoZIhvcNAQELBQAwPTEaMBgGA1UEAwwRYXhpcy1hY2NjOGUwMDAwMDExHzAdBgNVBAoMFkF4aXMgQ29tbXVuaWNhdGlvbnMgQUIwIBcNMjYxMTI3MDIzMDU2WhgPMjA1MTA3MTkwMjMwNTZaMD0xGjAYBgNVBAMMEWF4aXMtYWNjYzhlMDAwMDAxMR8wHQYDVQQKDBZBeGlzIENvbW11bmljYXRpb25zIEFCMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDLyn+QMZLmU1RudC0Bqt7ghx/aBaV7q5IFbllyK2XQp2uan4ehZc6xCW6sTG7iKMVmYMgrN9lOjT1HBc0pUsh3ATwuq15zHjA8Zb7d/XE46zQii5JK3bDNgJkQwtd8hqpUpQIczECpKtWs32J2oiGh3P2pIsX7gFjB4Hg/6N60HwIDAQABo1MwUTAdBgNVHQ4EFgQUYDOU4WNecEAp8TF6YsS7ppoClyAwHwYDVR0jBBgwFoAUYDOU4WNecEAp8TF6YsS7ppoClyAwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOBgQA/xXADL71YBTu8hKurlIalth/NHmx20daeskwj5YhBwHtURH4hLMRpk5iTkW8ZG24ZlRzu6BW5CS36bkSvr0Oa6RqEuZ8pGH2j0nRoC4Xs6XAi7R10ilMxuYsYvOkxrJVzxsEw8gWkW7gqgn1Dj5JycWFvzrB8F3pNG2Tt6ooTSg==',
].map((text) => Buffer.from(text, 'base64'));

const PLAIN = Buffer.from(PAGES.join(''));
export const COMPRESSED = [gzipSync(PLAIN), deflateSync(PLAIN), brotliCompressSync(PLAIN)];
