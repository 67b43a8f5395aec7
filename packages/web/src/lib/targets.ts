import ipaddr from 'ipaddr.js';

/** Why a line does not name a target. */
export type TargetFault = 'cidr' | 'range' | 'reversed' | 'address' | 'name';

/** A faulty line, numbered as the person sees it, from 1. */
export interface LineFault {
  readonly line: number;
  readonly text: string;
  readonly fault: TargetFault;
}

const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

function faultOfRange(from: string, to: string): TargetFault | undefined {
  const prefix = from.slice(0, from.lastIndexOf('.') + 1);
  const end = /^\d{1,3}$/.test(to) ? prefix + to : to;
  if (!isAddress(from) || !isAddress(end)) return 'range';
  const low = ipaddr.parse(from).toByteArray();
  const high = ipaddr.parse(end).toByteArray();
  if (low.length !== high.length) return 'range';
  const differs = low.findIndex((byte, index) => byte !== high[index]);
  return differs >= 0 && (low[differs] ?? 0) > (high[differs] ?? 0) ? 'reversed' : undefined;
}

function faultOf(text: string): TargetFault | undefined {
  if (text.includes('/')) return ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text) ? undefined : 'cidr';
  if (isAddress(text)) return undefined;
  const range = /^([0-9a-f.:]+)\s*-\s*([0-9a-f.:]+)$/i.exec(text);
  if (range !== null && /[.:]/.test(range[1] ?? '')) return faultOfRange(range[1] ?? '', range[2] ?? '');
  if (/^[\d.]+$/.test(text) || text.includes(':')) return 'address';
  return NAME.test(text) ? undefined : 'name';
}

/** The lines of a text field without empty ones and comments. Commas and semicolons divide as line ends do. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
}

/** The faulty lines of a field of targets: addresses, ranges `a-b`, CIDR or host names, IPv4 and IPv6. */
export function targetFaults(text: string): LineFault[] {
  return text.split('\n').flatMap((raw, index) =>
    linesOf(raw).flatMap((each) => {
      const fault = faultOf(each);
      return fault === undefined ? [] : [{ line: index + 1, text: each, fault }];
    }),
  );
}

/** Whether a list of ports is written as `80,554,http:8080`. */
export function portsAreValid(text: string): boolean {
  return text
    .split(',')
    .map((each) => each.trim())
    .every((each) => {
      const match = /^(?:(?:auto|https?|rtsps?|telnet|ssh|ftp):)?(\d{1,5})$/.exec(each);
      const port = Number(match?.[1] ?? 0);
      return port >= 1 && port <= 65_535;
    });
}
