import { AppError, PROFILES, ScanPlan } from '@ancam/core';
import type { ProfileRecord, ScanProfile } from '@ancam/core';
import { assertAllowed } from '../targets/allowed.ts';
import { parseTarget } from '../targets/parse.ts';
import { CAMERA_PORTS, FURTHER_PORTS, WELL_KNOWN_PORTS, parsePorts, portSpecs } from './ports.ts';

/** What an operator may say about a scan; everything but the targets has a safe default. */
export interface PlanInput {
  readonly targets: readonly string[];
  readonly exclude?: readonly string[] | undefined;
  /** `80,554,http:8080,rtsp:10554,8000-8010`. Naming ports drops the second stage unless `furtherPorts` is named too. */
  readonly ports?: string | undefined;
  readonly furtherPorts?: string | undefined;
  /** Interfaces of this machine on which to ask by multicast, by name or own address. */
  readonly interfaces?: readonly string[] | undefined;
  /** WS-Discovery to each target; on unless switched off. */
  readonly unicastDiscovery?: boolean | undefined;
  /** UDP port of WS-Discovery where it is not 3702. */
  readonly discoveryPort?: number | undefined;
  readonly factoryPasswordTest?: boolean | undefined;
  /** UDP port of SNMP where it is not 161; where ports are named, it is asked only if this is too. */
  readonly snmpPort?: number | undefined;
  /** Addresses on which factory accounts were tried within the window. */
  readonly triedLately?: readonly string[] | undefined;
  /** Test devices on which wrong log-ins may be made until they lock. */
  readonly lockoutTest?: readonly string[] | undefined;
  /** Who holds the public addresses named. Without it public ranges are refused. */
  readonly publicHolder?: string | undefined;
  /** The named set of bounds, `normal` unless given. */
  readonly profile?: ScanProfile | undefined;
  /** What is named here wins over the profile. */
  readonly limits?: { readonly [K in keyof ScanPlan['limits']]?: ScanPlan['limits'][K] | undefined } | undefined;
}

const SNMP_PORT = 161;

/** Hours within which factory accounts are tried on a device once. */
export const ATTEMPT_WINDOW_HOURS = 24;

/** Ports of the second stage by how much a profile asks. */
const SECOND_STAGE: Readonly<Record<ProfileRecord['furtherPorts'], readonly number[]>> = {
  none: [],
  usual: FURTHER_PORTS,
  wide: [...FURTHER_PORTS, ...WELL_KNOWN_PORTS],
};

function defined<T extends object>(values: T): Partial<T> {
  // entries of the object itself, so the pairs are pairs of T
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function checkTargets(input: PlanInput, publicHolder: string | undefined): void {
  if (input.targets.length === 0) {
    throw new AppError('input.invalid', 'no target is named', { place: 'targets', fix: 'name at least one target' });
  }
  for (const text of input.targets) {
    const target = parseTarget(text);
    if ('range' in target) assertAllowed(target.range, target.text, publicHolder);
  }
  for (const text of input.exclude ?? []) parseTarget(text);
}

/** Ports of both stages; whoever names ports wants those, so the second stage is then empty unless named too. */
function stages(input: PlanInput, profile: ProfileRecord): Pick<ScanPlan, 'ports' | 'furtherPorts'> {
  const ports = input.ports === undefined ? portSpecs(CAMERA_PORTS) : parsePorts(input.ports);
  const usual = input.ports === undefined ? portSpecs(SECOND_STAGE[profile.furtherPorts]) : [];
  const further = input.furtherPorts === undefined ? usual : parsePorts(input.furtherPorts);
  const first = new Set(ports.map((spec) => spec.port));
  const second = new Map(further.filter((spec) => !first.has(spec.port)).map((spec) => [spec.port, spec]));
  return { ports, furtherPorts: [...second.values()] };
}

function discoveryOf(input: PlanInput): ScanPlan['discovery'] {
  return { unicast: input.unicastDiscovery ?? true, interfaces: [...(input.interfaces ?? [])], ...defined({ port: input.discoveryPort }) };
}

/** Log-in attempts that the plan makes, and where it makes none. */
function loginsOf({ factoryPasswordTest = false, triedLately = [], lockoutTest = [] }: PlanInput) {
  return {
    factoryPasswordTest,
    ...(triedLately.length === 0 ? {} : { triedLately: [...triedLately] }),
    ...(lockoutTest.length === 0 ? {} : { lockoutTest: [...lockoutTest] }),
  };
}

/**
 * Makes the plan of a scan. Names are looked up later, by `resolveTargets`.
 * @throws AppError `target.malformed` (with place and fix), `target.refused` (public range), `input.invalid` (ports, limits).
 */
export function createPlan(input: PlanInput): ScanPlan {
  const publicHolder = input.publicHolder?.trim() === '' ? undefined : input.publicHolder?.trim();
  checkTargets(input, publicHolder);
  const { profile = 'normal' } = input;
  const record = PROFILES[profile];
  const plan = ScanPlan.safeParse({
    targets: input.targets.map((text) => text.trim()),
    excluded: (input.exclude ?? []).map((text) => text.trim()),
    ...defined({ publicHolder }),
    ...stages(input, record),
    discovery: discoveryOf(input),
    ...loginsOf(input),
    ...defined({ snmpPort: input.snmpPort ?? (input.ports === undefined && record.snmp ? SNMP_PORT : undefined) }),
    profile,
    limits: { ...record.limits, ...defined(input.limits ?? {}) },
  });
  if (plan.success) return plan.data;
  const place = plan.error.issues[0]?.path.join('.') ?? 'plan';
  throw new AppError('input.invalid', `plan: ${place}: ${plan.error.issues[0]?.message ?? 'invalid'}`, {
    place,
    fix: 'give a value in the allowed range',
  });
}
