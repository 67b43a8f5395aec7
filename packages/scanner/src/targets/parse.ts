import { AppError } from '@ancam/core';
import { parseAddress, parseCidr } from './address.ts';
import type { AddressRange } from './address.ts';

/** A target as named: a run of addresses, or a host name still to be looked up. */
export type Target = { readonly text: string; readonly range: AddressRange } | { readonly text: string; readonly host: string };

const HOST_NAME = /^(?=.{1,253}\.?$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.?$/i;
/** Ends in a number, also a hexadecimal one: meant as an address, and systems would take it for one; never looked up as a name. */
const LOOKS_NUMERIC = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i;

function malformed(text: string, what: string, fix: string): AppError {
  return new AppError('target.malformed', `target "${text}": ${what}`, { place: text, fix });
}

function parseRange(text: string): AddressRange | undefined {
  const dash = text.indexOf('-');
  const from = parseAddress(text.slice(0, dash).trim());
  if (from === undefined) return undefined;
  const end = text.slice(dash + 1).trim();
  const prefix = text
    .slice(0, dash)
    .trim()
    .replace(/[^.]+$/, '');
  const until = from.family === 4 && /^\d{1,3}$/.test(end) ? parseAddress(prefix + end) : parseAddress(end);
  if (until === undefined || until.family !== from.family) {
    throw malformed(text, 'the end of the range is not an address', 'write a range as 192.168.1.10-192.168.1.50 or 192.168.1.10-50');
  }
  if (until.first < from.first) throw malformed(text, 'the range ends before it begins', 'write the lower address first');
  return { ...from, last: until.last };
}

/** Reads one target. @throws AppError `target.malformed` that names the text and what to write instead. */
export function parseTarget(text: string): Target {
  const trimmed = text.trim();
  if (trimmed === '') throw malformed(text, 'it is empty', 'name an address, a range a-b, a prefix such as 192.168.1.0/24 or a host name');
  if (trimmed.includes('/')) {
    const range = parseCidr(trimmed);
    if (range === undefined) throw malformed(text, 'not a prefix', 'write a prefix as 192.168.1.0/24 (length 0-32, for IPv6 0-128)');
    return { text: trimmed, range };
  }
  const single = parseAddress(trimmed);
  if (single !== undefined) return { text: trimmed, range: single };
  if (trimmed.includes('-')) {
    const range = parseRange(trimmed);
    if (range !== undefined) return { text: trimmed, range };
  }
  if (!LOOKS_NUMERIC.test(trimmed) && HOST_NAME.test(trimmed)) return { text: trimmed, host: trimmed.toLowerCase().replace(/\.$/, '') };
  throw malformed(
    text,
    'neither an address nor a host name',
    'name an address, a range a-b, a prefix such as 192.168.1.0/24 or a host name',
  );
}
