import type { Brand, DeviceSign, Fingerprint, KnowledgeIndex, NotCamera, Vendor } from '@ancam/knowledge';
import { indexConditions } from '@ancam/rules';
import type { ConditionIndex } from '@ancam/rules';

/** A fingerprint with the maker or brand it points to. */
interface OwnedFingerprint<T> {
  readonly owner: T;
  readonly fingerprint: Fingerprint;
}

/** Makers, or brands, by what shows them. */
export interface OwnerIndex<T> {
  readonly fingerprints: ConditionIndex<OwnedFingerprint<T>>;
  /** By every name of theirs and of their brands, in lower case. */
  readonly byName: ReadonlyMap<string, readonly T[]>;
  /** By the digits that the registry of MAC addresses gave them: 6, 7 or 9. */
  readonly byOui: ReadonlyMap<string, readonly T[]>;
}

/** The knowledge as identification looks things up in it. */
interface IdentificationIndex {
  readonly makers: OwnerIndex<Vendor>;
  readonly brands: OwnerIndex<Brand>;
  readonly signs: ConditionIndex<DeviceSign>;
  readonly marks: ConditionIndex<NotCamera>;
}

const built = new WeakMap<KnowledgeIndex, IdentificationIndex>();

/** Built once for each knowledge: a scan asks it for every host, several times. */
export function indexOf(knowledge: KnowledgeIndex): IdentificationIndex {
  const known = built.get(knowledge);
  if (known) return known;
  const index = build(knowledge);
  built.set(knowledge, index);
  return index;
}

function build(knowledge: KnowledgeIndex): IdentificationIndex {
  return {
    makers: owners(knowledge.vendors),
    brands: owners(knowledge.brands),
    signs: indexConditions(knowledge.signs, (sign) => sign.when),
    marks: indexConditions(knowledge.notCameras, (mark) => mark.when),
  };
}

function owners<T extends Vendor | Brand>(all: readonly T[]): OwnerIndex<T> {
  const fingerprints = all.flatMap((owner) => owner.fingerprints.map((fingerprint) => ({ owner, fingerprint })));
  return {
    fingerprints: indexConditions(fingerprints, ({ fingerprint }) => fingerprint.when),
    byName: grouped(all, (owner) =>
      [owner.id, owner.name, ...owner.aliases, ...('brands' in owner ? owner.brands : [])].map((each) => each.toLowerCase()),
    ),
    byOui: grouped(all, ({ ouis = [] }) => ouis),
  };
}

function grouped<T>(all: readonly T[], keysOf: (owner: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const owner of all) {
    for (const key of new Set(keysOf(owner))) groups.set(key, [...(groups.get(key) ?? []), owner]);
  }
  return groups;
}
