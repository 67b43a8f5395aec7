import { setImmediate } from 'node:timers/promises';
import { newId } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import { applyChecks } from '../findings/findings.service.ts';
import { openCountsOf, openFirst } from '../findings/first-findings.service.ts';
import type { OpenCounts } from '../findings/first-findings.service.ts';
import type { Entered, ImportKind, ImportRow, ImportSession, RegisterFault } from '../imports/import-kind.ts';
import { unitFinder } from '../units/named-units.ts';
import type { NamedUnit, UnitFinder } from '../units/named-units.ts';
import { flagsOf, matchCameras } from '../warnings/flags.service.ts';
import { CAMERA_FAULTS, CAMERA_FORM, cellOf } from './camera-columns.ts';
import * as store from './camera-import.store.ts';
import type { CameraFields, KnownCamera } from './camera-import.store.ts';
import { faultOf, fieldsOf, indexOf, isSame, matchOf } from './camera-match.ts';
import { knowledgeOfLabels, labelBody, resultOfLabel } from './label.ts';

/** Cameras from a table: entered where they are new, brought up to date where serial number, MAC, or unit and name know them. */
export const cameraImport: ImportKind = {
  ...CAMERA_FORM,
  title: { vi: 'Camera', en: 'Cameras' },
  about: {
    vi: 'Nhập camera mới và cập nhật camera đã có theo số sê-ri, địa chỉ MAC, hoặc đơn vị và tên.',
    en: 'Enters new cameras and updates those known by serial number, MAC address, or unit and name.',
  },
  permission: 'camera.write',
  faults: CAMERA_FAULTS,
  open: (context) => new CameraImport(context),
};

/** What a label says, and what of it is open on a new camera. */
interface Label {
  readonly host: HostResult;
  readonly open: OpenCounts;
}

/** A row with the unit it is for and the camera it means. */
interface Matched {
  readonly row: ImportRow;
  readonly unit: NamedUnit;
  readonly known: KnownCamera | undefined;
}

type Found = Matched | { readonly fault: RegisterFault };

/** What is to be written of a row. */
interface Resolved extends Matched {
  readonly label: Label;
  readonly fields: CameraFields;
}

type New = Resolved & { readonly id: Id };

/** Labels judged of late are kept, since a table names few models many times. */
const LABELS_KEPT = 2000;
/** Labels judged between two turns of others: some milliseconds. */
const LABELS_AT_ONCE = 20;

class CameraImport implements ImportSession {
  readonly overlapping = true;
  readonly #context: Context;
  readonly #labels = new Map<string, Label>();
  #units: UnitFinder | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  async check(work: Work, rows: readonly ImportRow[]): Promise<readonly RegisterFault[]> {
    return (await this.#match(work, rows)).flatMap((found) => ('fault' in found ? [found.fault] : []));
  }

