import type { Appraiser, DossierChoices, DossierParty } from '@ancam/contract';
import { APPRAISERS } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Answers, Level, RegimeId } from '@ancam/knowledge';
import { authority } from '@ancam/law';
import type { AuthorityReading } from '@ancam/law';
import { withinAsOwner } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { statuteBook } from '../../law.ts';
import { dayWithin } from './conditions.ts';
import * as store from './parties.store.ts';
import type { PartyUnit } from './parties.store.ts';

/** What the parties of a dossier follow from. */
export interface PartyQuestion {
  readonly stewardId: Id;
  readonly homeId: Id;
  readonly level: Level;
  readonly regime: RegimeId;
  readonly asOf: string;
  readonly domain: string;
  /** A paper names the body as owner, or delegates to it. */
  readonly ownerNamed: boolean;
}

/** Who is who as far as law and register tell; null where a person has to say. */
export interface Parties {
  readonly reading: AuthorityReading;
  readonly owner: Id | null;
  readonly securityUnit: Id | null;
  readonly appraiser: Appraiser;
  readonly appraiserUnit: Id | null;
}

/** The body as the questions of the statute book describe it. */
function bodyOf(chain: readonly PartyUnit[], { domain, ownerNamed }: PartyQuestion): Answers {
  const [top] = chain;
  const self = chain.at(-1);
  const superior = chain.at(-2);
  return {
    domain,
    capableOwnerNamed: ownerNamed,
    ...(self === undefined ? {} : { bodyKind: self.kind }),
    superiorKind: superior?.kind ?? null,
    ...(top === undefined ? {} : { topKind: top.kind }),
  };
}

/** Who appraises and approves by the law for a body's system. */
export async function authorityOf(work: Work, question: PartyQuestion): Promise<{ reading: AuthorityReading; chain: PartyUnit[] }> {
  const chain = await withinAsOwner(work, (tx) => store.listChain(tx, question.stewardId));
  const { level, regime, asOf } = question;
  const law = statuteBook();
  return { reading: authority(law, { level, regime, asOf: dayWithin(law, regime, asOf), body: bodyOf(chain, question) }), chain };
}

const depth = (unit: PartyUnit): number => unit.scope_path.split('/').length;

/** The one that stands above the others: two of equal height leave the choice to a person. */
function highest(units: readonly PartyUnit[]): Id | null {
  const [first, second] = units;
  if (first === undefined) return null;
  return second === undefined || depth(second) > depth(first) ? first.id : null;
}

/** Units of the parties by the law and the register of units. What neither settles is null and stays open. */
export async function resolveParties(work: Work, question: PartyQuestion): Promise<Parties> {
  const { reading, chain } = await authorityOf(work, question);
  const owner = ownerUnit(chain, question, reading);
  const { security, ministries } = await withinAsOwner(work, async (tx) => ({
    security: await store.listWithRole(tx, question.homeId, 'security-unit'),
    ministries: reading.appraises === 'ministry' ? await store.listMinistries(tx) : [],
  }));
  const below = security.filter(({ scope_path }) => owner !== undefined && scope_path.startsWith(owner.scope_path));
  const securityUnit = reading.owner.settled ? highest(below) : null;
  const appraiser = APPRAISERS.find((each) => each === reading.appraises) ?? 'security-unit';
  const ministry = ministries.length === 1 ? (ministries[0]?.id ?? null) : null;
  return { reading, owner: owner?.id ?? null, securityUnit, appraiser, appraiserUnit: appraiser === 'ministry' ? ministry : securityUnit };
}

/** The owner: the body itself where a paper names it, else the top body, where the texts settle it. */
function ownerUnit(chain: readonly PartyUnit[], { ownerNamed }: PartyQuestion, { owner }: AuthorityReading): PartyUnit | undefined {
  if (!owner.settled) return undefined;
  return ownerNamed ? chain.at(-1) : chain[0];
}

/** Units that can be a party: those that the actor sees, and those whose role makes them known. */
export async function choicesOf(work: Work, homeId: Id): Promise<DossierChoices['units']> {
  const seen = await store.listSeen(work.tx, homeId);
  const known = await withinAsOwner(work, async (tx) => [
    ...(await store.listWithRole(tx, homeId, 'security-unit')),
    ...(await store.listWithRole(tx, homeId, 'owner')),
    ...(await store.listMinistries(tx)),
  ]);
  const all = new Map([...known, ...seen].map((unit) => [unit.id, unit]));
  return [...all.values()].map(({ id, name, roles }) => ({ id, name, roles: [...roles] }));
}

/** Whether an actor may name units as parties: those of `choicesOf`, and those that are named already. */
export async function unknownParty(
  work: Work,
  homeId: Id,
  named: readonly (Id | null)[],
  before: readonly (Id | null)[],
): Promise<Id | undefined> {
  const wanted = named.flatMap((id) => (id === null || before.includes(id) ? [] : [id]));
  if (wanted.length === 0) return undefined;
  const known = new Set((await choicesOf(work, homeId)).map(({ id }) => id));
  return wanted.find((id) => !known.has(id));
}

/** The units of a dossier, for whoever reads the dossier. */
export function partyUnits(work: Work, ids: readonly (Id | null)[]): Promise<ReadonlyMap<Id, store.NamedUnit>> {
  const wanted = ids.flatMap((id) => id ?? []);
  return withinAsOwner(work, (tx) => store.unitsOf(tx, wanted));
}

/** A dossier as far as its parties go. */
export interface PartyColumns {
  readonly level: number;
  readonly steward_id: Id;
  readonly operator_unit_id: Id | null;
  readonly owner_unit_id: Id | null;
  readonly security_unit_id: Id | null;
  readonly appraiser: string;
  readonly appraiser_unit_id: Id | null;
}

/** The unit of each party of a dossier, in the order of their work. */
export function partiesOf(row: PartyColumns): readonly (readonly [DossierParty, Id | null])[] {
  const appraiser = APPRAISERS.find((each) => each === row.appraiser) ?? 'security-unit';
  return [
    ['operator', row.operator_unit_id ?? row.steward_id],
    ['owner', row.owner_unit_id],
    ['security-unit', row.security_unit_id],
    ...(appraiser === 'security-unit' ? [] : [[appraiser, row.appraiser_unit_id] as const]),
  ];
}
