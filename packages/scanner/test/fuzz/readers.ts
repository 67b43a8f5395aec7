import { X509Certificate } from 'node:crypto';
import { parseArp, parseNeigh } from '../../src/discover/neighbours.ts';
import { PROTOCOLS, protocolOf, readReply } from '../../src/discover/protocols/index.ts';
import { redact, transcriptOf } from '../../src/engine/transcript.ts';
import type { HostSession } from '../../src/engine/session.ts';
import { bannerKind, readBanner } from '../../src/probe/banner/index.ts';
import { stripTelnet } from '../../src/probe/banner/telnet.ts';
import { parseChallenges, summarise } from '../../src/probe/challenge.ts';
import { authorizationFor, bestChallenge } from '../../src/probe/credentials/digest.ts';
import { faviconMmh3 } from '../../src/probe/http/favicon-hash.ts';
import { asksForLogin, bodyText, iconLink, pageRedirect, resolveLink, titleOf } from '../../src/probe/http/page.ts';
import { serviceAt, splitXaddrs } from '../../src/probe/onvif/address.ts';
import { mediaOfCapabilities, profileToken, servicesOf } from '../../src/probe/onvif/audit.ts';
import { deviceTime } from '../../src/probe/onvif/clock.ts';
import { classify } from '../../src/probe/onvif/soap.ts';
import { holdsCredentials } from '../../src/probe/onvif/stream-uri.ts';
import { describesVideo, isComplete, parseRtsp, rtspHeader, sessionName } from '../../src/probe/rtsp/message.ts';
import { readSnmpReply } from '../../src/probe/snmp/reply.ts';
import { endOfGreeting, payloadsOf, readHostKey, readOffer } from '../../src/probe/ssh/packets.ts';
import { READERS } from '../../src/probe/vendor/readers.ts';
import { child, children, parseXml, textAt } from '../../src/probe/xml.ts';
import { parseMatches, scopeValue } from '../../src/discover/matches.ts';
import { decompressed, headerValues } from '../../src/wire/http.ts';
import type { HttpReply } from '../../src/wire/http.ts';
import { readCertificate } from '../../src/wire/tls.ts';
import { FILE_READERS } from './file-readers.ts';
import * as samples from './samples.ts';

/** A reader of what a stranger wrote, with seeds, and the exported functions that it covers. */
export interface Reader {
  readonly name: string;
  readonly covers: readonly ((...args: never[]) => unknown)[];
  readonly samples: readonly Buffer[];
  readonly read: (bytes: Buffer) => unknown;
  /** Reads a file: each input costs a hundred times as much. */
  readonly onDisk?: boolean;
}

function buffers(texts: readonly string[]): Buffer[] {
  return texts.map((text) => Buffer.from(text));
}

function reply(body: Buffer, headers: HttpReply['headers'] = []): HttpReply {
  return { end: 'ok', status: 200, headers, body };
}

const BASE = { host: '10.0.0.7:8080', secure: false, path: '/a/b.html' };
// serviceAt looks at the address alone
const SESSION = { address: '10.0.0.7' } as HostSession;
const answer = (body: Buffer) => ({ ...reply(body), n: 0, port: 80 });

function readPage(bytes: Buffer): unknown {
  const html = bodyText(reply(bytes, [['content-type', bytes.subarray(0, 40).toString('latin1')]]));
  const links = [pageRedirect(html), iconLink(html), bytes.toString('latin1', 0, 200)].map((link) => resolveLink(link ?? '', BASE));
  return [titleOf(html), asksForLogin(html, '/'), links, headerValues(reply(bytes), 'x')];
}

function readChallenge(bytes: Buffer): unknown {
  const challenges = parseChallenges([bytes.toString('latin1')]);
  const challenge = bestChallenge(challenges);
  const answered =
    challenge === undefined ? undefined : authorizationFor({ challenge, user: 'admin', password: 'x', method: 'GET', uri: '/' });
  return [summarise(challenges), answered?.length];
}

function readRtsp(bytes: Buffer): unknown {
  isComplete(bytes);
  const message = parseRtsp(bytes);
  return message === undefined ? undefined : [message.status, rtspHeader(message, 'server'), describesVideo(message), sessionName(message)];
}

function readSoap(bytes: Buffer): unknown {
  const told = classify(answer(bytes), 'GetServicesResponse');
  const xml = parseXml(bytes.toString('utf8'));
  const clock = deviceTime(child(xml, 'Envelope', 'Body', 'GetSystemDateAndTimeResponse'));
  const services = servicesOf(told.body).map(({ xaddr }) => [
    holdsCredentials(xaddr),
    splitXaddrs(xaddr).map((each) => serviceAt(SESSION, each)),
  ]);
  const others = [children(xml, 'a').length, textAt(xml, 'Envelope', 'Body', 'Fault'), mediaOfCapabilities(told.body)];
  return [told.kind, clock?.toISOString(), services, others, profileToken({ ...told, kind: 'answered' })];
}

