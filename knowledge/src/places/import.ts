import type { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError, foldText } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { Source } from '../schema.ts';
import { existsOn } from './place.ts';
import type { Places } from './places.ts';
import type { FormerCommunes, PlaceType } from './schema.ts';

/** Last day of the district level, and of every commune with a code of before. */
const UNTIL = '2025-06-30';
const OPENED = '2025-07-01';
/** The last rearrangement before; the first day of an imported unit is given as this at latest. */
const AT_LATEST = '2025-03-01';

const COLUMNS = ['oldProvinceCode', 'oldDistrictCode', 'oldDistrict', 'oldWardCode', 'oldWard', 'newWardCode'] as const;
const FAULTS_KEPT = 1000;
const RECORD_MAX_BYTES = 65_536;

const Row = z.object({
  oldProvinceCode: z.string().regex(/^\d{2}$/u, 'oldProvinceCode: 2 chữ số | two digits'),
  oldDistrictCode: z.string().regex(/^\d{3}$/u, 'oldDistrictCode: 3 chữ số | three digits'),
  oldDistrict: z.string().min(1, 'oldDistrict: trống | empty').max(100, 'oldDistrict: quá dài | too long'),
  oldWardCode: z
    .string()
    .regex(
      /^(\d{5})?$/u,
      'oldWardCode: 5 chữ số, hoặc trống với huyện không có xã | five digits, or empty for a district without communes',
    ),
  oldWard: z.string().max(100, 'oldWard: quá dài | too long'),
  newWardCode: z.string().regex(/^\d{5}$/u, 'newWardCode: 5 chữ số | five digits'),
  newWard: z.string().optional(),
});
type Row = z.infer<typeof Row>;

/** A row that cannot be taken. */
export interface ImportFault {
  /** Line of the file, from 1; the heading is line 1. */
  readonly line: number;
  readonly message: Text;
  readonly fix: Text;
}

/** What an import read. With faults, `former` holds only what the good rows say. */
export interface ImportOutcome {
  readonly rows: number;
  /** How many rows are bad; `faults` names the first thousand. */
  readonly bad: number;
  readonly faults: readonly ImportFault[];
  /** One record a province, ready for `createPlaces`. */
  readonly former: readonly FormerCommunes[];
}

type DistrictType = Extract<PlaceType, 'quan' | 'huyen' | 'thi-xa' | 'thanh-pho-thuoc-tinh'>;
type CommuneType = Extract<PlaceType, 'xa' | 'phuong' | 'thi-tran' | 'dac-khu'>;

const DISTRICT_TYPES: readonly (readonly [string, DistrictType])[] = [
  ['quận ', 'quan'],
  ['huyện ', 'huyen'],
  ['thị xã ', 'thi-xa'],
  ['thành phố ', 'thanh-pho-thuoc-tinh'],
];
const COMMUNE_TYPES: readonly (readonly [string, CommuneType])[] = [
  ['phường ', 'phuong'],
  ['xã ', 'xa'],
  ['thị trấn ', 'thi-tran'],
];

const CODE_OR_NAME: Text = { vi: 'sửa mã hoặc tên', en: 'correct the code or the name' };

interface Named<T> {
  readonly name: string;
  readonly type: T;
}
interface Commune extends Named<CommuneType> {
  readonly successors: Set<string>;
}
interface District extends Named<DistrictType> {
  readonly code: string;
  readonly province: string;
  readonly communes: Map<string, Commune>;
  readonly successors: Set<string>;
}

/** Why a row is not taken and what to do about it, as `details` of an error that never leaves this file. */
function badRow(message: Text, fix: Text): AppError {
  return new AppError('input.invalid', message.en, { message, fix });
}

/**
 * Reads a CSV of old and new communes row by row (columns: docs/knowledge-guide.md) against the places that are known. Memory grows with the units,
 * never with the file. Throws `input.invalid` where the file is no such CSV; a bad row is reported and left out.
 */
