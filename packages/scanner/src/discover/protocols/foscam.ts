import { BROADCAST } from '../protocol.ts';
import type { DiscoveryProtocol } from '../protocol.ts';

/** Length of the question, which a device of another kind may echo. */
const QUESTION = 27;

/** Foscam's search. No source gives the fields of its reply, so that it answers is all that is taken from it. */
export const foscam: DiscoveryProtocol = {
  id: 'foscam',
  shapes: ['foscam-search'],
  port: 10_000,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [10_000],
  unicast: 'living',
  makers: ['foscam'],
  recognises: ({ bytes }) => bytes.length > QUESTION && bytes.toString('latin1', 0, 4) === 'MO_I',
  read: () => ({}),
};
