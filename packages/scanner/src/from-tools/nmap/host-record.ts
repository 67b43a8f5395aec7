import { macDigits } from '../../discover/bytes.ts';
import { devicePort, deviceAddress, instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { noteBytes, noteOpen } from '../service-evidence.ts';
import { RecordBook } from '../tool-record.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';
import type { NmapHost, NmapPort } from './document.ts';
import { fingerprintAnswers } from './fingerprint.ts';
import { noteScript } from './scripts.ts';
import type { Place } from './scripts.ts';

/** Questions whose answers are read, in this order: the page first. */
const QUESTIONS = ['GetRequest', 'RTSPRequest', 'NULL', 'GenericLines', 'HTTPOptions'] as const;
const DEVICE = /webcam|camera|surveillance|\b(?:dvr|nvr|cctv)\b/i;

/** What nmap says of one host; undefined where nothing answered, or the host has no address. */
export function hostRecord(host: NmapHost, place: string, context: ReadContext): ToolRecord | undefined {
  if (host.status === 'down') return undefined;
  const told = host.addresses.find(({ type }) => type !== 'mac');
  const address = deviceAddress(told?.address);
  if (address === undefined) {
    context.fault(toolFault(place, 'no-address', told?.address ?? ''));
    return undefined;
  }
  const book = new RecordBook('nmap-xml', address, instant(host.end) ?? instant(host.start), context.fileTime);
  for (const port of host.ports) notePort(book, port, `${place} ${address}`, context);
  for (const script of host.scripts) noteScript(book, { port: 0, secure: false }, script);
  const mac = host.addresses.find(({ type }) => type === 'mac');
  book.addFact('neighbour.mac', macDigits(mac?.address));
  return book.take(lifeOf(host));
}

function lifeOf({ ports, reason }: NmapHost): ToolRecord['life'] {
  if (ports.some(({ protocol, state }) => protocol === 'tcp' && state === 'open')) return 'open';
  const refused = ports.some(({ protocol, state }) => protocol === 'tcp' && state === 'closed');
  return refused || /reset|refused/.test(reason) ? 'refused' : 'discovery';
}

function notePort(book: RecordBook, given: NmapPort, place: string, context: ReadContext): void {
  const { protocol, state, service, scripts } = given;
  if (state !== 'open') return;
  const port = devicePort(given.port);
  if (port === undefined) return context.fault(toolFault(place, 'no-port', given.port));
  const secure = speaksTls(given);
  const words = [service['name'], service['product'], service['version'], service['extrainfo'], service['devicetype']];
  const text = words.filter((word) => word !== undefined && word !== '').join(' · ');
  if (protocol === 'tcp') {
    noteOpen(book, port, `${port}/tcp ${state}`, text);
    noteService(book, { port, secure }, service);
  } else book.note({ probe: 'discovery', port, transport: 'udp', request: `${port}/${protocol} ${state}`, response: text });
  for (const script of scripts) noteScript(book, { port, secure }, script);
}

/** Where TLS may begin within the protocol, a certificate says nothing of how it begins. */
const UPGRADES = /^(?:ftp|smtp|imap|pop3|ldap|xmpp|mysql|postgresql|ms-wbt)/;

/** Whether nmap spoke TLS there. Of a service it does not know it says so within the fingerprint, of a port it did not ask by its name alone. */
function speaksTls({ service, scripts }: NmapPort): boolean {
  const { tunnel, name = '', servicefp = '' } = service;
  if (tunnel === 'ssl' || /%T=SSL%/.test(servicefp) || /^(?:https|ssl|rtsps)/.test(name)) return true;
  return !UPGRADES.test(name) && scripts.some(({ id }) => id.startsWith('ssl-'));
}

function noteService(book: RecordBook, place: Place, service: NmapPort['service']): void {
  const { port, secure } = place;
  if (secure && service['method'] !== 'table') book.addFact('tls.answered', true, port);
  const answers = fingerprintAnswers(service['servicefp'] ?? '');
  for (const question of QUESTIONS) {
    const bytes = answers.get(question);
    if (bytes !== undefined && !(question === 'HTTPOptions' && book.has('http.answered', port))) noteBytes(book, place, bytes, question);
  }
  // by the number of the port alone it is a guess
  if (service['method'] === 'probed') noteProbed(book, place, service);
}

/** What nmap asked a service and concluded. */
function noteProbed(book: RecordBook, { port, secure }: Place, { name = '', product = '', devicetype = '' }: NmapPort['service']): void {
  if (name === 'http' || name === 'https') {
    book.addFact('http.answered', true, port);
    book.addFact('http.clearText', !secure && name === 'http', port);
  } else if (name === 'rtsp') {
    book.addFact('rtsp.answered', true, port);
    if (!secure) book.addFact('rtsp.clearText', true, port);
  } else if (name === 'telnet') book.addFact('telnet.open', true, port);
  if (DEVICE.test(`${devicetype} ${product}`)) book.addFact('tool.maker', product.split(/\s/)[0], port);
}
