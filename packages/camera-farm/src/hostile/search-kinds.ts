import { ASTRAY, OK, answering, withLength } from './behaviour.ts';
import type { Answer, Behaviour, Kinds } from './behaviour.ts';
import { MATCH_END, matchOf } from './content-kinds.ts';

/** A page without anything, so that the device shows life. */
const PLAIN = { http: answering(() => withLength(OK, '<title>x</title>')) };

function beside(udp: NonNullable<Behaviour['udp']>): () => Behaviour {
  return () => ({ tcp: PLAIN, udp });
}

function dhip(lengths: string, body: string): Buffer {
  return Buffer.concat([
    Buffer.from(`20000000${Buffer.from('DHIP').toString('hex')}${'00'.repeat(8)}${lengths}`, 'hex'),
    Buffer.from(body),
  ]);
}

/** A header that lies about what follows, and JSON that never closes. */
const DHIP_LIE = dhip(
  'ffffffff00000000ffffffff00000000',
  `{"method":"client.notifyDevInfo","params":{"deviceInfo":{"Version":"${'\\"'.repeat(8000)}`,
);

const SADP_LIE = `<?xml version="1.0"?><ProbeMatch><Uuid>x</Uuid>${'<DeviceSN>'.repeat(40)}<MAC>zz</MAC><SoftwareVersion>V99999999999999999999.build 999999</SoftwareVersion><Activated>maybe</Activated><DigitalChannelNum>-1</DigitalChannelNum>`;

/** An answer whose names point at each other, forwards, at themselves and beyond the end. */
const DNS_LOOPS = Buffer.concat([
  Buffer.from('000084000000ffff0000ffff', 'hex'),
  Buffer.from('c00cc00cc010c00effffc0ff000c0001000000780002c00c'.repeat(40), 'hex'),
  Buffer.from(`3f${'41'.repeat(63)}`.repeat(20), 'hex'),
]);

function ssdp(location: string): string {
  return `HTTP/1.1 200 OK\r\nLOCATION: ${location}\r\nUSN: uuid:${'0'.repeat(40)}::x\r\nSERVER: \u001B[2J x\r\n\r\n`;
}

function matched(inner: string): Answer {
  return (question, reply) => reply(`${matchOf(question)}<d:Types>dn:NetworkVideoTransmitter</d:Types>${inner}${MATCH_END}`);
}

const LED_ASTRAY = ['http://127.0.0.1:18080/d.xml', 'file:///etc/passwd', `http://${ASTRAY}:18080/d.xml`, 'gopher://x', '//'];
const XADDRS = `http://${ASTRAY}:18080/onvif/device_service http://[::1]:18080/ http://127.52.0.1@${ASTRAY}:18080/ file:///x`;
const SCOPES = 'onvif://www.onvif.org/name/x%FF%00 '.repeat(1500);

/** BER whose lengths go past the end, nest, and are written in forms that mean nothing. */
const SNMP_LIES = [
  '30847fffffff020101',
  `30820fff${'3080'.repeat(400)}`,
  '302902010004067075626c6963a21c0204ffffffff020100020100300e300c06082b060102010101000484ffffffff',
];

/** Replies to searches that lie, flood or come from elsewhere. */
export const SEARCH_KINDS = {
  'dhip-length-lies': beside({ dhip: (_question, reply) => reply(DHIP_LIE) }),
  'sadp-lies': beside({ sadp: (_question, reply) => reply(SADP_LIE) }),
  'dns-loops': beside({ mdns: (_question, reply) => reply(DNS_LOOPS) }),
  'location-astray': beside({ ssdp: (_question, reply) => LED_ASTRAY.forEach((location) => reply(ssdp(location))) }),
  'services-astray': beside({ wsd: matched(`<d:XAddrs>${XADDRS}</d:XAddrs>`) }),
  'scope-flood': beside({ wsd: matched(`<d:Scopes>${SCOPES}</d:Scopes>`) }),
  'reply-flood': beside({
    wsd: (question, reply) => {
      for (let n = 0; n < 5000; n += 1)
        reply(`${matchOf(question)}<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://x/name/${n}</d:Scopes>${MATCH_END}`);
    },
  }),
  'replies-from-elsewhere': beside({
    wsd: (question, _reply, elsewhere) => matched('<d:Scopes>onvif://x/name/astray</d:Scopes>')(question, elsewhere, elsewhere),
  }),
  'snmp-length-lies': beside({ snmp: (_question, reply) => SNMP_LIES.forEach((lie) => reply(Buffer.from(lie, 'hex'))) }),
} satisfies Kinds<string>;