export async function importFormerPlaces(file: Readable, places: Places, source: Source): Promise<ImportOutcome> {
  const { parse } = await import('csv-parse');
  const districts = new Map<string, District>();
  const districtOf = new Map<string, string>();
  const faults: ImportFault[] = [];
  let rows = 0;
  let bad = 0;
  const parser = file.pipe(
    parse({
      bom: true,
      columns: readHeading,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: RECORD_MAX_BYTES,
    }),
  );
  file.once('error', (fault) => parser.destroy(fault));
  try {
    // the form of a record with `info`
    for await (const { record, info } of parser as AsyncIterable<{ record: unknown; info: { lines: number } }>) {
      rows += 1;
      try {
        take(readRow(record), places, districts, districtOf);
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        bad += 1;
        if (faults.length < FAULTS_KEPT) faults.push({ line: info.lines, ...(thrown.details as { message: Text; fix: Text }) }); // as badRow made them
      }
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppError(
      'input.invalid',
      `no CSV of communes: ${message}`,
      { place: 'file', fix: 'save it as CSV, UTF-8, with commas' },
      thrown,
    );
  }
  return { rows, bad, faults, former: recordsOf(districts, places, source) };
}

function readHeading(heading: string[]): string[] {
  const missing = COLUMNS.filter((column) => !heading.includes(column));
  if (missing.length > 0) {
    throw new AppError('input.invalid', `columns are missing: ${missing.join(', ')}`, {
      place: 'line 1',
      fix: `begin the file with the columns ${COLUMNS.join(', ')}`,
    });
  }
  return heading;
}

function readRow(record: unknown): Row {
  const parsed = Row.safeParse(record);
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ message, path }) => splitMessage(message, path.map(String).join('.')));
  throw badRow(
    { vi: said.map(({ vi }) => vi).join('; '), en: said.map(({ en }) => en).join('; ') },
    { vi: 'sửa ô này; giữ số 0 ở đầu (định dạng cột là văn bản)', en: 'correct the cell; keep leading zeros (format the column as text)' },
  );
}

/** The messages of the schema hold both languages; those of the library are English. */
function splitMessage(message: string, column: string): Text {
  const [head = '', en] = message.split(' | ');
  return en === undefined ? { vi: `${column}: thiếu hoặc sai kiểu`, en: `${column}: ${head}` } : { vi: head, en: `${column}: ${en}` };
}

function take(row: Row, places: Places, districts: Map<string, District>, districtOf: Map<string, string>): void {
  checkNew(row, places);
  const named = readName(row.oldDistrict, DISTRICT_TYPES, 'oldDistrict');
  const known = districts.get(row.oldDistrictCode);
  if (known !== undefined && (known.province !== row.oldProvinceCode || foldText(known.name) !== foldText(named.name))) {
    throw badRow(
      {
        vi: `ở dòng trên, mã huyện ${row.oldDistrictCode} là ${known.name} thuộc tỉnh ${known.province}`,
        en: `district ${row.oldDistrictCode} is ${known.name} of province ${known.province} in a row above`,
      },
      CODE_OR_NAME,
    );
  }
  const commune = row.oldWardCode === '' ? undefined : readName(row.oldWard, COMMUNE_TYPES, 'oldWard');
  const home = districtOf.get(row.oldWardCode);
  if (home !== undefined && home !== row.oldDistrictCode) {
    throw badRow(
      {
        vi: `ở dòng trên, xã ${row.oldWardCode} thuộc huyện ${home}`,
        en: `commune ${row.oldWardCode} belongs to district ${home} in a row above`,
      },
      { vi: 'sửa mã huyện hoặc mã xã', en: 'correct the code of the district or commune' },
    );
  }
  const before = known?.communes.get(row.oldWardCode);
  if (before !== undefined && commune !== undefined && foldText(before.name) !== foldText(commune.name)) {
    throw badRow(
      {
        vi: `ở dòng trên, xã ${row.oldWardCode} có tên ${before.name}`,
        en: `commune ${row.oldWardCode} is called ${before.name} in a row above`,
      },
      CODE_OR_NAME,
    );
  }
  const district = known ?? {
    ...named,
    code: row.oldDistrictCode,
    province: row.oldProvinceCode,
    communes: new Map(),
    successors: new Set(),
  };
  districts.set(row.oldDistrictCode, district);
  if (commune === undefined) {
    district.successors.add(row.newWardCode);
    return;
  }
  districtOf.set(row.oldWardCode, row.oldDistrictCode);
  if (before !== undefined) before.successors.add(row.newWardCode);
  else district.communes.set(row.oldWardCode, { ...commune, successors: new Set([row.newWardCode]) });
}

