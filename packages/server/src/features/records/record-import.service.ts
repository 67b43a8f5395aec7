import { isDeepStrictEqual } from 'node:util';
import { fieldOf, recordSchema, titleOf } from '@ancam/contract';
import type { FieldValue, RecordData, RegisterDefinition } from '@ancam/contract';
import { Id, toAppError } from '@ancam/core';
import type { RowValue } from '@ancam/sheets';
import type { Context } from '../../context.ts';
import { mayChange } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import type { Entered, ImportKind, ImportRow, ImportSession, RegisterFault } from '../imports/import-kind.ts';
import { RECORD_FAULTS } from './record-faults.ts';
import { recordForm } from './record-form.ts';
import { listKnown, listRecordsNamed, listUnitsNamed } from './record-import.store.ts';
import type { KnownRecord, Named } from './record-import.store.ts';
import { amend, enter, mayCreate } from './records.service.ts';
import { hiddenFields } from './records.view.ts';

type Code = keyof typeof RECORD_FAULTS;

/** The records of one register from a table: new ones are entered, those named by their id are brought up to date. */
export function recordImport(register: RegisterDefinition): ImportKind {
  return {
    ...recordForm(register),
    title: register.title,
    about: {
      vi: `Nhập ${register.one.vi} mới vào sổ "${register.title.vi}" và cập nhật hồ sơ đã có theo cột Mã.`,
      en: `Enters new records into "${register.title.en}" and updates those that the column Id names.`,
    },
    permission: 'record.write',
    faults: RECORD_FAULTS,
    open: (context) => new RecordImport(context, register),
  };
}

interface Sound {
  readonly row: ImportRow;
  /** Data as they will stand. */
  readonly data: RecordData;
  readonly known: KnownRecord | undefined;
}

type Judged = Sound | { readonly faults: readonly RegisterFault[] };

function faultAt({ row }: ImportRow, column: string | null, code: Code, values: RegisterFault['values'] = {}): RegisterFault {
  return { row, column, code, values };
}

/** What rows name, looked up together. */
interface Names {
  readonly units: ReadonlyMap<string, Named[]>;
  readonly records: ReadonlyMap<string, ReadonlyMap<string, Named[]>>;
}

class RecordImport implements ImportSession {
  readonly #context: Context;
  readonly #register: RegisterDefinition;

  constructor(context: Context, register: RegisterDefinition) {
    this.#context = context;
    this.#register = register;
  }