function readSsh(bytes: Buffer): unknown {
  const payloads = payloadsOf(bytes, endOfGreeting(bytes) ?? 0);
  return [readOffer(payloads), readHostKey(payloads)];
}

function readMatchText(bytes: Buffer): unknown {
  const matches = parseMatches(bytes.toString('utf8'));
  return matches.map(({ scopes, types }) => [types, scopeValue(scopes, 'name')]);
}

function readBannerOf(bytes: Buffer): unknown {
  const facts: unknown[] = [];
  const sink = { addFact: (...fact: unknown[]) => void facts.push(fact), leaveOpen: () => undefined };
  for (const expected of ['ssh', 'telnet', 'ftp', undefined] as const) readBanner(sink, 22, { bytes, end: 'ok', n: 0 }, expected);
  return [bannerKind(bytes), stripTelnet(bytes), facts];
}

function certificateOf(bytes: Buffer): unknown {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(bytes);
  } catch {
    // what OpenSSL refuses never reaches us
    return undefined;
  }
  return readCertificate(certificate);
}

const PACKED = (['gzip', 'deflate', 'br', 'x-gzip', 'zstd'] as const).map((name) => name);

function unpack(bytes: Buffer): unknown {
  return PACKED.map((encoding) => decompressed(reply(bytes, [['content-encoding', encoding]]), 65_536).body.length);
}

const searches: Reader[] = PROTOCOLS.map((protocol) => ({
  name: `reply of ${protocol.id}`,
  covers: [],
  samples: [...samples.SEARCH_REPLIES.map(({ bytes }) => bytes), ...buffers(samples.SOAP_ANSWERS)],
  read: (bytes) => {
    const datagram = { bytes, port: protocol.port, toPort: 50_000 };
    protocolOf(datagram);
    // not by `readReply`, which hides what a reader throws
    return protocol.recognises(datagram) ? protocol.read(datagram) : undefined;
  },
}));

const makers: Reader[] = [...READERS].map(([id, read]) => ({
  name: `answer to ${id}`,
  covers: [],
  samples: buffers(samples.MAKER_ANSWERS),
  read: (bytes) => read(reply(bytes)),
}));

/** Everything that reads bytes of a stranger. */
export const STRANGE_READERS: readonly Reader[] = [
  ...FILE_READERS,
  ...searches,
  ...makers,
  {
    name: 'page',
    covers: [bodyText, titleOf, asksForLogin, pageRedirect, iconLink, resolveLink, headerValues],
    samples: buffers(samples.PAGES),
    read: readPage,
  },
  {
    name: 'challenge',
    covers: [parseChallenges, summarise, authorizationFor, bestChallenge],
    samples: buffers(samples.CHALLENGES),
    read: readChallenge,
  },
  {
    name: 'RTSP answer',
    covers: [isComplete, parseRtsp, rtspHeader, describesVideo, sessionName],
    samples: buffers(samples.RTSP_ANSWERS),
    read: readRtsp,
  },
  {
    name: 'SOAP answer',
    covers: [
      classify,
      parseXml,
      child,
      children,
      textAt,
      deviceTime,
      servicesOf,
      mediaOfCapabilities,
      profileToken,
      splitXaddrs,
      serviceAt,
      holdsCredentials,
    ],
    samples: buffers(samples.SOAP_ANSWERS),
    read: readSoap,
  },
  {
    name: 'probe matches',
    covers: [parseMatches, scopeValue, readReply, protocolOf],
    samples: buffers(samples.SOAP_ANSWERS.slice(4)),
    read: readMatchText,
  },
  { name: 'SSH packets', covers: [endOfGreeting, payloadsOf, readOffer, readHostKey], samples: samples.SSH_ANSWERS, read: readSsh },
  { name: 'SNMP reply', covers: [readSnmpReply], samples: samples.SNMP_ANSWERS, read: readSnmpReply },
  { name: 'banner', covers: [bannerKind, readBanner, stripTelnet], samples: samples.TELNET_STREAMS, read: readBannerOf },
  { name: 'icon', covers: [faviconMmh3], samples: [Buffer.alloc(64, 7)], read: faviconMmh3 },
  { name: 'certificate', covers: [readCertificate], samples: samples.CERTIFICATES, read: certificateOf },
  { name: 'compressed body', covers: [decompressed], samples: samples.COMPRESSED, read: unpack },
  {
    name: 'transcript',
    covers: [redact, transcriptOf],
    samples: buffers([...samples.RTSP_ANSWERS, ...samples.SOAP_ANSWERS, ...samples.CHALLENGES]),
    read: (bytes) => [transcriptOf(bytes), redact(bytes.toString('latin1')).length],
  },
  {
    name: 'table of neighbours',
    covers: [parseArp, parseNeigh],
    samples: buffers(samples.NEIGHBOUR_TABLES),
    read: (bytes) => [parseArp(bytes.toString('latin1')).size, parseNeigh(bytes.toString('latin1')).size],
  },
];
