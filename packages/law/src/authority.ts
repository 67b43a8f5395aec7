import type { Text } from '@ancam/core';
import type { Answers, Authority, Confidence, DossierPart, Level, OwnerRule, Party, RegimeId, Separation } from '@ancam/knowledge';
import { citeAll } from './citation.ts';
import { judge } from './conditions.ts';
import { holdsOn } from './days.ts';
import { found } from './found.ts';
import type { Law } from './law.ts';
import { weakest } from './regime.ts';

/** What is asked about: a level under a regime on a day, for a body described by its answers (`bodyKind`, `superiorKind`, `topKind`, `domain` ...). */
export interface AuthorityQuery {
  readonly level: Level;
  readonly regime: RegimeId;
  readonly asOf: string;
  readonly body?: Answers;
}

/** Who is owner and security unit of a body's systems. */
export interface OwnerReading {
  readonly rule?: string;
  readonly owner?: Text;
  readonly securityUnit?: Text;
  /** False where the texts leave it open: then the question is named, and a system counts as one without settled authority. */
  readonly settled: boolean;
  readonly question?: string;
  readonly note?: Text;
}

/** Who gives an opinion, appraises, approves and is told. */
export interface AuthorityReading {
  readonly rule: string;
  readonly title: Text;
  readonly clause: Text;
  readonly confidence: Confidence;
  readonly note?: Text;
  readonly opinion?: Party;
  readonly appraises: Party;
  readonly appraiserName?: Text;
  readonly approves: Party;
  readonly approvesList?: Party;
  readonly object: Authority['object'];
  readonly reportsTo?: Party;
  readonly owner: OwnerReading;
  /** Ways out where the appraiser also runs the system. */
  readonly independence: Separation['options'];
}

/** Who appraises and approves at a level. Throws `input.invalid` where no rule covers it. */
export function authority(law: Law, { level, regime, asOf, body = {} }: AuthorityQuery): AuthorityReading {
  const domain = { domain: 'general', ...body };
  const day = inForce(law, regime, asOf);
  const rule = found(
    law.data.authorities.find(
      (each) =>
        each.regime === regime &&
        each.levels.includes(level) &&
        holdsOn(each, day) &&
        (each.when === undefined || judge(each.when, domain).verdict === 'yes'),
    ),
    `no rule says who approves level ${level} under regime ${regime} on ${asOf}`,
  );
  const owner = ownerOf(law, regime, asOf, body);
  const { opinion, appraises, appraiserName, approves, approvesList, object, reportsTo, note } = rule;
  return {
    rule: rule.id,
    title: rule.title,
    clause: citeAll(law, rule.sources),
    confidence: weakest([rule.confidence]),
    ...(note === undefined ? {} : { note }),
    ...(opinion === undefined ? {} : { opinion }),
    appraises,
    ...(appraiserName === undefined ? {} : { appraiserName }),
    approves,
    ...(approvesList === undefined ? {} : { approvesList }),
    object,
    ...(reportsTo === undefined ? {} : { reportsTo }),
    owner,
    independence: separationsOf(law, regime, level, asOf).find(({ between }) => between[0] === 'appraiser')?.options ?? [],
  };
}

/** Owner and security unit of a body; the first rule that is known to match. */
export function ownerOf(law: Law, regime: RegimeId, asOf: string, body: Answers): OwnerReading {
  const day = inForce(law, regime, asOf);
  const rule = law.data.owners.find(
    (each: OwnerRule) => each.regime === regime && holdsOn(each, day) && judge(each.when, body).verdict === 'yes',
  );
  if (rule === undefined) return { settled: false };
  const { id, owner, securityUnit, settled, question, note } = rule;
  return {
    rule: id,
    owner,
    securityUnit,
    settled,
    ...(question === undefined ? {} : { question }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The separations of a regime at a level. */
export function separationsOf(law: Law, regime: RegimeId, level: Level, asOf: string): readonly Separation[] {
  const day = inForce(law, regime, asOf);
  return law.data.separations.filter((each) => each.regime === regime && each.levels.includes(level) && holdsOn(each, day));
}

/** Parts of a file at a level, in their order. `dossier` tells new systems from running ones; a part of which it is not known is listed. */
export function partsOf(law: Law, file: DossierPart['file'], query: AuthorityQuery, dossier: Answers = {}): readonly DossierPart[] {
  const day = inForce(law, query.regime, query.asOf);
  return law.data.parts
    .filter(
      (each) =>
        each.file === file &&
        each.regime === query.regime &&
        each.levels.includes(query.level) &&
        holdsOn(each, day) &&
        (each.when === undefined || judge(each.when, dossier).verdict !== 'no'),
    )
    .toSorted((a, b) => a.order - b.order);
}

/** A dossier that a transition keeps on a regime follows its rules as they stood on the last day of that regime. */
export function inForce(law: Law, regime: RegimeId, asOf: string): string {
  const last = law.data.regimes.find(({ id }) => id === regime)?.validTo;
  return last !== undefined && asOf > last ? last : asOf;
}
