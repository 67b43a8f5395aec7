import { canonicalJson, contentHash } from '../canonical.ts';
import { filesOf } from '../tree.ts';
import type { Tree } from '../tree.ts';
import type { FormerCommunes, FormerProvinces, PlaceProvince, PlaceResolutions, PlacesData } from './schema.ts';
import type { z } from 'zod';

/** Everything about places of a tree without faults; undefined where the folder holds none. */
export function compilePlaces(tree: Tree): PlacesData | undefined {
  // the schema of each kind has validated the data
  const papers = filesOf(tree, 'place-resolutions')[0]?.data as z.infer<typeof PlaceResolutions> | undefined;
  const formerProvinces = filesOf(tree, 'former-provinces')[0]?.data as FormerProvinces | undefined;
  if (papers === undefined || formerProvinces === undefined) return undefined;
  const content = {
    resolutions: papers.resolutions,
    counts: papers.counts,
    provinces: filesOf(tree, 'place-province').map((file) => file.data as PlaceProvince),
    formerProvinces,
    former: filesOf(tree, 'former-communes').map((file) => file.data as FormerCommunes),
  };
  return { hash: contentHash(content), ...content };
}

/** The compiled places as text: one record a line, so that changes can be reviewed and merged. */
export function placesText(data: PlacesData): string {
  const lists = (['resolutions', 'counts', 'provinces', 'former'] as const).map(
    (name) => `"${name}":[\n${data[name].map((each: unknown) => canonicalJson(each)).join(',\n')}\n]`,
  );
  return `{"hash":"${data.hash}",\n${[...lists, `"formerProvinces":${canonicalJson(data.formerProvinces)}`].join(',\n')}}\n`;
}