  async check(work: Work, rows: readonly ImportRow[]): Promise<readonly RegisterFault[]> {
    return (await this.#judgeAll(work, rows)).flatMap((each) => ('faults' in each ? each.faults : []));
  }

  async apply(work: Work, rows: readonly ImportRow[]): Promise<Entered> {
    const judged = await this.#judgeAll(work, rows);
    const faults = judged.flatMap((each) => ('faults' in each ? each.faults : []));
    const counts = { created: 0, updated: 0, unchanged: 0 };
    for (const each of judged) {
      if ('faults' in each) continue;
      const done = await this.#write(work, each);
      if (typeof done === 'string') counts[done] += 1;
      else faults.push(done);
    }
    return { ...counts, faults };
  }

  /** Writes a row; a refusal of the register, which comes before anything is written, is a fault of the row. */
  async #write(work: Work, { row, data, known }: Sound): Promise<'created' | 'updated' | 'unchanged' | RegisterFault> {
    if (known !== undefined && isDeepStrictEqual(known.data, data)) return 'unchanged';
    try {
      if (known === undefined) {
        await enter(this.#context, work, this.#register, data, false);
        return 'created';
      }
      const cleared = Object.keys(known.data).filter((key) => !(key in data));
      const patch = { ...data, ...Object.fromEntries(cleared.map((key) => [key, null])) };
      await amend(this.#context, work, this.#register, known.id, { version: known.version, data: patch });
      return 'updated';
    } catch (thrown) {
      const { code, details } = toAppError(thrown);
      if (code === 'auth.forbidden' || code === 'conflict') return faultAt(row, null, 'record.locked');
      if (code !== 'input.invalid') throw thrown;
      const place = textOf(details['place']).split('.').at(-1) ?? '';
      const column = fieldOf(this.#register, place) === undefined ? null : place;
      return faultAt(row, column, 'record.invalid', { cause: textOf(details['fix']) });
    }
  }

  async #judgeAll(work: Work, rows: readonly ImportRow[]): Promise<Judged[]> {
    const names = await this.#namesIn(work, rows);
    const read = rows.map((row) => ({ row, ...this.#dataOf(row, names) }));
    const ids = rows.flatMap(({ values }) => Id.safeParse(values['_id']).data ?? []);
    const titles = read.map(({ data }) => titleOf(this.#register, data));
    const known = await listKnown(work, this.#register, ids, titles);
    return read.map(({ row, data, faults }) => (faults.length > 0 ? { faults } : this.#judge(work, row, data, known)));
  }

  async #namesIn({ tx }: Work, rows: readonly ImportRow[]): Promise<Names> {
    const textsOf = (ids: readonly string[]): string[] => [
      ...new Set(rows.flatMap(({ values }) => ids.flatMap((id) => (values[id] === null ? [] : [String(values[id])])))),
    ];
    const fields = (kind: 'unit' | 'record') => this.#register.fields.filter((field) => field.kind === kind);
    const units = await listUnitsNamed(tx, textsOf(fields('unit').map(({ id }) => id)));
    const records = new Map<string, Map<string, Named[]>>();
    for (const [target, of] of Map.groupBy(fields('record'), ({ register = '' }) => register)) {
      const found = await listRecordsNamed(tx, target, textsOf(of.map(({ id }) => id)));
      records.set(
        target,
        Map.groupBy(found, ({ text }) => text),
      );
    }
    return { units: Map.groupBy(units, ({ text }) => text), records };
  }

  /** What a row says, as its register keeps it; a blank cell says nothing. */
  #dataOf(row: ImportRow, names: Names): { readonly data: RecordData; readonly faults: RegisterFault[] } {
    const data: Record<string, FieldValue> = {};
    const faults: RegisterFault[] = [];
    for (const [key, value] of Object.entries(row.values)) {
      if (value === null || key === '_id') continue;
      const reading = this.#valueOf(key, value, names);
      if ('code' in reading) faults.push(faultAt(row, key, reading.code, { value: String(value), count: reading.count }));
      else data[key] = reading.value;
    }
    return { data, faults };
  }

  #valueOf(key: string, value: Exclude<RowValue, null>, names: Names): { value: FieldValue } | { code: Code; count: number } {
    const field = fieldOf(this.#register, key);
    if (key === 'secret' || field?.kind === 'flag') return { value: value === 'true' };
    if (field?.kind !== 'unit' && field?.kind !== 'record') return { value };
    const found = (field.kind === 'unit' ? names.units : names.records.get(field.register ?? ''))?.get(String(value)) ?? [];
    const ids = [...new Set(found.map(({ id }) => id))];
    const [id] = ids;
    if (id === undefined) return { code: field.kind === 'unit' ? 'record.no-unit' : 'record.no-record', count: 0 };
    return ids.length === 1 ? { value: id } : { code: 'record.ambiguous', count: ids.length };
  }

  #judge(work: Work, row: ImportRow, given: RecordData, all: readonly KnownRecord[]): Judged {
    const id = row.values['_id'] ?? null;
    const known = id === null ? all.find((each) => sameAs(each.data, given)) : all.find((each) => each.id === id);
    if (id !== null && known === undefined) return { faults: [faultAt(row, '_id', 'record.unknown', { value: String(id) })] };
    const parsed = recordSchema(this.#register).safeParse({ ...known?.data, ...given });
    if (!parsed.success) {
      return { faults: parsed.error.issues.map(({ path, message }) => this.#schemaFault(row, String(path[0] ?? ''), message)) };
    }
    const { data } = parsed;
    const sound = { row, data, known };
    if (known !== undefined && isDeepStrictEqual(known.data, data)) return sound;
    const refusal = known === undefined ? this.#newRefusal(work, data) : this.#changeRefusal(work, known, data);
    const hidden = hiddenFields(this.#register, work.actor.clearance).find((field) => field in given);
    if (hidden !== undefined) return { faults: [faultAt(row, hidden, 'record.clearance')] };
    return refusal === undefined ? sound : { faults: [faultAt(row, refusal === 'record.locked' ? null : 'secret', refusal)] };
  }

  #newRefusal({ actor }: Work, data: RecordData): Code | undefined {
    if (data['secret'] === true && actor.clearance === 0) return 'record.clearance';
    return mayCreate(this.#register, actor) ? undefined : 'record.clearance';
  }

  #changeRefusal(work: Work, known: KnownRecord, data: RecordData): Code | undefined {
    if ((data['secret'] === true) !== (known.data['secret'] === true)) return 'record.secret-changed';
    return this.#isEditable(known, work) ? undefined : 'record.locked';
  }

  #isEditable(known: KnownRecord, { actor }: Work): boolean {
    return mayChange(actor, known) && this.#register.states.some(({ id, editable }) => id === known.state && editable === true);
  }

  #schemaFault(row: ImportRow, column: string, message: string): RegisterFault {
    const title = fieldOf(this.#register, column)?.title ?? { vi: 'Số, ký hiệu văn bản giấy', en: 'Number of the paper' };
    if (message.startsWith('required')) return faultAt(row, column, 'record.required', { title: title.vi, titleEn: title.en });
    if (message.startsWith('must be empty')) return faultAt(row, column, 'record.secret-text');
    if (message.startsWith('only for a state secret')) return faultAt(row, column, 'record.secret-open');
    return faultAt(row, column, 'record.invalid', { cause: message });
  }
}

function textOf(detail: unknown): string {
  return typeof detail === 'string' ? detail : '';
}

/** Whether a record holds all that a row says: then the row was entered before. */
function sameAs(data: RecordData, given: RecordData): boolean {
  return Object.entries(given).every(([key, value]) => (data[key] ?? false) === value);
}
