import { newId } from '@ancam/core';
import type { HostResult } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import { applyChecks } from '../findings/findings.service.ts';
import type { Entered, ImportKind, ImportRow, ImportSession, RegisterFault } from '../imports/import-kind.ts';
import { unitFinder } from '../units/named-units.ts';
import type { NamedUnit, UnitFinder } from '../units/named-units.ts';
import { matchCameras } from '../warnings/flags.service.ts';
import { CAMERA_FAULTS, CAMERA_FORM, cellOf } from './camera-columns.ts';
import * as store from './camera-import.store.ts';
import type { CameraFields, KnownCamera } from './camera-import.store.ts';
import { faultOf, fieldsOf, indexOf, isSame, matchOf } from './camera-match.ts';
import { labelBody, resultOfLabel } from './label.ts';

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

/** A row with the unit it is for and the camera it means. */
interface Resolved {
  readonly row: ImportRow;
  readonly unit: NamedUnit;
  readonly known: KnownCamera | undefined;
  readonly label: HostResult;
  readonly fields: CameraFields;
}

type Found = { readonly resolved: Resolved } | { readonly fault: RegisterFault };

/** Labels judged of late are kept, since a table names few models many times. */
const LABELS_KEPT = 2000;

class CameraImport implements ImportSession {
  readonly #context: Context;
  readonly #labels = new Map<string, HostResult>();
  #units: UnitFinder | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  async check(work: Work, rows: readonly ImportRow[]): Promise<readonly RegisterFault[]> {
    return (await this.#resolve(work, rows)).flatMap((found) => ('fault' in found ? [found.fault] : []));
  }

  async apply(work: Work, rows: readonly ImportRow[]): Promise<Entered> {
    const found = await this.#resolve(work, rows);
    const resolved = found.flatMap((each) => ('resolved' in each ? [each.resolved] : []));
    const added = resolved.filter(({ known }) => known === undefined).map((each) => ({ ...each, id: newId() }));
    const changed = resolved.flatMap((each) =>
      each.known === undefined || isSame(each.known, each.fields) ? [] : [{ ...each, id: each.known.id }],
    );
    const written = [...added, ...changed];
    await countingCameras(
      work,
      written.map(({ id }) => id),
      async () => {
        await store.insertCameras(work, added.map(toWritten));
        await store.updateCameras(work, changed.map(toWritten));
        await matchCameras(
          work.tx,
          written.map(({ id }) => id),
          dayOf(work.now),
        );
      },
    );
    // A label says nothing against a device that a scan has looked at.
    const judged = written.filter(({ known }) => (known?.last_seen_at ?? null) === null);
    const checked = judged.map(({ id, known, unit, label }) => ({
      cameraId: id,
      placement: known === undefined ? placeOf(unit) : placementOf(known),
      host: { ...label, finishedAt: work.now },
      fleetDecided: false,
    }));
    await applyChecks(this.#context, work, null, checked);
    const faults = found.flatMap((each) => ('fault' in each ? [each.fault] : []));
    return { created: added.length, updated: changed.length, unchanged: resolved.length - written.length, faults };
  }

  async #resolve(work: Work, rows: readonly ImportRow[]): Promise<Found[]> {
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
      const fields = fieldsOf(row.values, known);
      const label = this.#label(work, fields);
      const maker_name = label.identity.makerName ?? fields.maker_name;
      return { resolved: { row, unit: unit.unit, known, label, fields: { ...fields, maker_name } } };
    });
  }

  #label(work: Work, { maker_name, model, firmware }: CameraFields): HostResult {
    const key = JSON.stringify([maker_name, model, firmware]);
    const known = this.#labels.get(key);
    if (known !== undefined) return known;
    if (this.#labels.size >= LABELS_KEPT) this.#labels.clear();
    const label = resultOfLabel(this.#context.knowledge, labelBody({ maker_name, model, firmware, address: null }), work.now);
    this.#labels.set(key, label);
    return label;
  }
}

function toWritten({ id, unit, fields, label: { identity } }: Resolved & { readonly id: string }) {
  return { id, unit, fields, identity };
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
