import type { Id } from '@ancam/core';
import { ownerOf, regimeOn } from '@ancam/law';
import { levelsOn } from '../levels/reported.service.ts';
import type { CountedPart, ReportedSystem } from '../systems/reported.service.ts';
import { reportedSystems } from '../systems/reported.service.ts';
import type { Filling } from './content.ts';

/** How far a dossier has come, in the words of form 08. */
export type DossierStatus = 'draft' | 'submitted' | 'appraised' | 'approved';

/** A document as reports name it. */
export interface NamedDocument {
  readonly number: string;
  readonly on: string;
  readonly issuer: string;
}

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
  /** Requirements of the plan that are not met; null without a plan. */
  readonly unmet: readonly { readonly id: string; readonly title: string; readonly due: string | null }[] | null;
  readonly checkedBefore: string | null;
  readonly checkedOn: string | null;
  /** The latest periodic check was done by a body that does not run the system. */
  readonly checkedByAnother: boolean | null;
}

/** The systems of a part of the register with all that a report says of them. */
export async function readLines({ law, work }: Filling, part: CountedPart): Promise<SystemLine[]> {
  const systems = await reportedSystems(work, part);
  const levels = await levelsOn(
    work,
    systems.map(({ id }) => id),
    part.asOf,
  );
  const { regime } = regimeOn(law, part.asOf);
  return systems.map((system) => {
    const body = { bodyKind: system.owner_kind, superiorKind: system.parent_kind ?? system.owner_kind, topKind: system.top_kind };
    const owner = ownerOf(law, regime, part.asOf, body);
    return {
      ...system,
      level: levels.get(system.id)?.level ?? null,
      treatment: levels.get(system.id)?.treatment ?? null,
      dossier: null,
      decision: null,
      issuerParty: null,
      bylaw: null,
      settled: owner.settled,
      question: owner.question ?? '',
      deployment: 'none',
      unmet: null,
      checkedBefore: null,
      checkedOn: null,
      checkedByAnother: null,
    };
  });
}
