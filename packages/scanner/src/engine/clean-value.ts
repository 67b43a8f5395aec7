import { deviceText } from '@ancam/core';
import type { Fact } from '@ancam/core';
import { cap, redact } from './transcript.ts';

const MAX_TEXT = 4096;

/** The value of a fact as it is kept: trimmed, redacted, capped; undefined where nothing is left. */
export function cleanValue(value: Fact['value'] | undefined): Fact['value'] | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string') {
    const text = cap(redact(deviceText(value.replaceAll('\u0000', '')).trim()), MAX_TEXT);
    return text === '' ? undefined : text;
  }
  const list = value.map((item) => cap(redact(deviceText(item).trim()), 2048)).filter((item) => item !== '');
  return list.length === 0 ? undefined : list.slice(0, 256);
}
