import { message } from '@ancam/core';
import type { Vendor } from '@ancam/knowledge';
import { askWeb, getPage, webHost } from '../../engine/ask.ts';
import { mayLogIn } from '../../engine/attempts.ts';
import type { HostSession, WebEndpoint } from '../../engine/session.ts';
import { headerValues } from '../../wire/http.ts';
import { buildRequest, fits } from '../../wire/shapes.ts';
import { parseChallenges } from '../challenge.ts';
import type { Challenge } from '../challenge.ts';
import { askOnvif } from '../onvif/soap.ts';
import type { OnvifService } from '../onvif/soap.ts';
import { RtspClient } from '../rtsp/client.ts';
import { rtspHeader } from '../rtsp/message.ts';
import { authorizationFor, bestChallenge, usernameToken } from './digest.ts';

/** Below every lock-out threshold known; the regulation's own test counts five in thirty seconds. */
const MAX_ACCOUNTS = 2;
const LOCK_STATUS = new Set([403, 423, 429, 490]);
const LOCK_TEXT =
  /\block(?:ed|out)?\b|too many|blocked|illegal login|retry (?:after|later)|connection limit|max(?:imum)?\W{1,3}(?:number of )?(?:connections|users|sessions)/i;

type Account = Vendor['factoryAccounts'][number];

/** How a device took one attempt. `stale`: it refused the nonce and not the account. */
type Attempt = 'accepted' | 'refused' | 'locked' | 'stale' | 'unclear';

/** A way to put an account to a device: one attempt each. */
type Door = (account: Pick<Account, 'user' | 'password'>) => Promise<Attempt>;

/** Where an account can be put to the device. */
export interface Doors {
  readonly streams: readonly { readonly port: number; readonly secure: boolean }[];
  /** RTSP paths that may challenge. */
  readonly streamPaths: readonly string[];
  /** Web addresses that may challenge. */
  readonly pages: readonly string[];
  /** An ONVIF service that refused GetDeviceInformation without log-in. */
  readonly onvif: OnvifService | undefined;
}

/**
 * Tries the published factory accounts of the identified maker: one attempt per account, at most two accounts, one after the other,
 * through one door, noted before the first. The first sign of a lock ends it. Passwords are never stored.
 */
export async function probeCredentials(session: HostSession, vendor: Pick<Vendor, 'id' | 'factoryAccounts'>, doors: Doors): Promise<void> {
  const { factoryAccounts: accounts } = vendor;
  if (accounts.length === 0) return session.skip('credentials', message('no-factory-account'));
  const door = await openDoor(session, doors);
  if (door === undefined) return session.skip('credentials', message('no-login-door'));
  if (!(await mayLogIn(session, 'credentials'))) return;
  for (const [index, account] of accounts.slice(0, MAX_ACCOUNTS).entries()) {
    const attempt = await door(account);
    if (attempt === 'accepted') {
      session.addFact('credentials.factoryAccepted', true);
      session.addFact('credentials.account', account.user);
      session.addFact('credentials.published', `${vendor.id}/${index + 1}`);
      return;
    }
    if (attempt === 'locked') return session.leaveOpen('credentials', message('lock-signs'));
    if (attempt !== 'refused') return session.leaveOpen('credentials', message('login-unclear'));
  }
}

/** The first way to put an account to a device: streams before pages before ONVIF. */
export async function openDoor(session: HostSession, doors: Doors): Promise<Door | undefined> {
  for (const stream of doors.streams) {
    for (const path of doors.streamPaths) {
      const door = await rtspDoor(session, stream, path);
      if (door !== undefined) return door;
    }
  }
  for (const endpoint of session.web) {
    for (const path of doors.pages) {
      const door = await httpDoor(session, endpoint, path);
      if (door !== undefined) return door;
    }
  }
  return doors.onvif === undefined ? undefined : onvifDoor(session, doors.onvif);
}

async function rtspDoor(session: HostSession, stream: Doors['streams'][number], path: string): Promise<Door | undefined> {
  if (!fits('rtsp-credentials', 'path', path)) return undefined;
  const first = new RtspClient(session, stream.port, stream.secure);
  const asked = await first.ask('rtsp-describe', path, {}, 'credentials');
  first.close();
  return asked.message?.status === 401 ? (account) => tryStream(session, stream, path, account) : undefined;
}

