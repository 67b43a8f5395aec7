import { PROBES, RESULT_FORMAT, RESULT_VERSION, newId } from '@ancam/core';
import type { Fact, HostResult, ProbeState, ScanResult } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { SOFTWARE, createPlan, derive } from '@ancam/scanner';

/** What a made-up camera shows. */
export interface Shown {
  readonly address: string;
  readonly at: string;
  readonly serial?: string;
  readonly mac?: string;
  readonly tlsKey?: string;
  readonly tlsKeyShared?: boolean;
  readonly endpoint?: string;
  readonly model?: string;
  readonly firmware?: string;
  readonly manufacturer?: string;
  readonly telnet?: boolean;
  /** Probes that left questions open. */
  readonly partial?: readonly ProbeState['probe'][];
}

function fact(name: Fact['name'], value: Fact['value'] | undefined): Fact[] {
  return value === undefined ? [] : [{ name, value }];
}

/** A host result as a scan would store it, derived with the knowledge of this checkout. */
export function hostOf(shown: Shown): HostResult {
  const facts = [
    ...fact('onvif.answered', true),
    ...fact('onvif.openDeviceInformation', true),
    ...fact('onvif.manufacturer', shown.manufacturer ?? 'HIKVISION'),
    ...fact('onvif.model', shown.model ?? 'DS-2CD2143G2-I'),
    ...fact('onvif.firmware', shown.firmware),
    ...fact('onvif.serial', shown.serial),
    ...fact('wsd.mac', shown.mac),
    ...fact('wsd.endpoint', shown.endpoint),
    ...fact('tls.spkiSha256', shown.tlsKey),
    ...fact('fleet.tlsKeyShared', shown.tlsKeyShared),
    ...fact('telnet.open', shown.telnet),
  ];
  const probes = PROBES.map((probe) => ({
    probe,
    state: shown.partial?.includes(probe) === true ? ('partial' as const) : ('done' as const),
  }));
  return {
    id: newId(),
    address: shown.address,
    life: 'open',
    startedAt: shown.at,
    finishedAt: shown.at,
    cutShort: false,
    observations: [],
    probes,
    ...derive({ facts, probes }, loadKnowledge()),
  };
}

/** A completed result file of such cameras. */
export function resultOf(at: string, ...shown: readonly Omit<Shown, 'at'>[]): ScanResult {
  const hosts = shown.map((each) => hostOf({ ...each, at }));
  const count = hosts.length;
  return {
    format: RESULT_FORMAT,
    version: RESULT_VERSION,
    id: newId(),
    instanceId: newId(),
    software: SOFTWARE,
    knowledge: loadKnowledge().hash,
    status: 'completed',
    startedAt: at,
    finishedAt: at,
    plan: createPlan({ targets: ['10.0.0.0/24'] }),
    stats: { addresses: 256, excluded: 0, silent: 256 - count, alive: count, cameras: count, connects: 1, exchanges: 1 },
    notes: [],
    hosts,
  };
}
