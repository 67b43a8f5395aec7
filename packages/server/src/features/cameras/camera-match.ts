import { foldText } from '@ancam/core';
import type { RowValues } from '@ancam/sheets';
import type { ImportRow, RegisterFault } from '../imports/import-kind.ts';
import type { NamedUnit } from '../units/named-units.ts';
import { cellOf } from './camera-columns.ts';
import type { CAMERA_FAULTS } from './camera-columns.ts';
import type { CameraFields, KnownCamera } from './camera-import.store.ts';

/** A fault of the register. */
export function faultOf(
  { row }: ImportRow,
  column: string | null,
  code: keyof typeof CAMERA_FAULTS,
  values: RegisterFault['values'],
): { fault: RegisterFault } {
  return { fault: { row, column, code, values } };
}

/** Cameras of the register by what rows mean them by. */
export interface Index {
  readonly serial: ReadonlyMap<string | null, KnownCamera[]>;
  readonly mac: ReadonlyMap<string | null, KnownCamera[]>;
  readonly name: ReadonlyMap<string, KnownCamera[]>;
}

export function indexOf(known: readonly KnownCamera[]): Index {
  return {
    serial: Map.groupBy(known, ({ serial }) => serial),
    mac: Map.groupBy(known, ({ mac }) => mac),
    name: Map.groupBy(known, ({ steward_id, name }) => `${steward_id} ${name}`),
  };
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

/** What a row is known by. */
interface Marks {
  readonly serial: string | null;
  readonly mac: string | null;
  readonly maker: string | null;
  readonly name: string;
}

function contradicts(known: KnownCamera, { serial, mac }: Marks): boolean {
  return differ(known.serial, serial) || differ(known.mac, mac);
}

/** Makers number their devices by themselves: two makers may print the same serial number. */
function isOtherMaker(known: KnownCamera, { maker, mac }: Marks): boolean {
  const [a, b] = [known.maker_name, maker].map((name) => (name === null ? null : foldText(name)));
  return differ(a ?? null, b ?? null) && (mac === null || known.mac !== mac);
}

/** Cameras that a row may mean: by serial number, else by MAC, else by unit and name where nothing speaks against it. */
function candidatesOf(marks: Marks, unit: NamedUnit, index: Index): readonly KnownCamera[] {
  const bySerial = marks.serial === null ? [] : (index.serial.get(marks.serial) ?? []).filter((known) => !isOtherMaker(known, marks));
  if (bySerial.length > 0) return bySerial;
  const byMac = marks.mac === null ? [] : (index.mac.get(marks.mac) ?? []);
  if (byMac.length > 0) return byMac;
  return (index.name.get(`${unit.id} ${marks.name}`) ?? []).filter((known) => !contradicts(known, marks));
}

/** The camera that a row means, undefined where it is a new one, or what speaks against entering it. */
export function matchOf(row: ImportRow, unit: NamedUnit, index: Index): { known: KnownCamera | undefined } | { fault: RegisterFault } {
  const { values } = row;
  const marks = {
    serial: cellOf(values, 'serial'),
    mac: cellOf(values, 'mac'),
    maker: cellOf(values, 'maker'),
    name: cellOf(values, 'name') ?? '',
  };
  const all = candidatesOf(marks, unit, index);
  const here = all.filter(({ steward_id }) => steward_id === unit.id);
  const candidates = here.length > 0 ? here : all;
  const [known] = candidates;
  if (known === undefined) return { known };
  if (candidates.length > 1) return faultOf(row, null, 'camera.ambiguous', { count: candidates.length });
  if (contradicts(known, marks)) {
    const column = differ(known.serial, marks.serial) ? 'serial' : 'mac';
    return faultOf(row, column, 'camera.contradiction', { value: known.name });
  }
  if (known.status === 'retired') return faultOf(row, null, 'camera.retired', {});
  const elsewhere = known.steward_id !== unit.id && cellOf(values, 'unit') !== null;
  return elsewhere ? faultOf(row, 'unit', 'camera.other-unit', { value: known.name }) : { known };
}

/** Columns that a person tells, with the key of the table's column. */
const TOLD = {
  name: 'name',
  place: 'place',
  note: 'note',
  purchased_on: 'purchasedOn',
  hardware_revision: 'hardwareRevision',
  storage_location: 'storageLocation',
  origin_paper: 'originPaper',
  quality_paper: 'qualityPaper',
  contract: 'contract',
  supplier: 'supplier',
} as const;
/** Columns that a scan finds out as well. */
const DEVICE = { address: 'address', maker_name: 'maker', model: 'model', firmware: 'firmware', serial: 'serial', mac: 'mac' } as const;

const BLANK: CameraFields = {
  name: '',
  place: '',
  note: '',
  purchased_on: null,
  address: null,
  maker_name: null,
  model: null,
  firmware: null,
  serial: null,
  mac: null,
  hardware_revision: '',
  storage_location: 'unknown',
  origin_paper: '',
  quality_paper: '',
  contract: '',
  supplier: '',
};

/**
 * The columns as they will stand. A blank cell leaves what there is. Of a camera that a scan has seen, the scan knows the device better:
 * there the table only fills in what is missing.
 */
export function fieldsOf(values: RowValues, known: KnownCamera | undefined): CameraFields {
  const now = known ?? BLANK;
  const seen = known !== undefined && known.last_seen_at !== null;
  const pairs = [
    ...Object.entries(TOLD).map(([column, key]) => [column, cellOf(values, key) ?? now[column as keyof typeof TOLD]]), // its own keys
    ...Object.entries(DEVICE).map(([column, key]) => {
      const held = now[column as keyof typeof DEVICE]; // its own keys
      return [column, seen ? (held ?? cellOf(values, key)) : (cellOf(values, key) ?? held)];
    }),
  ];
  return { ...BLANK, ...Object.fromEntries(pairs) } as CameraFields; // every column of BLANK, of its own type
}

/** Whether a row says nothing new. Whoever enters a device that a scan only proposed, or that was held for another's, takes it into use. */
export function isSame(known: KnownCamera, fields: CameraFields): boolean {
  if (known.status !== 'in-use') return false;
  return Object.entries(fields).every(([key, value]) => known[key as keyof CameraFields] === value); // entries of CameraFields itself
}