  /** Judges the labels that rows tell by themselves, a few at a time. */
  async prepare(rows: readonly ImportRow[]): Promise<void> {
    let judged = 0;
    for (const { values } of rows) {
      const fields = fieldsOf(values, undefined);
      if (this.#labels.has(keyOf(fields))) continue;
      this.#label(fields);
      if ((judged += 1) % LABELS_AT_ONCE === 0) await setImmediate();
    }
  }

  async apply(work: Work, rows: readonly ImportRow[], before: Promise<void>): Promise<Entered> {
    let found = await this.#match(work, rows);
    // New cameras with a serial number or MAC, which no other row of the file has, stand for themselves; the rest may mean one of the chunk before.
    if (!found.every(standsAlone)) {
      await before;
      found = await this.#match(work, rows);
    }
    const resolved = found.flatMap((each) => ('fault' in each ? [] : [this.#resolve(each)]));
    const added = resolved.filter(({ known }) => known === undefined).map((each) => ({ ...each, id: newId() }));
    const changed = resolved.flatMap((each) =>
      each.known === undefined || isSame(each.known, each.fields) ? [] : [{ ...each, id: each.known.id }],
    );
    await countingCameras(
      work,
      changed.map(({ id }) => id),
      async () => {
        await this.#add(work, added);
        // From here on rows are locked that the chunk before locks as well: it must have gone first.
        await before;
        await store.updateCameras(work, changed.map(toWritten));
        await matchCameras(
          work.tx,
          changed.map(({ id }) => id),
          dayOf(work.now),
        );
      },
      added.map(({ id }) => id),
    );
    // A label says nothing against a device that a scan has looked at.
    const judged = changed.filter(({ known }) => (known?.last_seen_at ?? null) === null);
    const checked = judged.map(({ id, known, unit, label }) => ({
      cameraId: id,
      placement: known === undefined ? placeOf(unit) : placementOf(known),
      host: { ...label.host, finishedAt: work.now },
      fleetDecided: false,
    }));
    await applyChecks(this.#context, work, null, checked);
    const faults = found.flatMap((each) => ('fault' in each ? [each.fault] : []));
    return { created: added.length, updated: changed.length, unchanged: resolved.length - added.length - changed.length, faults };
  }

  /** Writes new cameras once, with all that names, warnings and labels say of them: each index is touched once a camera. */
  async #add(work: Work, added: readonly New[]): Promise<void> {
    if (added.length === 0) return;
    const named = added.map(({ id, unit, fields, label: { host } }) => ({
      ...fields,
      id,
      home_id: unit.home_id,
      maker: host.identity.maker ?? null,
    }));
    const flags = new Map((await flagsOf(work.tx, named, dayOf(work.now))).map((each) => [each.id, each]));
    const rows = added.flatMap((each) => {
      const flag = flags.get(each.id);
      return flag === undefined ? [] : [{ ...toWritten(each), unit: each.unit, open: each.label.open, flags: flag }];
    });
    await store.insertCameras(work, rows);
    const checked = added.map(({ id, unit, label }) => ({
      cameraId: id,
      placement: placeOf(unit),
      host: { ...label.host, finishedAt: work.now },
    }));
    await openFirst(work, checked);
  }

  /** The units and cameras that rows mean, or what speaks against entering them. */
  async #match(work: Work, rows: readonly ImportRow[]): Promise<Found[]> {
    this.#units ??= await unitFinder(work);
    const units = this.#units;
    const placed = rows.map((row) => ({ row, unit: unitOf(row, units) }));
    const wanted = placed.flatMap(({ row: { values }, unit }) =>
      'fault' in unit
        ? []
        : [{ serial: cellOf(values, 'serial'), mac: cellOf(values, 'mac'), name: cellOf(values, 'name') ?? '', unit: unit.unit }],
    );
    const index = indexOf(wanted.length === 0 ? [] : await store.listMatching(work, wanted));
    const taken = new Map<string, number>();
    return placed.map(({ row, unit }) => {
      if ('fault' in unit) return unit;
      const match = matchOf(row, unit.unit, index);
      if ('fault' in match) return match;
      const { known } = match;
      const first = known === undefined ? undefined : taken.get(known.id);
      if (first !== undefined) return faultOf(row, null, 'camera.same-as', { first });
      if (known !== undefined) taken.set(known.id, row.row);
      return { row, unit: unit.unit, known };
    });
  }

  #resolve({ row, unit, known }: Matched): Resolved {
    const fields = fieldsOf(row.values, known);
    const label = this.#label(fields);
    return { row, unit, known, label, fields: { ...fields, maker_name: label.host.identity.makerName ?? fields.maker_name } };
  }

  #label(fields: CameraFields): Label {
    const known = this.#labels.get(keyOf(fields));
    if (known !== undefined) return known;
    const { maker_name, model, firmware } = fields;
    const now = this.#context.clock().toISOString();
    const host = resultOfLabel(knowledgeOfLabels(this.#context.knowledge), labelBody({ maker_name, model, firmware, address: null }), now);
    const label = { host, open: openCountsOf(host) };
    const [oldest] = this.#labels.keys();
    if (this.#labels.size >= LABELS_KEPT && oldest !== undefined) this.#labels.delete(oldest);
    this.#labels.set(keyOf(fields), label);
    return label;
  }
}

function standsAlone(found: Found): boolean {
  if ('fault' in found || found.known !== undefined) return false;
  const { values } = found.row;
  return cellOf(values, 'serial') !== null || cellOf(values, 'mac') !== null;
}

function keyOf({ maker_name, model, firmware }: CameraFields): string {
  return JSON.stringify([maker_name, model, firmware]);
}

function toWritten({ id, unit, known, fields, label }: New) {
  return { id, homeId: known?.home_id ?? unit.home_id, fields, identity: label.host.identity };
}

function placeOf({ home_id, id, scope_path, place_path }: NamedUnit) {
  return { home_id, unit_id: id, scope_path, place_path, classification: 0 };
}

function unitOf(row: ImportRow, units: UnitFinder): { unit: NamedUnit } | { fault: RegisterFault } {
  const named = cellOf(row.values, 'unit');
  const found = named === null ? (units.own === undefined ? [] : [units.own]) : units.find(named);
  const [unit] = found;
  if (unit === undefined) return faultOf(row, 'unit', 'unit.unknown', { value: named ?? '' });
  return found.length === 1 ? { unit } : faultOf(row, 'unit', 'unit.ambiguous', { value: named ?? '', count: found.length });
}
