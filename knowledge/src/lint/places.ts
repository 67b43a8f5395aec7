import type { z } from 'zod';
import { expandFormerCommunes, expandFormerProvinces, expandProvince } from '../places/expand.ts';
import type { PlacedRow } from '../places/expand.ts';
import { placeFaults } from '../places/integrity.ts';
import { existsOn } from '../places/place.ts';
import type { Place } from '../places/place.ts';
import type { FormerCommunes, FormerProvinces, PlaceKind, PlaceProvince, PlaceResolutions } from '../places/schema.ts';
import type { Problem } from '../problem.ts';
import { filesOf } from '../tree.ts';
import type { Tree } from '../tree.ts';
import type { YamlFile } from '../yaml-file.ts';

/** Parents, periods, names, codes and lineage of all places, and whether there are as many as the law says. */
export function lintPlaces(tree: Tree): Problem[] {
  const rows = placedRows(tree);
  if (rows.length === 0) return [];
  const places = rows.map(({ row }) => row.place);
  const at = new Map(rows.map(({ file, row }) => [row.place, { file: file.file, line: file.lineOf(row.path) }]));
  const papers = filesOf(tree, 'place-resolutions')[0];
  const data = papers?.data as z.infer<typeof PlaceResolutions> | undefined; // validated by the schema of its kind
  if (papers === undefined || data === undefined) {
    return [{ file: 'places/resolutions.yaml', line: 1, message: 'places rest on no resolution', fix: 'add places/resolutions.yaml' }];
  }
  const faults = placeFaults(places, new Set(data.resolutions.map(({ id }) => id)));
  return [
    ...faults.map(({ place, message, fix }) => ({ file: '', line: 1, ...at.get(place), message, fix })),
    ...sorting(tree),
    ...countFaults(papers, data.counts, places),
  ];
}

function placedRows(tree: Tree): { readonly file: YamlFile; readonly row: PlacedRow }[] {
  // the schema of each kind has validated the data
  const of = (kind: string, expand: (data: never) => PlacedRow[]): { file: YamlFile; row: PlacedRow }[] =>
    filesOf(tree, kind).flatMap((file) => expand(file.data as never).map((row) => ({ file, row })));
  return [
    ...of('place-province', (data: PlaceProvince) => expandProvince(data)),
    ...of('former-provinces', (data: FormerProvinces) => expandFormerProvinces(data)),
    ...of('former-communes', (data: FormerCommunes) => expandFormerCommunes(data)),
  ];
}

function sorting(tree: Tree): Problem[] {
  return filesOf(tree, 'place-province').flatMap((file) => {
    const { communes, earlierTypes = [] } = file.data as PlaceProvince; // validated by the schema of its kind
    const index = communes.findIndex(([code], i) => code <= (communes[i - 1]?.[0] ?? ''));
    const codes = new Set(communes.map(([code]) => code));
    const stray = earlierTypes.findIndex(([code]) => !codes.has(code));
    return [
      ...(index === -1
        ? []
        : [
            {
              file: file.file,
              line: file.lineOf(['communes', index]),
              message: 'communes are not sorted by code, or one stands twice',
              fix: 'sort by code',
            },
          ]),
      ...(stray === -1
        ? []
        : [
            {
              file: file.file,
              line: file.lineOf(['earlierTypes', stray]),
              message: 'an earlier type of no commune of this province',
              fix: 'correct the code',
            },
          ]),
    ];
  });
}

function countFaults(file: YamlFile, counts: z.infer<typeof PlaceResolutions>['counts'], places: readonly Place[]): Problem[] {
  const count = (kind: PlaceKind, day: string): number => places.filter((place) => place.kind === kind && existsOn(place, day)).length;
  return counts.flatMap(({ day, provinces, districts, communes }, index) =>
    (
      [
        ['province', provinces],
        ['district', districts],
        ['commune', communes],
      ] as const
    )
      .filter(([kind, wanted]) => wanted !== undefined && count(kind, day) !== wanted)
      .map(([kind, wanted]) => ({
        file: file.file,
        line: file.lineOf(['counts', index]),
        message: `${count(kind, day)} places of kind ${kind} on ${day}, not ${wanted}`,
        fix: 'add what is missing, end what is too many, or correct the count',
      })),
  );
}
