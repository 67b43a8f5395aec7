import type { RequestShape } from './shape-table.ts';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const HOST = /(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]):\d{1,5}/;

function ask(id: string, template: string, preview: string, why: string, variables: RequestShape['variables'] = {}): RequestShape {
  return { id, carriers: ['udp'], protocol: 'discovery', template, variables, preview, why };
}

function wsd(id: string, types: string, what: string): RequestShape {
  return ask(
    id,
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><s:Header><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action><a:MessageID>urn:uuid:{{uuid}}</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body><d:Probe>${types}</d:Probe></s:Body></s:Envelope>`,
    `WS-Discovery Probe (${what})`,
    'A question to all devices of a kind, as cameras and PCs ask it every day.',
    { uuid: UUID },
  );
}

/** Bytes written as hex digits, spaces between them allowed. */
function hex(digits: string): string {
  return Buffer.from(digits.replaceAll(' ', ''), 'hex').toString('latin1');
}

const LOCAL = 'local';
/** Services under which makers announce cameras, and the two under which any server does. */
const MDNS_SERVICES = ['_axis-video', '_axis-nvr', '_CGI', '_arec', '_rtsp', '_http'];

function label(text: string): string {
  return String.fromCodePoint(text.length) + text;
}

/** A DNS query for the instances of each service, answers wanted by unicast (RFC 6762, 5.4). */
function mdnsQuery(): string {
  const question = (service: string): string => `${label(service)}${label('_tcp')}${label(LOCAL)}${hex('00 000c 8001')}`;
  return `${hex(`0000 0000 ${MDNS_SERVICES.length.toString(16).padStart(4, '0')} 0000 0000 0000`)}${MDNS_SERVICES.map(question).join('')}`;
}

const DHIP_BODY = '{"method":"DHDiscover.search","params":{"mac":"","uni":0}}\n';

/** Header of 32 bytes in little endian: its own length, the mark `DHIP`, and twice the length of what follows. */
function dhip(body: string): string {
  const length = hex(body.length.toString(16).padStart(2, '0'));
  return `${hex('20000000')}DHIP${hex('00'.repeat(8))}${length}${hex('00'.repeat(7))}${length}${hex('00'.repeat(7))}${body}`;
}

const PLAIN = 'The plain question "who is there" of the maker’s own search tool: it names no device and changes nothing.';

/**
 * Everything that is asked by datagram. Of each maker's protocol only the form that asks who is there is on the list; the forms that set an
 * address, a password or anything else are not, so that no mistake elsewhere can send one.
 */
export const DISCOVERY_SHAPES: readonly RequestShape[] = [
  wsd('wsd-probe-transmitter', '<d:Types>dn:NetworkVideoTransmitter</d:Types>', 'NetworkVideoTransmitter'),
  wsd('wsd-probe-device', '<d:Types>tds:Device</d:Types>', 'Device'),
  wsd('wsd-probe-any', '', 'any type'),
  ask(
    'ssdp-search',
    'M-SEARCH * HTTP/1.1\r\nHOST: {{host}}\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n',
    'SSDP M-SEARCH (root devices)',
    'The question by which media players and routers find each other.',
    { host: HOST },
  ),
  ask(
    'mdns-services',
    mdnsQuery(),
    `mDNS query (${MDNS_SERVICES.join(', ')})`,
    'Asks for names of services, as every printer dialogue does.',
  ),
  ask(
    'hikvision-sadp-inquiry',
    '<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>{{uuid}}</Uuid><Types>inquiry</Types></Probe>',
    'SADP Probe (Types inquiry)',
    'The only kind of SADP message that changes nothing; all others are left out.',
    { uuid: UUID },
  ),
  ask('dahua-dhip-search', dhip(DHIP_BODY), 'DHIP DHDiscover.search', PLAIN),
  ask('dahua-dvrip-search', hex(`a3010001 ${'00'.repeat(12)} 02000000 ${'00'.repeat(12)}`), 'DVRIP search (A3 01 00 01)', PLAIN),
  ask('xiongmai-search', hex(`ff ${'00'.repeat(13)} fa05 00000000`), 'Xiongmai search (command 1530)', PLAIN),
  ask('hanwha-search', hex(`01 ${'00'.repeat(261)}`), 'Hanwha search (type 01)', PLAIN),
  ask('vivotek-search', hex('01 4a5d8f1c'), 'Vivotek search (4A5D8F1C)', PLAIN),
  ask('foscam-search', `MO_I${hex(`${'00'.repeat(11)} 04000000 04000000 00000001`)}`, 'Foscam search (MO_I)', PLAIN),
  ask(
    'panasonic-search',
    hex(`00010000 000d0000 00000000 ffffffffffff ffffffff 00012011 1e11231f 1e191300 00020000 00000000 00000000 0000ffff 0000`),
    'Panasonic search',
    PLAIN,
  ),
  ask('sony-search', `${hex('02')}ENQ:allinfo${hex('ff03')}`, 'Sony ENQ:allinfo', PLAIN),
  ask('bosch-search', hex('9939a427 00000001 ff0006de'), 'Bosch search (9939A427)', PLAIN),
  ask('ubiquiti-search', hex('01000000'), 'Ubiquiti discovery version 1', PLAIN),
  ask('vstarcam-search', hex('44480101'), 'Vstarcam search (44480101)', PLAIN),
  ask('360vision-search', 'DISCOVER\n', '360 Vision DISCOVER', PLAIN),
  ask(
    'neighbour-touch',
    '',
    'datagram without content to port 9',
    'Makes this machine look for the hardware address of a neighbour; the device drops it.',
  ),
];
