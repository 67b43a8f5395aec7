import type { Conformity, Judgement, RequirementStanding, RequirementVerdict } from '@ancam/core';
import type { Requirement } from '@ancam/knowledge';

/** A judgement is of the firmware it was made on; another one that runs now has not been judged. */
export function countsFor(judgement: Judgement, firmware: string | undefined): boolean {
  return judgement.firmware === '' || judgement.firmware === firmware;
}

/** The units a requirement is judged by: its test cases, or itself where none is known. */
export function unitsOf(requirement: Pick<Requirement, 'testCases'>): readonly string[] {
  const { testCases = [] } = requirement;
  return testCases.length === 0 ? [''] : testCases;
}

/**
 * Where a requirement stands. Of each method the latest judgement of a unit counts. An interview never makes a requirement met; what the
 * scan sees against it outweighs every paper.
 */
export function standingOf(
  requirement: Pick<Requirement, 'testCases'>,
  verdict: RequirementVerdict,
  judgements: readonly Judgement[],
): RequirementStanding {
  const units = unitsOf(requirement).map((unit) => unitStanding(judgements.filter((each) => each.unit === '' || each.unit === unit)));
  if (units.includes('failed')) return 'failed';
  if (verdict === 'indication') return 'indication';
  if (units.includes('open')) return 'open';
  return units.every((each) => each === 'not-applicable') ? 'not-applicable' : 'met';
}

function unitStanding(judgements: readonly Judgement[]): Exclude<RequirementStanding, 'indication'> {
  const latest = [...Map.groupBy(judgements, ({ method }) => method).values()].flatMap((of) => {
    const last = of.reduce((day, { on }) => (on > day ? on : day), '');
    return of.filter(({ on }) => on === last);
  });
  if (latest.some((each) => each.verdict === 'fail')) return 'failed';
  const deciding = latest.filter(({ method }) => method !== 'interview').map((each) => each.verdict);
  if (deciding.length === 0 || deciding.includes('inconclusive')) return 'open';
  return deciding.every((each) => each === 'not-applicable') ? 'not-applicable' : 'met';
}

/** What may be said of a camera by the standings of all requirements of a regulation. */
export function conformityOf(standings: readonly RequirementStanding[]): Conformity {
  if (standings.includes('failed')) return 'does-not-conform';
  const settled = standings.filter((each) => each === 'met' || each === 'not-applicable').length;
  return standings.length > 0 && settled === standings.length && standings.includes('met') ? 'conforms' : 'open';
}
