import type { Problem } from '../problem.ts';
import type { Vendor } from '../schema.ts';
import { filesOf } from '../tree.ts';
import type { Tree } from '../tree.ts';

/** What a user may add. Examples of the product's makers stay with the product. */
const KINDS = ['vendor', 'fingerprints', 'vendor-examples', 'brand', 'check', 'not-camera', 'sign'] as const;

/** Records that would replace one of the product's, and parts of makers that nobody described. */
export function lintAdditions(tree: Tree): Problem[] {
  const { base } = tree;
  if (base === undefined) return [];
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    vendor: ids(base.vendors),
    brand: ids(base.brands),
    check: ids(base.checks),
    'not-camera': ids(base.notCameras),
    sign: ids(base.signs),
  };
  const makers = new Set([...ids(base.vendors), ...filesOf(tree, 'vendor').map(({ id }) => id)]);
  return tree.files.flatMap(({ file, kind, id, data }): Problem[] => {
    const say = (message: string, fix: string): Problem[] => [{ file, line: 1, message, fix }];
    if (!KINDS.some((each) => each === kind.name))
      return say(`${kind.name} cannot be added`, 'take the file out: this record comes with the product only');
    if (known[kind.name]?.has(id))
      return say(`${id} comes with the product`, 'choose another id; to add to a maker write its fingerprints.yaml alone');
    if (kind.name === 'fingerprints') {
      const taken = ids(base.vendors.find((each) => each.id === id)?.fingerprints ?? []);
      const twice = (data as Pick<Vendor, 'fingerprints'>).fingerprints.find((each) => taken.has(each.id)); // validated as such
      if (twice) return say(`${id}/${twice.id} comes with the product`, 'choose another id for the fingerprint');
    }
    const part = kind.name === 'fingerprints' || kind.name === 'vendor-examples';
    return part && !makers.has(id)
      ? say(`no maker ${id}`, 'add vendor.yaml beside it, or name the folder after a maker of the product')
      : [];
  });
}

function ids(list: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ id }) => id));
}
