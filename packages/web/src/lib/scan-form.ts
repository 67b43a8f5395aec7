import type { ScanBody } from '@ancam/contract';
import type { ScanProfile } from '@ancam/core';
import { linesOf, portsAreValid, targetFaults } from './targets.ts';

/** What a person writes of what a scan is to look at, and how. */
export interface ScanFields {
  readonly targets: string;
  readonly excluded: string;
  readonly ports: string;
  readonly interfaces: string;
  readonly profile: ScanProfile;
  /** Empty: as the profile has it. */
  readonly hostRate: string;
  readonly connectRate: string;
  /** Empty: none is named. */
  readonly site: string;
  /** Empty: this server scans. */
  readonly probes: readonly string[];
}

export const BLANK_SCAN: ScanFields = {
  targets: '',
  excluded: '',
  ports: '',
  interfaces: '',
  profile: 'normal',
  hostRate: '',
  connectRate: '',
  site: '',
  probes: [],
};

/** What is written of a limit: nothing where the field is empty, undefined where it is no number in range. */
function limitOf(text: string, most: number): { readonly value?: number } | undefined {
  if (text.trim() === '') return {};
  const value = Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) && value > 0 && value <= most ? { value } : undefined;
}

export const hostRateOf = (text: string) => limitOf(text, 1000);
export const connectRateOf = (text: string) => limitOf(text, 100_000);

/** Whether something is written that cannot be meant. */
export function isScanFaulty(fields: ScanFields): boolean {
  return (
    targetFaults(fields.targets).length + targetFaults(fields.excluded).length > 0 ||
    (fields.ports.trim() !== '' && !portsAreValid(fields.ports)) ||
    hostRateOf(fields.hostRate) === undefined ||
    connectRateOf(fields.connectRate) === undefined
  );
}

/** The fields as the API takes them. */
export function scopeOf(fields: ScanFields): Omit<ScanBody, 'authorisationId' | 'factoryPasswordTest' | 'lockoutTest'> {
  const hostRate = hostRateOf(fields.hostRate)?.value;
  const connectRate = connectRateOf(fields.connectRate)?.value;
  return {
    targets: linesOf(fields.targets),
    excluded: linesOf(fields.excluded),
    interfaces: linesOf(fields.interfaces),
    profile: fields.profile,
    limits: {
      ...(hostRate === undefined ? {} : { hostRatePerSecond: hostRate }),
      ...(connectRate === undefined ? {} : { connectsPerSecond: connectRate }),
    },
    siteId: fields.site === '' ? null : fields.site,
    probes: [...fields.probes],
    ...(fields.ports.trim() === '' ? {} : { ports: fields.ports.trim() }),
  };
}
