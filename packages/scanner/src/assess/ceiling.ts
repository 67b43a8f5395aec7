import { CERTAINTIES } from '@ancam/core';
import type { Certainty, Fact, Identity } from '@ancam/core';

/** How sure a conclusion from model and firmware can be at most, and why. */
export interface Ceiling {
  readonly certainty: Certainty;
}

/**
 * A list of models and versions is as sure as the identity it is held against. On a brand's device the firmware may differ from the
 * maker's, so it is only possible; a version that a person read from the label may have been replaced since.
 */
export function ceilingOf(identity: Identity): Ceiling {
  if (identity.brand !== undefined) return { certainty: 'possible' };
  const firmware = identity.evidence.filter(({ about, value }) => about === 'firmware' && value === identity.firmware);
  const fromLabelOnly = firmware.length > 0 && firmware.every((each) => each.class === 'label');
  return { certainty: fromLabelOnly ? 'likely' : 'confirmed' };
}

/** The weaker of the record's certainty and the ceiling, where the outcome rests on the identity and does not name the brand itself. */
export function certaintyUnder(ceiling: Ceiling, certainty: Certainty, evidence: readonly Fact[]): Certainty {
  const onIdentity = evidence.some(({ name }) => name === 'identity.maker' || name === 'identity.model' || name === 'identity.firmware');
  if (!onIdentity || evidence.some(({ name }) => name === 'identity.brand')) return certainty;
  return CERTAINTIES.indexOf(certainty) >= CERTAINTIES.indexOf(ceiling.certainty) ? certainty : ceiling.certainty;
}
