import type { ProposalKind, ProposalRuleName, ProposalRules } from '@ancam/contract';
import type { Identity } from '@ancam/core';
import type { RecognisedBy } from '../cameras/recognise.ts';
import type { Values } from './claims.ts';

/** As the rules come with the software: what is sure by itself is taken, so that a first scan is no wall of approvals; all else waits. */
export const DEFAULT_RULES: ProposalRules = { acceptNew: true, acceptFirmware: true, acceptMoved: true, goneAfter: 2 };

/** Evidence of one kind is enough where it is this sure and the device tells a mark of its own. */
const SURE = 0.7;

/** What a rule looks at. */
export interface Case {
  readonly kind: ProposalKind;
  readonly before: Values;
  readonly after: Values;
  readonly by: RecognisedBy | 'new';
  readonly identity: Pick<Identity, 'maker' | 'strength' | 'confidence'>;
  /** Columns that differ beside those of this proposal. */
  readonly beside: Values;
}

/** The maker is known, and several kinds of evidence agree or the device can be recognised again. */
function isFirm({ identity, after }: Case): boolean {
  if (identity.maker === undefined) return false;
  const marked = typeof after.serial === 'string' || typeof after.mac === 'string';
  return identity.strength === 'firm' || (identity.strength === 'hint' && identity.confidence >= SURE && marked);
}

/** The rule that accepts a proposal without a person; undefined: it waits for one. */
export function ruleFor(each: Case, rules: ProposalRules): ProposalRuleName | undefined {
  if (each.kind === 'new') return rules.acceptNew && isFirm(each) ? 'new' : undefined;
  const names = Object.keys(each.after);
  if (each.kind === 'changed') return rules.acceptFirmware && names.every((name) => name === 'firmware') ? 'firmware' : undefined;
  const sure = (each.by === 'serial' || each.by === 'mac') && !('mac' in each.beside) && !('serial' in each.beside);
  return each.kind === 'moved' && rules.acceptMoved && sure ? 'moved' : undefined;
}
