import type { HostResult } from '@ancam/core';
import { usualConnect } from '../wire/try-connect.ts';
import type { HostInput } from './host.ts';
import type { ScanContext } from './session.ts';

const UNANSWERED: ReadonlySet<string> = new Set(['timeout', 'unreachable']);

/**
 * Whether a device that opened a port in the sweep cannot be reached any more: none of its services answered, and the port takes no connection
 * either. One that takes connections and says nothing is not silent: it is a service that was asked the wrong question.
 */
export async function wentSilent({ lane, plan }: ScanContext, input: HostInput, host: HostResult): Promise<boolean> {
  const [port] = input.open;
  if (port === undefined || lane.cancelled) return false;
  const asked = host.observations.filter(({ probe, transport }) => probe !== 'tcp' && transport !== 'udp');
  if (asked.length === 0 || asked.some(({ end }) => !UNANSWERED.has(end))) return false;
  const connect = await usualConnect();
  return UNANSWERED.has(await connect(lane, input.address, port, plan.limits.connectTimeoutMs));
}
