import { FactName } from '@ancam/core';
import type { EvidenceClass } from '@ancam/core';
import { regexFault } from '@ancam/rules';
import { canonicalJson } from '../canonical.ts';
import type { Problem } from '../problem.ts';
import type { Brand, Extraction, Fingerprint, Vendor } from '../schema.ts';
import { filesOf, makersOf } from '../tree.ts';
import type { Tree } from '../tree.ts';
import type { YamlFile } from '../yaml-file.ts';
import { lintCondition } from './conditions.ts';

/** Public fingerprints are copied from list to list, often wrongly: one source alone must not name a maker almost surely. */
const SINGLE_SOURCE_WEIGHT = 0.6;

/**
 * What evidence of each class is worth at most: what a device says of itself on request outweighs what its servers let slip, an icon is copied
 * with the software, a registered MAC says who made the network part, and a port is used by many.
 */
const CLASS_CEILING: Readonly<Record<EvidenceClass, number>> = {
  discovery: 0.95,
  onvif: 0.95,
  vendor: 0.95,
  label: 0.9,
  rtsp: 0.9,
  http: 0.85,
  tls: 0.85,
  banner: 0.85,
  favicon: 0.7,
  oui: 0.4,
  port: 0.25,
};

/** Fingerprints that overlap or run away, extractions that read nothing, examples of another maker. */
export function lintVendors(tree: Tree): Problem[] {
  const makers = makersOf(tree);
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const { id, fingerprints } of [...(tree.base?.vendors ?? []), ...(tree.base?.brands ?? [])])
    for (const each of fingerprints) seen.set(canonicalJson(each.when), `${id}/${each.id}`);
  for (const file of [...filesOf(tree, 'fingerprints'), ...filesOf(tree, 'brand')]) problems.push(...lintFingerprints(file, seen, makers));
  for (const file of filesOf(tree, 'brand')) {
    const { builtBy } = file.data as Brand; // validated as one
    for (const [n, maker] of builtBy.entries()) {
      if (makers.has(maker)) continue;
      problems.push({
        file: file.file,
        line: file.lineOf(['builtBy', n]),
        message: `no maker ${maker}`,
        fix: 'name a folder of devices/vendors',
      });
    }
  }
  for (const file of filesOf(tree, 'vendor')) {
    const { extractions } = file.data as Vendor; // validated as the head of one
    problems.push(...lintExtractions(file, extractions, ['extractions']));
  }
  return problems;
}

function lintFingerprints(file: YamlFile, seen: Map<string, string>, makers: ReadonlySet<string>): Problem[] {
  const { fingerprints } = file.data as { fingerprints: Fingerprint[] }; // validated as such
  const problems: Problem[] = [];
  let previous = '';
  for (const [n, fingerprint] of fingerprints.entries()) {
    const at = ['fingerprints', n];
    const say = (message: string, fix: string) => problems.push({ file: file.file, line: file.lineOf(at), message, fix });
    if (previous >= fingerprint.id && previous !== '') say(`${fingerprint.id} after ${previous}`, 'sort by id, each once');
    previous = fingerprint.id;
    if (fingerprint.weight > SINGLE_SOURCE_WEIGHT && fingerprint.sources.length < 2) {
      say(`weight ${fingerprint.weight} on one source`, `name a second independent source, or weigh it at most ${SINGLE_SOURCE_WEIGHT}`);
    }
    const ceiling = CLASS_CEILING[fingerprint.class];
    if (fingerprint.weight > ceiling)
      say(`weight ${fingerprint.weight} of class ${fingerprint.class}`, `evidence of this class weighs at most ${ceiling}`);
    const key = canonicalJson(fingerprint.when);
    const other = seen.get(key);
    if (other !== undefined) say(`the same condition as ${other}`, 'keep the one that the sources support, or make them differ');
    seen.set(key, `${file.id}/${fingerprint.id}`);
    problems.push(...lintCondition(file, fingerprint.when, [...at, 'when'], makers));
  }
  return problems;
}

/** Unknown facts, unsafe patterns, patterns without exactly one capture group. */
export function lintExtractions(file: YamlFile, extractions: readonly Extraction[], path: readonly PropertyKey[]): Problem[] {
  const problems: Problem[] = [];
  for (const [n, { fact, regex }] of extractions.entries()) {
    const say = (message: string, fix: string) => problems.push({ file: file.file, line: file.lineOf([...path, n]), message, fix });
    if (!FactName.safeParse(fact).success) say(`no fact ${fact}`, 'name a fact of the catalogue');
    if (regex === undefined) continue;
    const fault = regexFault(regex);
    if (fault !== undefined) say(`pattern ${regex}: ${fault}`, 'write a pattern without nested or overlapping repetition');
    else if (new RegExp(`${regex}|`, 'u').exec('')?.length !== 2)
      say(`pattern ${regex} must hold one capture group`, 'capture the value alone');
  }
  return problems;
}
