import type { DeviceSign, Fingerprint, KnowledgeIndex, NotCamera, Vendor } from '@ancam/knowledge';
import { indexConditions } from '@ancam/rules';
import type { ConditionIndex } from '@ancam/rules';

/** A fingerprint with the maker it points to. */
interface MakerFingerprint {
  readonly vendor: Vendor;
  readonly fingerprint: Fingerprint;
}

/** The knowledge as identification looks things up in it. */
interface IdentificationIndex {
  readonly fingerprints: ConditionIndex<MakerFingerprint>;
  readonly signs: ConditionIndex<DeviceSign>;
  readonly marks: ConditionIndex<NotCamera>;
  /** Makers by every name of theirs and of their brands, in lower case. */
  readonly byName: ReadonlyMap<string, readonly Vendor[]>;
  /** Makers by the digits that the registry of MAC addresses gave them: 6, 7 or 9. */
  readonly byOui: ReadonlyMap<string, readonly Vendor[]>;
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
  const { vendors } = knowledge;
  const fingerprints = vendors.flatMap((vendor) => vendor.fingerprints.map((fingerprint) => ({ vendor, fingerprint })));
  return {
    fingerprints: indexConditions(fingerprints, ({ fingerprint }) => fingerprint.when),
    signs: indexConditions(knowledge.signs, (sign) => sign.when),
    marks: indexConditions(knowledge.notCameras, (mark) => mark.when),
    byName: grouped(vendors, ({ id, name, aliases, brands }) => [id, name, ...aliases, ...brands].map((each) => each.toLowerCase())),
    byOui: grouped(vendors, ({ ouis = [] }) => ouis),
  };
}

function grouped(vendors: readonly Vendor[], keysOf: (vendor: Vendor) => readonly string[]): ReadonlyMap<string, readonly Vendor[]> {
  const groups = new Map<string, Vendor[]>();
  for (const vendor of vendors) {
    for (const key of new Set(keysOf(vendor))) groups.set(key, [...(groups.get(key) ?? []), vendor]);
  }
  return groups;
}
