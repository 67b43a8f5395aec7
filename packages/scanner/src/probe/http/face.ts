import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../../engine/ask.ts';
import { headerValues } from '../../wire/http.ts';
import { parseChallenges, summarise } from '../challenge.ts';

/**
 * What the answer to GET / looks like, without what differs from answer to answer (date, nonce): two services of a device with the same face
 * show the same site. Undefined where the answer says too little to be told from another's, or was cut.
 */
export function faceOf(answer: HttpAnswer): string | undefined {
  const { realm, schemes } = summarise(parseChallenges(headerValues(answer, 'www-authenticate')));
  const leadsTo = headerValues(answer, 'location')[0]?.replace(/^https?:\/\/[^/]*/i, '');
  if (answer.end !== 'ok' || (answer.body.length === 0 && realm === undefined && leadsTo === undefined)) return undefined;
  const server = headerValues(answer, 'server')[0];
  const body = createHash('sha256').update(answer.body).digest('base64');
  return JSON.stringify([answer.status, leadsTo, server, realm, schemes, body]);
}
