import type { Addressee } from '@ancam/knowledge';
import { judge } from '../conditions.ts';
import { holdsOn } from '../days.ts';
import type { IndexedDuty, Scope } from './index-duties.ts';
import type { DutyUnit } from './unit-facts.ts';

/** Whether a duty falls on a unit, as what, or why not. */
export type Applicability =
  | { readonly applies: true; readonly as: 'lead' | 'through'; readonly addressee: Addressee; readonly unanswered: readonly string[] }
  | { readonly applies: false; readonly because: NotApplicable };

/** `not-in-force` on the day; the unit `not-standing`; `not-addressed`; only `cooperating` with whoever leads; `ruled-out` by its answers. */
export type NotApplicable = 'not-in-force' | 'not-standing' | 'not-addressed' | 'cooperating' | 'ruled-out';

/** Whether a duty falls on a unit on a day. Whoever only cooperates has no status of its own: the evidence is the lead's. */
export function applicability({ duty, addresseeScopes }: IndexedDuty, unit: DutyUnit, asOf: string): Applicability {
  if (!holdsOn(duty, asOf)) return { applies: false, because: 'not-in-force' };
  if ((unit.openedOn !== undefined && unit.openedOn > asOf) || (unit.closedOn !== undefined && unit.closedOn < asOf)) {
    return { applies: false, because: 'not-standing' };
  }
  const matching = duty.addressees.filter((addressee, n) => inScope(unit, addresseeScopes[n]) && isMeant(addressee, unit));
  const [first] = (['lead', 'through'] as const).flatMap((as) => matching.filter((each) => each.as === as));
  if (first === undefined) return { applies: false, because: matching.length > 0 ? 'cooperating' : 'not-addressed' };
  const { verdict, open } = duty.when === undefined ? ALWAYS : judge(duty.when, unit.answers ?? {});
  if (verdict === 'no') return { applies: false, because: 'ruled-out' };
  return { applies: true, as: first.as === 'lead' ? 'lead' : 'through', addressee: first, unanswered: open };
}

const ALWAYS = { verdict: 'yes', open: [] as readonly string[] } as const;

/** Whether a unit lay in the territory of a text when the text was issued. */
export function inScope({ placePath, placeHistory }: DutyUnit, scope: Scope | undefined): boolean {
  if (scope === undefined || scope.path === '/') return true;
  const { on } = scope;
  const then = on === undefined ? undefined : placeHistory?.find(({ from, to }) => from <= on && (to === undefined || on <= to));
  const place = placeHistory === undefined || on === undefined ? placePath : (then?.path ?? null);
  return place !== null && place.startsWith(scope.path);
}

function isMeant({ kinds, roles, tops }: Addressee, unit: DutyUnit): boolean {
  return (
    (kinds === undefined || kinds.includes(unit.kind)) &&
    (roles === undefined || roles.some((role) => unit.roles.includes(role))) &&
    (tops === undefined || tops.includes(unit.topKind))
  );
}
