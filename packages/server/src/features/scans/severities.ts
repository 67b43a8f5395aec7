import { SEVERITIES } from '@ancam/core';
import type { CheckResult, Severity } from '@ancam/core';
import { z } from 'zod';

/** A count for every severity. */
export type BySeverity = Record<Severity, number>;

const Stored = z.partialRecord(z.enum(SEVERITIES), z.number().int());

/** Zero for every severity. */
export function noneBySeverity(): BySeverity {
  return { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
}

/** Counts the failed checks of a host. */
export function failedBySeverity(checks: readonly CheckResult[]): BySeverity {
  const counts = noneBySeverity();
  for (const { outcome, severity } of checks) if (outcome === 'fail') counts[severity] += 1;
  return counts;
}

/** Reads counts back from the database. */
export function parseBySeverity(stored: unknown): BySeverity {
  return { ...noneBySeverity(), ...Stored.parse(stored) };
}
