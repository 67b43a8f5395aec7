import type { Basis } from '@ancam/core';
import type { Regulation } from '@ancam/knowledge';

/**
 * Whether a regulation binds for a camera bought on a day (`yyyy-mm-dd`): it does for what was bought while it was mandatory.
 * A camera already in use before, or of unknown age, is only measured against it.
 */
export function basisOf(regulation: Regulation, purchasedOn: string | undefined): Basis {
  if (regulation.kind !== 'regulation' || purchasedOn === undefined) return 'benchmark';
  const mandatory = regulation.bindingFrom ?? regulation.validFrom;
  const within = purchasedOn >= mandatory && (regulation.validTo === undefined || purchasedOn <= regulation.validTo);
  return within ? 'binding' : 'benchmark';
}