/** Challenge and attempt share one connection: some makers bind their nonces to it. */
async function tryStream(
  session: HostSession,
  stream: Doors['streams'][number],
  path: string,
  { user, password }: Pick<Account, 'user' | 'password'>,
): Promise<Attempt> {
  const client = new RtspClient(session, stream.port, stream.secure);
  try {
    const asked = await client.ask('rtsp-describe', path, {}, 'credentials');
    if (asked.message === undefined) return 'unclear';
    if (LOCK_STATUS.has(asked.message.status)) return 'locked';
    const challenge = bestChallenge(parseChallenges(rtspHeader(asked.message, 'www-authenticate')));
    if (asked.message.status !== 401 || challenge === undefined) return 'unclear';
    const authorization = authorizationFor({ challenge, user, password, method: 'DESCRIBE', uri: client.url(path) });
    if (authorization === undefined || !fits('rtsp-credentials', 'authorization', authorization)) return 'unclear';
    const answer = await client.ask('rtsp-credentials', path, { authorization }, 'credentials');
    if (answer.message === undefined) return 'unclear';
    return judge(answer.message.status, rtspHeader(answer.message, 'www-authenticate'), `${answer.message.reason} ${answer.message.body}`);
  } finally {
    client.close();
  }
}

async function httpDoor(session: HostSession, endpoint: WebEndpoint, path: string): Promise<Door | undefined> {
  if (!fits('http-credentials', 'path', path)) return undefined;
  const asked = await getPage(session, endpoint, path);
  const first = asked.status === 401 ? bestChallenge(parseChallenges(headerValues(asked, 'www-authenticate'))) : undefined;
  if (first === undefined) return undefined;
  return async ({ user, password }) => {
    const challenge: Challenge | undefined = await freshChallenge(session, endpoint, path, first);
    const authorization = challenge === undefined ? undefined : authorizationFor({ challenge, user, password, method: 'GET', uri: path });
    if (authorization === undefined || !fits('http-credentials', 'authorization', authorization)) return 'unclear';
    const request = buildRequest('http-credentials', { host: webHost(session, endpoint), path, authorization });
    const answer = await askWeb(session, 'credentials', endpoint, request, { bodyBytes: 1024 });
    if (answer.status === 0) return 'unclear';
    const type = headerValues(answer, 'content-type')[0] ?? '';
    return judge(
      answer.status,
      headerValues(answer, 'www-authenticate'),
      /text|json|xml/i.test(type) ? answer.body.toString('latin1') : '',
    );
  };
}

async function freshChallenge(session: HostSession, endpoint: WebEndpoint, path: string, first: Challenge): Promise<Challenge | undefined> {
  if (first.scheme === 'basic') return first;
  const again = await getPage(session, endpoint, path);
  return again.status === 401 ? bestChallenge(parseChallenges(headerValues(again, 'www-authenticate'))) : undefined;
}

function onvifDoor(session: HostSession, service: OnvifService): Door {
  return async ({ user, password }) => {
    const skew = session.facts.find((fact) => fact.name === 'onvif.clockSkewSeconds')?.value;
    const at = new Date(session.context.clock().getTime() + (typeof skew === 'number' ? skew * 1000 : 0));
    const token = usernameToken(user, password, at);
    const answer = await askOnvif(session, service, 'onvif-credentials', 'GetDeviceInformationResponse', token, 'credentials');
    if (answer.kind === 'answered') return 'accepted';
    if (LOCK_STATUS.has(answer.http.status) && answer.http.status !== 403) return 'locked';
    if (LOCK_TEXT.test(answer.http.body.toString('latin1'))) return 'locked';
    return answer.kind === 'refused' ? 'refused' : 'unclear';
  };
}

/**
 * A refusal asks again (RFC 9110, 11.6.1). A bare 401 is how some devices answer while all their connections are taken, so it says nothing of
 * the password; neither does one that calls the nonce stale (RFC 7616, 3.3). It is not tried again: that would be a second attempt.
 */
function judge(status: number, challenges: readonly string[], text: string): Attempt {
  if (LOCK_STATUS.has(status) || (status !== 200 && LOCK_TEXT.test(text))) return 'locked';
  if (status === 200) return 'accepted';
  if (status !== 401 || challenges.length === 0) return 'unclear';
  return parseChallenges(challenges).some(({ parameters }) => parameters['stale']?.toLowerCase() === 'true') ? 'stale' : 'refused';
}
