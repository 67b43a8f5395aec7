import { newId, RESULT_FORMAT, RESULT_VERSION } from '@ancam/core';
import type { HostResult, ScanResult } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { derive } from '../src/assess/derive.ts';

const AT = '2026-11-22T03:00:00.000Z';

/** A host as a scan stores it, derived with the shipped knowledge. For tests. */
export function hostResult(seen: Pick<HostResult, 'facts' | 'probes'>, address = '192.0.2.10'): HostResult {
  return {
    id: newId(),
    address,
    life: 'open',
    startedAt: AT,
    finishedAt: AT,
    cutShort: false,
    observations: [],
    ...seen,
    ...derive(seen, loadKnowledge()),
  };
}

/** A finished scan of these hosts. For tests. */
export function scanResult(hosts: readonly HostResult[]): ScanResult {
  return {
    format: RESULT_FORMAT,
    version: RESULT_VERSION,
    id: newId(),
    instanceId: newId(),
    software: 'test',
    knowledge: loadKnowledge().hash,
    status: 'completed',
    startedAt: AT,
    finishedAt: AT,
    plan: {
      targets: ['192.0.2.0/24'],
      excluded: [],
      ports: [{ port: 80, protocol: 'auto' }],
      furtherPorts: [],
      discovery: { unicast: false, interfaces: [] },
      factoryPasswordTest: false,
      limits: {
        maxHosts: 256,
        concurrentConnects: 1,
        connectsPerSecond: 1,
        connectsPerHost: 1,
        concurrentHosts: 1,
        connectTimeoutMs: 1,
        exchangeTimeoutMs: 1,
        hostTimeoutMs: 1,
        totalTimeoutMs: 1,
        maxResponseBytes: 1,
        hostRatePerSecond: 1,
      },
    },
    stats: { addresses: 256, excluded: 0, silent: 255, alive: 1, cameras: 0, connects: 0, exchanges: 0 },
    notes: [],
    hosts: [...hosts],
  };
}
