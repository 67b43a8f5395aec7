import type { Fact, FactName, HostResult, ProbeName, ScanHead } from '@ancam/core';
import { newId } from '@ancam/core';
import { createPlan, runScan } from '../src/index.ts';
import type { PlanInput, ScanOptions } from '../src/index.ts';
import { smallKnowledge } from './knowledge.ts';

/** A finished scan: the head, and the last word on each address. */
export interface Scanned {
  readonly head: ScanHead;
  readonly hosts: ReadonlyMap<string, HostResult>;
}

/** Bounds for loopback: no pacing, short patience. */
const QUICK = { hostRatePerSecond: 100_000, connectTimeoutMs: 500, exchangeTimeoutMs: 700, hostTimeoutMs: 8000 };

/** Scans by a plan and gathers what streams out. */
export async function scan(input: PlanInput, more: Partial<Omit<ScanOptions, 'plan'>> = {}): Promise<Scanned> {
  const hosts = new Map<string, HostResult>();
  const plan = createPlan({ unicastDiscovery: false, ...input, limits: { ...QUICK, ...input.limits } });
  const head = await runScan({
    plan,
    knowledge: smallKnowledge(),
    instanceId: newId(),
    // a memory that ends with the scan: its own attempts are the first
    noteAttempts: () => Promise.resolve(true),
    ...more,
    onEvent: (event) => {
      if (event.type === 'host') hosts.set(event.host.address, event.host);
      more.onEvent?.(event);
    },
  });
  return { head, hosts };
}

/** Every value of a fact. */
export function values(host: HostResult | undefined, name: FactName, port?: number): Fact['value'][] {
  return (host?.facts ?? []).filter((fact) => fact.name === name && (port === undefined || fact.port === port)).map((fact) => fact.value);
}

/** What a probe concluded. */
export function state(host: HostResult | undefined, probe: ProbeName): string | undefined {
  return host?.probes.find((one) => one.probe === probe)?.state;
}
