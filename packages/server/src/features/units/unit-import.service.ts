import { TOP_KINDS } from '@ancam/contract';
import { foldText, toAppError, UNIT_ROLES } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { Context } from '../../context.ts';
import { dayOf } from '../../day.ts';
import type { Work } from '../../db/actor.ts';
import type { Entered, ImportKind, ImportRow, ImportSession, RegisterFault } from '../imports/import-kind.ts';
import { insertUnit } from './register-unit.ts';
import { territoryOf } from './territory.ts';
import { UNIT_FAULTS, UNIT_FORM } from './unit-form.ts';
import { listAdministered } from './unit-import.store.ts';
import type { KnownUnit } from './unit-import.store.ts';
import { UNIT_TABLE } from './unit-table.ts';
import { correctRow } from './units.service.ts';

/** Units from a table: new ones are registered, names, codes and roles of known ones corrected. What takes a reorganisation is refused. */
export const unitImport: ImportKind = {
  ...UNIT_FORM,
  title: { vi: 'Đơn vị', en: 'Units' },
  about: {
    vi: 'Đăng ký đơn vị mới với cấp trên ở bất kỳ dòng nào và sửa tên, mã, vai trò của đơn vị đã có. Đổi cấp trên, loại hay địa bàn cần một đợt tổ chức lại.',
    en: 'Registers units, whichever row their superior stands in, and corrects name, code and roles of known ones. Another superior, kind or territory takes a reorganisation.',
  },
  permission: 'unit.write',
  administers: true,
  faults: UNIT_FAULTS,
  open: (context) => new UnitImport(context),
};

type Code = keyof typeof UNIT_FAULTS;

/** A unit that the register has or that an earlier row promises. */
type Unit = KnownUnit;

interface Cells {
  readonly id: string | null;
  readonly name: string;
  readonly code: string | null;
  readonly kind: string;
  readonly parent: string | null;
  readonly line: string | null;
  readonly roles: readonly string[] | null;
  readonly placeCode: string | null;
  readonly openedOn: string | null;
}

type Judged =
  | { readonly fault: RegisterFault }
  | { readonly fresh: Cells; readonly row: ImportRow; readonly parent: Unit | undefined }
  | { readonly known: Unit; readonly cells: Cells; readonly same: boolean };

function cellsOf({ values }: ImportRow): Cells {
  const text = (key: string): string | null => {
    const value = values[key] ?? null;
    return value === null ? null : String(value);
  };
  return {
    id: text('id'),
    name: text('name') ?? '',
    code: text('code'),
    kind: text('kind') ?? '',
    parent: text('parent'),
    line: text('line'),
    roles: text('roles')?.split(';').filter(Boolean) ?? null,
    placeCode: text('placeCode'),
    openedOn: text('openedOn'),
  };
}

function faultAt({ row }: ImportRow, column: string | null, code: Code, values: RegisterFault['values'] = {}): { fault: RegisterFault } {
  return { fault: { row, column, code, values } };
}

class UnitImport implements ImportSession {
  readonly #context: Context;
  #loaded = false;
  readonly #byId = new Map<string, Unit>();
  readonly #byCode = new Map<string, Unit>();
  readonly #byName = new Map<string, Unit[]>();

  constructor(context: Context) {
    this.#context = context;
  }

  async check(work: Work, rows: readonly ImportRow[], partial = false): Promise<readonly RegisterFault[]> {
    await this.#load(work);
    const faults: RegisterFault[] = [];
    for (const row of rows) {
      const judged = this.#judge(work, row, partial);
      if ('fault' in judged) faults.push(judged.fault);
      else if ('fresh' in judged) this.#know(promised(judged.row, judged.fresh, judged.parent, dayOf(work.now)));
    }
    return faults;
  }