function checkNew(row: Row, places: Places): void {
  const old = places.findPlace(row.oldProvinceCode, UNTIL);
  if (old === undefined)
    throw badRow(
      { vi: `ngày 30/06/2025 không có tỉnh ${row.oldProvinceCode}`, en: `there was no province ${row.oldProvinceCode} on 30/06/2025` },
      { vi: 'ghi mã của một trong 63 tỉnh', en: 'write the code of one of the 63 provinces' },
    );
  const next = places.findPlace(row.newWardCode, OPENED);
  const homes = existsOn(old, OPENED) ? [old.code] : old.successors;
  if (next?.kind !== 'commune') {
    const like = homes.flatMap((parent) => places.listPlaces({ onDay: OPENED, kind: 'commune', parent }));
    const same = like.filter((place) => foldText(place.name) === foldText(row.newWard ?? ''));
    const [only] = same.length === 1 ? same : [];
    throw badRow(
      { vi: `ngày 01/07/2025 không có xã ${row.newWardCode}`, en: `there was no commune ${row.newWardCode} on 01/07/2025` },
      only === undefined
        ? { vi: 'ghi mã của một xã có từ 01/07/2025', en: 'write the code of a commune of 01/07/2025' }
        : { vi: `ghi ${only.code}, mã của ${only.name}`, en: `write ${only.code}, the code of ${only.name}` },
    );
  }
  if (!homes.includes(next.parent ?? '')) {
    const codes = homes.join(', ');
    throw badRow(
      {
        vi: `${next.code} ${next.name} thuộc tỉnh ${next.parent}, không kế tiếp ${old.name}`,
        en: `${next.code} ${next.name} lies in province ${next.parent}, which did not take over ${old.name}`,
      },
      { vi: `ghi mã một xã của tỉnh ${codes}`, en: `write a commune of province ${codes}` },
    );
  }
}

function readName<T>(text: string, types: readonly (readonly [string, T])[], column: string): Named<T> {
  const composed = text.normalize('NFC');
  const found = types.find(([prefix]) => composed.toLowerCase().startsWith(prefix));
  const name = found === undefined ? '' : composed.slice(found[0].length).trim();
  if (found === undefined || name === '') {
    const wanted = types.map(([prefix]) => prefix.trim()).join(', ');
    throw badRow(
      {
        vi: `${column} "${composed.slice(0, 60)}" không nói là loại đơn vị nào`,
        en: `${column} "${composed.slice(0, 60)}" does not say what it is`,
      },
      { vi: `bắt đầu tên bằng một trong các từ: ${wanted}`, en: `begin the name with one of: ${wanted}` },
    );
  }
  return { name, type: found[1] };
}

function recordsOf(districts: ReadonlyMap<string, District>, places: Places, source: Source): FormerCommunes[] {
  const byProvince = Map.groupBy([...districts.values()], (district) => district.province);
  return [...byProvince].map(([province, list]) => ({
    id: `imported-${province}`,
    province,
    name: places.findPlace(province, UNTIL)?.name ?? province,
    districtsFrom: AT_LATEST,
    communesFrom: AT_LATEST,
    until: UNTIL,
    basis: ['202-2025-qh15'],
    confidence: 'inferred',
    note: { vi: 'Nhập từ tệp.', en: 'Imported from a file.' },
    sources: [source],
    districts: list.map(({ code, name, type, communes, successors }) => ({
      code,
      name,
      type,
      ...(communes.size === 0
        ? { successors: [...successors].sort() }
        : { communes: [...communes].map(([commune, each]) => [commune, each.name, each.type, [...each.successors].sort()]) }),
    })),
  }));
}
