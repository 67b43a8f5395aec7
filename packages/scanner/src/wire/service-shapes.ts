import type { RequestShape } from './shape-table.ts';

/** Key exchanges that can be begun with a constant public value, the strongest first. */
export const SSH_KEX = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'diffie-hellman-group14-sha256',
  'diffie-hellman-group14-sha1',
  'diffie-hellman-group1-sha1',
] as const;
type SshKex = (typeof SSH_KEX)[number];

/** Id of the shape that asks for the host key by a key exchange. */
export function sshShapeOf(kex: SshKex): string {
  return `ssh-host-key-${SSH_KEX.indexOf(kex) + 1}`;
}

const HOST_KEYS = 'ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256,ssh-rsa,ssh-dss';
const CIPHERS = 'aes128-ctr,aes256-ctr,chacha20-poly1305@openssh.com,aes128-cbc,3des-cbc';
const MACS = 'hmac-sha2-256,hmac-sha1,hmac-md5';

function uint32(value: number): string {
  return String.fromCodePoint((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function sized(text: string): string {
  return uint32(text.length) + text;
}

/** A packet before encryption (RFC 4253, 6): padded with zeros to a multiple of eight, at least four of them. */
function packet(payload: string): string {
  const padding = 4 + ((8 - ((5 + payload.length + 4) % 8)) % 8);
  return uint32(1 + payload.length + padding) + String.fromCodePoint(padding) + payload + '\0'.repeat(padding);
}

function hex(digits: string): string {
  return Buffer.from(digits, 'hex').toString('latin1');
}

/** Base points of the curves; for the groups of integers a number within their range that servers take for no sign of an attack. */
const PUBLIC: Readonly<Record<SshKex, string>> = {
  'curve25519-sha256': sized(hex(`09${'00'.repeat(31)}`)),
  'curve25519-sha256@libssh.org': sized(hex(`09${'00'.repeat(31)}`)),
  'ecdh-sha2-nistp256': sized(
    hex(
      '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    ),
  ),
  'diffie-hellman-group14-sha256': sized(hex('5a3c96e1'.repeat(31))),
  'diffie-hellman-group14-sha1': sized(hex('5a3c96e1'.repeat(31))),
  'diffie-hellman-group1-sha1': sized(hex('5a3c96e1'.repeat(31))),
};

/** Our lists with this exchange alone (RFC 4253, 7.1), then its first message, which makes the server show its host key. */
function hostKeyRequest(kex: SshKex): string {
  const lists = [kex, HOST_KEYS, CIPHERS, CIPHERS, MACS, MACS, 'none', 'none', '', ''];
  const init = `\u0014${'\0'.repeat(16)}${lists.map(sized).join('')}\0${uint32(0)}`;
  return packet(init) + packet(`\u001E${PUBLIC[kex]}`);
}

const SSH_SHAPES: readonly RequestShape[] = [
  {
    id: 'ssh-identify',
    carriers: ['tcp'],
    protocol: 'ssh',
    template: 'SSH-2.0-AnCam_0.1\r\n',
    variables: {},
    preview: 'SSH-2.0-AnCam_0.1',
    why: 'The line with which every SSH client begins; the server answers with its list of algorithms.',
  },
  ...SSH_KEX.map((kex): RequestShape => ({
    id: sshShapeOf(kex),
    carriers: ['tcp'],
    protocol: 'ssh',
    template: hostKeyRequest(kex),
    variables: {},
    preview: `SSH key exchange up to the host key (${kex})`,
    why: 'Constant bytes that make the server show its host key, as ssh-keyscan does; no user is named and no log-in begun.',
  })),
];

/** GetRequest for sysDescr.0 (RFC 1157, RFC 3416) with the community `public`. */
function snmpGet(version: '00' | '01'): string {
  return hex(`30270201${version}04067075626c6963a01a020204d2020100020100300e300c06082b060102010101000500`);
}

const SNMP_SHAPES: readonly RequestShape[] = (['00', '01'] as const).map((version) => ({
  id: version === '00' ? 'snmp-v1-public' : 'snmp-v2c-public',
  carriers: ['udp'],
  protocol: 'snmp',
  template: snmpGet(version),
  variables: {},
  preview: `SNMP ${version === '00' ? 'v1' : 'v2c'} get sysDescr.0 (community public)`,
  why: 'One reading question that monitoring programs ask; that it is answered at all is the finding.',
}));

/** Questions to services beside video and web. */
export const SERVICE_SHAPES: readonly RequestShape[] = [...SSH_SHAPES, ...SNMP_SHAPES];
