import { dayAfter } from './place.ts';
import type { Place } from './place.ts';
import type { FormerCommunes, FormerProvinces, PlaceProvince } from './schema.ts';

/** A place and where in its file it stands, for messages. */
export interface PlacedRow {
  readonly place: Place;
  readonly path: readonly (string | number)[];
}

const NOTHING = { nameEn: null, fromAtLatest: false, until: null, successors: [], endBasis: [], point: null } as const;

/** A province of today, its communes, and the types that some of them had before. */
export function expandProvince(file: PlaceProvince): PlacedRow[] {
  const { code, name, nameEn, type, from, basis, confidence } = file;
  const rows: PlacedRow[] = [
    { place: { ...NOTHING, code, kind: 'province', type, name, nameEn, parent: null, from, basis, confidence }, path: ['code'] },
  ];
  const earlier = new Map((file.earlierTypes ?? []).map((row) => [row[0], row]));
  for (const [index, [commune, communeName, communeType, latitude, longitude]] of file.communes.entries()) {
    const before = earlier.get(commune);
    const path = ['communes', index] as const;
    const place: Place = {
      ...NOTHING,
      code: commune,
      kind: 'commune',
      type: communeType,
      name: communeName,
      parent: code,
      from: file.communesFrom,
      basis: file.communesBasis,
      confidence: file.communesConfidence,
      point: { latitude, longitude },
    };
    if (before === undefined) {
      rows.push({ place, path });
      continue;
    }
    const [, earlierType, until] = before;
    const endBasis = file.earlierBasis ?? [];
    rows.push({ place: { ...place, type: earlierType, until, successors: [commune], endBasis }, path });
    rows.push({ place: { ...place, from: dayAfter(until), basis: endBasis }, path });
  }
  return rows;
}

/** Provinces that are no more. */
export function expandFormerProvinces(file: FormerProvinces): PlacedRow[] {
  return file.provinces.map(([code, name, type, from, until, successors, end], index) => ({
    place: {
      ...NOTHING,
      code,
      kind: 'province',
      type,
      name,
      parent: null,
      from,
      until,
      successors,
      basis: file.basis,
      endBasis: [end],
      confidence: file.confidence,
    },
    path: ['provinces', index],
  }));
}

/** Districts and communes before the district level ended. What succeeded a district follows from its communes. */
export function expandFormerCommunes(file: FormerCommunes): PlacedRow[] {
  const shared = { ...NOTHING, fromAtLatest: true, until: file.until, basis: [], endBasis: file.basis, confidence: file.confidence };
  return file.districts.flatMap((district, at) => {
    const communes = district.communes ?? [];
    const successors = district.successors ?? [...new Set(communes.flatMap(([, , , each]) => each))].sort();
    const { code, name, type } = district;
    const head: PlacedRow = {
      place: { ...shared, code, kind: 'district', type, name, parent: file.province, from: file.districtsFrom, successors },
      path: ['districts', at],
    };
    const rows = communes.map(([commune, communeName, communeType, communeSuccessors], index): PlacedRow => ({
      place: {
        ...shared,
        code: commune,
        kind: 'commune',
        type: communeType,
        name: communeName,
        parent: code,
        from: file.communesFrom,
        successors: communeSuccessors,
      },
      path: ['districts', at, 'communes', index],
    }));
    return [head, ...rows];
  });
}
