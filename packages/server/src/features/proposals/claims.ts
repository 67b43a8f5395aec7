import type { ProposalField } from '@ancam/contract';
import { nameKey } from '@ancam/rules';
import type { RecognisedBy } from '../cameras/recognise.ts';

/** Columns of a camera that say something about the register: what a person reads there, and what a scan may see otherwise. */
export const CLAIMS = ['maker', 'maker_name', 'model', 'firmware', 'serial', 'mac', 'address', 'site_id', 'status'] as const;
export type Claim = (typeof CLAIMS)[number];
/** Values of such columns. */
export type Claims = Readonly<Record<Claim, string | null>>;
/** Some of them. */
export type Values = Readonly<Partial<Record<Claim, string | null>>>;

/** What a scan saw of a camera; null where it did not learn it. A scan says nothing of the status but by seeing the camera. */
export type Seen = Omit<Claims, 'status'>;

/** What differs between the register and a scan. */
export interface Difference {
  /** Of what the register does not hold: it contradicts nobody and is filled in. */
  readonly filled: Values;
  /** Another address or site of a device that was recognised by a mark of its own. */
  readonly moved: Values;
  readonly changed: Values;
}

const PLACES: ReadonlySet<Claim> = new Set(['address', 'site_id']);
/** Marks that a device keeps wherever it stands. */
const OWN_MARKS: ReadonlySet<RecognisedBy | 'new'> = new Set(['serial', 'mac', 'tls-key']);

/** Makers are the same by their key, or by letters and digits of their names. */
function sameMaker(recorded: Claims, seen: Seen): boolean {
  if (recorded.maker !== null && seen.maker !== null) return recorded.maker === seen.maker;
  return nameKey(recorded.maker_name ?? '') === nameKey(seen.maker_name ?? '');
}

function isSame(claim: keyof Seen, recorded: Claims, seen: Seen): boolean {
  const [was, is] = [recorded[claim] ?? '', seen[claim] ?? ''];
  if (claim === 'maker' || claim === 'maker_name') return sameMaker(recorded, seen);
  return was === is || (claim === 'model' && nameKey(was) === nameKey(is));
}

/** What a scan saw otherwise than the register has it. A camera that was taken out of use and answers is a difference too. */
export function differenceOf(recorded: Claims, seen: Seen, by: RecognisedBy | 'new'): Difference {
  const filled: Record<string, string | null> = {};
  const moved: Record<string, string | null> = {};
  const changed: Record<string, string | null> = {};
  for (const claim of CLAIMS) {
    if (claim === 'status' || seen[claim] === null) continue;
    if (isSame(claim, recorded, seen)) {
      if (recorded[claim] === null) filled[claim] = seen[claim];
    } else if (recorded[claim] === null && (claim !== 'maker' || recorded.maker_name === null)) filled[claim] = seen[claim];
    else if (PLACES.has(claim) && OWN_MARKS.has(by)) moved[claim] = seen[claim];
    else changed[claim] = seen[claim];
  }
  if (recorded.status === 'retired') changed['status'] = 'in-use';
  return { filled, moved, changed };
}

/** The recorded values of the columns that some values name. */
export function valuesOf(recorded: Claims, values: Values): Values {
  return Object.fromEntries(CLAIMS.filter((claim) => claim in values).map((claim) => [claim, recorded[claim]]));
}

/** Field of the API for a column; the key of a maker says nothing to a reader. */
export const FIELDS: Readonly<Partial<Record<Claim, ProposalField>>> = {
  maker_name: 'maker',
  model: 'model',
  firmware: 'firmware',
  serial: 'serial',
  mac: 'mac',
  address: 'address',
  site_id: 'site',
  status: 'status',
};

export function isEmpty(values: Values): boolean {
  return Object.keys(values).length === 0;
}
