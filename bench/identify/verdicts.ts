import type { ReplyHost } from '@ancam/camera-farm';
import type { Identity } from '@ancam/core';
import type { NmapRun } from '../nmap.ts';
import type { OurScan } from '../ours.ts';

/** What a program said about a device: its maker, another one, or none. For what is no camera, naming none is right. */
export type Said = 'right' | 'wrong' | 'none';

export interface Judged {
  readonly address: string;
  readonly host: ReplyHost;
  readonly said: Said;
}

type Served = readonly { readonly address: string; readonly host: ReplyHost }[];

/** Ours: the maker by its id, the brand where there is one, and no wrong model or firmware beside it. */
export function judgeOurs({ hosts }: OurScan, served: Served): readonly Judged[] {
  const found = new Map(hosts.map(({ address, identity }) => [address, identity]));
  return served.map(({ address, host }) => ({ address, host, said: saidBy(found.get(address), host) }));
}

function saidBy(identity: Identity | undefined, host: ReplyHost): Said {
  const named = identity?.maker !== undefined || identity?.brand !== undefined;
  if (host.maker === undefined) return named && identity.kind !== 'not-a-camera' ? 'wrong' : 'right';
  if (!named) return 'none';
  const contradicts = (['model', 'firmware', 'brand'] as const).some((part) => host[part] !== undefined && identity[part] !== host[part]);
  return identity.maker === host.maker && !contradicts ? 'right' : 'wrong';
}

/**
 * The peer's, generously: right where a word of the maker's name stands anywhere in what it printed of the host, wrong where only names of
 * other makers do. It tells no models, so none are asked of it.
 */
export function judgePeer({ texts }: NmapRun, served: Served): readonly Judged[] {
  const all = new Set(served.flatMap(({ host }) => (host.maker === undefined ? [] : words(host))));
  return served.map(({ address, host }) => {
    const text = texts.get(address) ?? '';
    const said = new Set(text.split(/[^\p{L}\p{N}]+/u));
    const finds = (word: string): boolean => said.has(word);
    const own = host.maker === undefined ? [] : words(host);
    if (own.some(finds)) return { address, host, said: 'right' };
    const other = [...all].some((word) => !own.includes(word) && finds(word));
    if (host.maker === undefined) return { address, host, said: other ? 'wrong' : 'right' };
    return { address, host, said: other ? 'wrong' : 'none' };
  });
}

function words({ maker = '', name, brand = '' }: ReplyHost): readonly string[] {
  return [
    ...new Set([maker, name, brand].flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]).map((each) => each.toLowerCase())),
  ].filter((word) => word.length > 2);
}

/** How many of each, and which are not right. */
export function counted(judged: readonly Judged[]): Readonly<Record<Said, number>> {
  const count = (said: Said): number => judged.filter((each) => each.said === said).length;
  return { right: count('right'), wrong: count('wrong'), none: count('none') };
}

/** The devices that were not recognised rightly, in a few words. */
export function missed(judged: readonly Judged[]): string {
  return judged
    .filter(({ said }) => said !== 'right')
    .map(({ host, said }) => `${host.brand ?? host.name}, ${host.about}: ${said}`)
    .join('; ');
}
