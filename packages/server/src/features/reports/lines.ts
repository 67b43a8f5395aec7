import type { Id } from '@ancam/core';
import { ownerOf, regimeOn } from '@ancam/law';
import type { OwnerReading } from '@ancam/law';
import { dossiersOn } from '../dossiers/reported.service.ts';
import type { DossierStatus, NamedDocument, ReportedDossier } from '../dossiers/reported.service.ts';
import { checksBetween, complianceBetween } from '../duties/reported.service.ts';
import type { Compliance } from '../duties/reported.service.ts';
import { levelsOn } from '../levels/reported.service.ts';
import type { LevelOnDay } from '../levels/reported.service.ts';
import { plansOn } from '../plans/reported.service.ts';
import type { ReportedPlan, UnmetRequirement } from '../plans/reported.service.ts';
import type { CountedPart, ReportedSystem } from '../systems/reported.service.ts';
import { reportedSystems } from '../systems/reported.service.ts';
import type { Filling, ReportQuestion } from './content.ts';

/** A system with its level, its dossier and what hangs on them, as of a day. */
export interface SystemLine extends ReportedSystem {
  /** 1 to 5; null while none is confirmed. */
  readonly level: number | null;
  /** Cameras that are terminals of another system are no system to be approved. */
  readonly treatment: 'system' | 'terminals' | null;
  readonly dossier: { readonly id: Id; readonly status: DossierStatus } | null;
  readonly decision: NamedDocument | null;
  /** Who issued the decision, where the dossier tells. */
  readonly issuerParty: 'owner' | 'security-unit' | null;
  readonly bylaw: NamedDocument | null;
  /** Whether the texts settle who is owner; else the question. */
  readonly settled: boolean;
  readonly question: string;
  readonly deployment: 'none' | 'some' | 'full';
  /** Requirements of the plan that are not met; null without a plan, and where its history does not tell. */
  readonly unmet: readonly UnmetRequirement[] | null;
  /** There was a plan, and its history does not tell what it did not meet on the day. */
  readonly unmetUnknown: boolean;
  /** Checks in the period in numbers; null without any. */
  readonly compliance: Compliance | null;
  readonly checkedBefore: string | null;
  readonly checkedOn: string | null;
  /** The latest periodic check was done by a body that does not run the system; null where the record does not tell. */
  readonly checkedByAnother: boolean | null;
}

interface Known {
  readonly level: LevelOnDay | undefined;
  readonly dossier: ReportedDossier | undefined;
  readonly plan: ReportedPlan | undefined;
  readonly check: { readonly on: string; readonly by_another: boolean | null } | undefined;
  readonly compliance: Compliance | undefined;
  readonly owner: OwnerReading;
}

/** A dossier says who is owner, else the rule that its unit falls under. */
function authorityOf({ dossier, owner }: Known): Pick<SystemLine, 'settled' | 'question'> {
  if (dossier !== undefined) return { settled: dossier.settled, question: dossier.question };
  return { settled: owner.settled, question: owner.question ?? '' };
}

/** What a system without a dossier has of it: nothing. */
const NO_DOSSIER = { decision: null, issuerParty: null, bylaw: null, checkedBefore: null, dossier: null } as const;

/** What a dossier says of its system. */
function dossierParts(dossier: ReportedDossier | undefined): Pick<SystemLine, keyof typeof NO_DOSSIER> {
  if (dossier === undefined) return NO_DOSSIER;
  const { id, status, decision, issuerParty, bylaw, checkedBefore } = dossier;
  return { decision, issuerParty, bylaw, checkedBefore, dossier: { id, status } };
}

/** The owner that a dossier names, else who answers for the system. */
function ownerParts(system: ReportedSystem, dossier: ReportedDossier | undefined): Pick<SystemLine, 'owner_id' | 'owner'> {
  const { id, name } = dossier?.owner ?? { id: system.owner_id, name: system.owner };
  return { owner_id: id, owner: name };
}

/** What was approved stands; a level is else that of the worksheet in force. */
function levelOf({ level, dossier }: Known): number | null {
  return dossier?.status === 'approved' ? dossier.level : (level?.level ?? null);
}

function lineOf(system: ReportedSystem, known: Known): SystemLine {
  const { level, dossier, plan, check } = known;
  return {
    ...system,
    ...ownerParts(system, dossier),
    ...dossierParts(dossier),
    ...authorityOf(known),
    level: levelOf(known),
    treatment: level?.treatment ?? null,
    deployment: plan?.deployment ?? 'none',
    unmet: plan?.unmet ?? null,
    unmetUnknown: plan?.unmet === null,
    compliance: known.compliance ?? null,
    checkedOn: check?.on ?? null,
    checkedByAnother: check?.by_another ?? null,
  };
}

/** The part of the register that a question asks about. */
function partOf({ subject, exact, mode, asOf }: ReportQuestion): CountedPart {
  return { paths: subject.paths, exact, mode, asOf };
}

/** The systems that a question asks about with all that a report says of them; checks count within the period. */
export async function readLines({ law, work }: Filling, question: ReportQuestion): Promise<SystemLine[]> {
  const { asOf, from, to } = question;
  const systems = await reportedSystems(work, partOf(question));
  const ids = systems.map(({ id }) => id);
  const levels = await levelsOn(work, ids, asOf);
  const dossiers = await dossiersOn(work, ids, asOf);
  const plans = await plansOn(work, law, ids, asOf);
  const until = to < asOf ? to : asOf;
  const checks = await checksBetween(work, ids, from, until);
  const compliance = await complianceBetween(work, ids, from, until);
  const { regime } = regimeOn(law, asOf);
  return systems.map((system) => {
    const body = { bodyKind: system.owner_kind, superiorKind: system.parent_kind ?? system.owner_kind, topKind: system.top_kind };
    return lineOf(system, {
      level: levels.get(system.id),
      dossier: dossiers.get(system.id),
      plan: plans.get(system.id),
      check: checks.get(system.id),
      compliance: compliance.get(system.id),
      owner: ownerOf(law, regime, asOf, body),
    });
  });
}
