import { AppError } from '@ancam/core';
import type { ScanPlan, ScanProfile, Text } from '@ancam/core';
import { createPlan, readTargetsFile } from '@ancam/scanner';

/** What the operator typed about targets and limits. */
export interface PlanOptions {
  readonly exclude?: readonly string[];
  readonly excludeFile?: string;
  readonly ports?: string;
  readonly interface?: readonly string[];
  readonly unicastDiscovery?: boolean;
  readonly profile?: ScanProfile;
  readonly rate?: string;
  readonly connectRate?: string;
  /** Seconds. */
  readonly timeout?: string;
  /** Seconds. */
  readonly limit?: string;
  readonly publicHolder?: string;
  readonly factoryPasswordTest?: boolean;
  readonly testDevice?: readonly string[];
  readonly snmpPort?: string;
}

/** A process that does nothing else can talk to this many devices at once; each is still asked at its own slow rate. */
const SIDE_BY_SIDE = 256;

const NO_TARGET: Text = {
  vi: 'Ví dụ: ancam scan 192.168.1.0/24, hoặc ancam scan @danh-sach.txt',
  en: 'For example: ancam scan 192.168.1.0/24, or ancam scan @list.txt',
};
const POSITIVE: Text = { vi: 'Viết một số lớn hơn 0.', en: 'Write a number above 0.' };

/** The plan of a scan from the words of the command line. Throws what `createPlan` and `readTargetsFile` throw. */
export async function planFrom(words: readonly string[], options: PlanOptions): Promise<ScanPlan> {
  if (words.length === 0) throw new AppError('input.invalid', 'no target is named', { place: 'TARGET', fix: NO_TARGET });
  const fromFiles = await Promise.all(words.map(async (word) => (word.startsWith('@') ? readTargetsFile(word.slice(1)) : [word])));
  const excluded = options.excludeFile === undefined ? [] : await readTargetsFile(options.excludeFile);
  const timeout = milliseconds('--timeout', options.timeout);
  return createPlan({
    targets: fromFiles.flat(),
    exclude: [...(options.exclude ?? []), ...excluded],
    ports: options.ports,
    interfaces: options.interface,
    unicastDiscovery: options.unicastDiscovery,
    factoryPasswordTest: options.factoryPasswordTest,
    lockoutTest: options.testDevice,
    snmpPort: number('--snmp-port', options.snmpPort),
    publicHolder: options.publicHolder,
    profile: options.profile,
    limits: {
      ...(options.profile === undefined ? { concurrentHosts: SIDE_BY_SIDE } : {}),
      ...defined('hostRatePerSecond', number('--rate', options.rate)),
      ...defined('connectsPerSecond', number('--connect-rate', options.connectRate)),
      ...defined('connectTimeoutMs', timeout),
      ...defined('exchangeTimeoutMs', timeout),
      ...defined('totalTimeoutMs', milliseconds('--limit', options.limit)),
    },
  });
}

function defined(key: keyof ScanPlan['limits'], value: number | undefined): Partial<ScanPlan['limits']> {
  return value === undefined ? {} : { [key]: value };
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  const seconds = number(option, text);
  return seconds === undefined ? undefined : Math.max(1, Math.round(seconds * 1000));
}

function number(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new AppError('input.invalid', `${option} ${text} is not a number above 0`, { place: `${option} ${text}`, fix: POSITIVE });
}