  async apply(work: Work, rows: readonly ImportRow[]): Promise<Entered> {
    await this.#load(work);
    const faults: RegisterFault[] = [];
    const counts = { created: 0, updated: 0, unchanged: 0 };
    for (const row of rows) {
      const judged = this.#judge(work, row, false);
      if ('fault' in judged) faults.push(judged.fault);
      else if ('fresh' in judged) {
        this.#know(await this.#register(work, judged.fresh, judged.parent));
        counts.created += 1;
      } else if (judged.same) counts.unchanged += 1;
      else {
        await this.#correct(work, judged.known, judged.cells);
        counts.updated += 1;
      }
    }
    return { ...counts, faults };
  }

  async #load(work: Work): Promise<void> {
    if (this.#loaded) return;
    for (const unit of await listAdministered(work)) this.#know(unit);
    this.#loaded = true;
  }

  #know(unit: Unit): void {
    const before = this.#byId.get(unit.id);
    if (before !== undefined) this.#forget(before);
    this.#byId.set(unit.id, unit);
    if (unit.code !== null) this.#byCode.set(foldText(unit.code), unit);
    const name = foldText(unit.name);
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), unit]);
  }

  #forget(unit: Unit): void {
    if (unit.code !== null) this.#byCode.delete(foldText(unit.code));
    const name = foldText(unit.name);
    this.#byName.set(
      name,
      (this.#byName.get(name) ?? []).filter(({ id }) => id !== unit.id),
    );
  }

  #find(text: string): readonly Unit[] {
    const coded = this.#byCode.get(foldText(text));
    return coded === undefined ? (this.#byName.get(foldText(text)) ?? []) : [coded];
  }

  #judge(work: Work, row: ImportRow, partial: boolean): Judged {
    const cells = cellsOf(row);
    const named = cells.id === null ? undefined : this.#byId.get(cells.id);
    if (cells.id !== null && named === undefined) return faultAt(row, 'id', 'unit.unknown-id', { value: cells.id });
    const parent = this.#parentOf(row, cells, named, partial);
    if (parent !== undefined && 'fault' in parent) return parent;
    const found = named ?? this.#knownBy(row, cells, parent);
    if (found === undefined) return this.#judgeFresh(work, row, cells, parent, partial);
    return 'fault' in found ? found : this.#judgeKnown(row, cells, found, parent);
  }

  #parentOf(
    row: ImportRow,
    { parent, code }: Cells,
    named: Unit | undefined,
    partial: boolean,
  ): Unit | { fault: RegisterFault } | undefined {
    if (parent === null) return undefined;
    const self = named ?? (code === null ? undefined : this.#byCode.get(foldText(code)));
    const found = this.#find(parent).filter(({ id }) => id !== self?.id);
    const [first] = found;
    if (first === undefined) return partial ? undefined : faultAt(row, 'parent', 'unit.parent-unknown', { value: parent });
    if (found.length === 1) return first;
    // of several of one name it is the one that the register has already
    return (
      found.find(({ id }) => id === self?.parent_id) ?? faultAt(row, 'parent', 'unit.ambiguous', { value: parent, count: found.length })
    );
  }

  /** The unit that a row without id means: by code, or by name below the superior. */
  #knownBy(
    row: ImportRow,
    { name, code, parent: text, kind }: Cells,
    parent: Unit | undefined,
  ): Unit | { fault: RegisterFault } | undefined {
    const coded = code === null ? undefined : this.#byCode.get(foldText(code));
    if (coded !== undefined) return coded;
    const all = this.#byName.get(foldText(name)) ?? [];
    const isTop = text === null && TOP_KINDS.some((each) => each === kind);
    const found =
      parent === undefined ? all.filter((each) => !isTop || each.parent_id === null) : all.filter((each) => each.parent_id === parent.id);
    const [unit] = found;
    if (unit === undefined) return undefined;
    if (found.length > 1) return faultAt(row, 'name', 'unit.ambiguous', { value: name, count: found.length });
    if (code !== null && unit.code !== null) return faultAt(row, 'code', 'unit.contradiction', { value: unit.code });
    return unit;
  }

  #judgeFresh(work: Work, row: ImportRow, cells: Cells, parent: Unit | undefined, partial: boolean): Judged {
    if (parent === undefined && !partial) {
      if (!TOP_KINDS.some((each) => each === cells.kind)) return faultAt(row, 'parent', 'unit.kind-not-top');
      if (!work.actor.adminScopes.includes('/')) return faultAt(row, 'parent', 'unit.parent-missing');
    }
    const openedOn = cells.openedOn ?? dayOf(work.now);
    if (parent !== undefined && openedOn < parent.opened_on) return faultAt(row, 'openedOn', 'unit.opened-early');
    return this.#placeOf(cells.placeCode, openedOn) === undefined
      ? faultAt(row, 'placeCode', 'unit.place-unknown', { value: cells.placeCode ?? '' })
      : { fresh: cells, row, parent };
  }

  #placeOf(placeCode: string | null, day: string): ReturnType<typeof territoryOf> | undefined {
    try {
      return territoryOf(this.#context, { placeCode, placePath: null }, day);
    } catch (thrown) {
      if (toAppError(thrown).code === 'input.invalid') return undefined;
      throw thrown;
    }
  }

  #judgeKnown(row: ImportRow, cells: Cells, known: Unit, parent: Unit | undefined): Judged {
    const fixed = [
      ['kind', cells.kind, known.kind],
      ['line', cells.line, known.line],
      ['placeCode', cells.placeCode, known.place_code],
      ['openedOn', cells.openedOn, known.opened_on],
      ['parent', parent?.id ?? null, known.parent_id],
    ] as const;
    const moved = fixed.find(([, given, has]) => given !== null && given !== has);
    if (moved !== undefined) {
      const title: Text = UNIT_TABLE.columns.find(({ key }) => key === moved[0])?.title ?? { vi: moved[0], en: moved[0] };
      const has = moved[0] === 'parent' ? (this.#byId.get(known.parent_id ?? '')?.name ?? '–') : (moved[2] ?? '–');
      return faultAt(row, moved[0], 'unit.reorganise', { title: title.vi, titleEn: title.en, value: has });
    }
    const same =
      cells.name === known.name &&
      (cells.code === null || cells.code === known.code) &&
      (cells.roles === null || [...cells.roles].sort().join() === [...known.roles].sort().join());
    return { known, cells, same };
  }

  async #register(work: Work, cells: Cells, parent: Unit | undefined): Promise<Unit> {
    const openedOn = cells.openedOn ?? dayOf(work.now);
    const territory = this.#placeOf(cells.placeCode, openedOn) ?? { placeCode: null, placePath: '' };
    const { id, homeId, scopePath } = await insertUnit(work.tx, {
      instanceId: work.instanceId,
      now: work.now,
      name: cells.name,
      kind: cells.kind,
      code: cells.code,
      line: cells.line ?? 'local',
      roles: cells.roles ?? [],
      openedOn,
      ...territory,
      ...(parent === undefined ? {} : { parent: { id: parent.id, homeId: parent.home_id, scopePath: parent.scope_path } }),
    });
    work.audit({ action: 'unit.registered', object: `unit/${id}`, summary: cells.name });
    return { ...unitOf(cells, parent, openedOn), id, home_id: homeId, scope_path: scopePath };
  }

  async #correct(work: Work, known: Unit, { name, code, roles }: Cells): Promise<void> {
    const change = { name, code: code ?? known.code, roles: roles ?? known.roles };
    await correctRow(work, known.id, { ...change, roles: UNIT_ROLES.filter((role) => change.roles.includes(role)), reason: 'table' });
    this.#know({ ...known, ...change });
  }
}

function unitOf(cells: Cells, parent: Unit | undefined, openedOn: string): Omit<Unit, 'id' | 'home_id' | 'scope_path'> {
  const { name, code, kind, line, roles, placeCode } = cells;
  return {
    name,
    code,
    kind,
    line: line ?? 'local',
    roles: roles ?? [],
    parent_id: parent?.id ?? null,
    place_code: placeCode,
    opened_on: openedOn,
  };
}

/** What a checked row will be: rows below it are judged as if it stood already. */
function promised({ row }: ImportRow, cells: Cells, parent: Unit | undefined, today: string): Unit {
  return { ...unitOf(cells, parent, cells.openedOn ?? today), id: `row-${row}`, home_id: '', scope_path: '' };
}
