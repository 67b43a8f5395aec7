import { fieldOf } from '@ancam/contract';
import type { Field, RecordQuery, RecordRow, RegisterDefinition } from '@ancam/contract';
import type { Id, Language } from '@ancam/core';
import { TABLE_TYPES, writeTable } from '@ancam/sheets';
import type { OutColumn, RowValue, RowValues, TableFormat } from '@ancam/sheets';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { getRegister, namedBy, readQuery } from './records.service.ts';
import * as store from './records.store.ts';
import { hiddenFields, viewLink, viewRow } from './records.view.ts';

/** Rows read in one transaction; the stream holds no more. */
const PAGE = 500;

const YES_NO = [
  { value: 'true', title: { vi: 'có', en: 'yes' } },
  { value: 'false', title: { vi: 'không', en: 'no' } },
];
const SECRET_COLUMNS: readonly OutColumn[] = [
  { key: 'secret', title: { vi: 'Bí mật nhà nước', en: 'State secret' }, kind: 'enum', choices: YES_NO },
  { key: 'paperReference', title: { vi: 'Số, ký hiệu văn bản giấy', en: 'Number of the paper' }, kind: 'text' },
];

function columnOf(field: Field): OutColumn {
  const { id: key, title } = field;
  switch (field.kind) {
    case 'choice':
      return { key, title, kind: 'enum', choices: (field.choices ?? []).map(({ id, title }) => ({ value: id, title })) };
    case 'flag':
      return { key, title, kind: 'enum', choices: YES_NO };
    case 'number':
    case 'money':
      return { key, title, kind: 'number' };
    case 'date':
      return { key, title, kind: 'date' };
    case 'text':
    case 'person':
    case 'longtext':
    case 'unit':
    case 'record':
    case 'file':
      return { key, title, kind: 'text', width: field.kind === 'longtext' ? 50 : 24 };
  }
  return field.kind satisfies never;
}

/** The columns of a register's table: every field that the reader may see, then what is known of every record. */
export function columnsOf(register: RegisterDefinition, clearance: number): OutColumn[] {
  const hidden = hiddenFields(register, clearance);
  return [
    ...register.fields.filter(({ kind, id }) => kind !== 'file' && !hidden.includes(id)).map(columnOf),
    ...(register.secrets === true ? SECRET_COLUMNS : []),
    {
      key: '_state',
      title: { vi: 'Trạng thái', en: 'State' },
      kind: 'enum',
      choices: register.states.map(({ id, title }) => ({ value: id, title })),
    },
    { key: '_unit', title: { vi: 'Đơn vị', en: 'Unit' }, kind: 'text' },
    { key: '_createdAt', title: { vi: 'Lúc nhập', en: 'Entered at' }, kind: 'moment' },
    { key: '_createdBy', title: { vi: 'Người nhập', en: 'Entered by' }, kind: 'text' },
    { key: '_id', title: { vi: 'Mã', en: 'Id' }, kind: 'text', width: 38 },
  ];
}

/** How the units and records are called that some rows name. */
async function namesIn(work: Work, register: RegisterDefinition, rows: readonly RecordRow[]): Promise<Map<Id, string>> {
  const of = (kind: 'unit' | 'record'): Id[] => rows.flatMap(({ data }) => namedBy(register, data, kind).map(([, id]) => id));
  const names = await store.unitNames(work.tx, of('unit'));
  for (const link of (await store.listLinks(work.tx, of('record'))).map(viewLink)) {
    names.set(link.id, [link.number, link.title].filter((part) => part !== '').join(' '));
  }
  return names;
}

function cellsOf(register: RegisterDefinition, row: RecordRow, names: ReadonlyMap<Id, string>): RowValues {
  const data = Object.entries(row.data).map(([id, value]): [string, RowValue] => {
    const kind = fieldOf(register, id)?.kind;
    if (kind === 'unit' || kind === 'record') return [id, names.get(String(value)) ?? null];
    return [id, typeof value === 'boolean' ? String(value) : value];
  });
  const own = { _state: row.state, _unit: row.unit.name, _createdAt: row.createdAt, _createdBy: row.createdBy, _id: row.id };
  return { ...Object.fromEntries(data), ...own };
}

async function* rowsOf(context: Context, actor: Actor, register: RegisterDefinition, query: RecordQuery): AsyncGenerator<RowValues> {
  for (let cursor: string | undefined; ;) {
    const page = await withActor(context, actor, async (work) => {
      const found = await store.listRecords(work, register, query, { cursor, limit: PAGE });
      const { items, next } = pageOf(found, PAGE, (row) => store.cursorKeys(register, query, row));
      const rows = items.map((row) => viewRow(register, row, actor));
      const names = await namesIn(work, register, rows);
      return { rows: rows.map((row) => cellsOf(register, row, names)), next };
    });
    yield* page.rows;
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** A register's list exactly as filtered, streamed. Noted in the audit before the first row leaves. */
export async function exportRecords(
  context: Context,
  actor: Actor,
  registerId: string,
  query: { readonly format: TableFormat; readonly language: Language },
): Promise<{ readonly content: AsyncIterable<Uint8Array>; readonly type: string }> {
  const register = getRegister(registerId);
  const wanted = readQuery(register, query);
  const { format, language } = query;
  await withActor(context, actor, (work) => {
    const filters = Object.entries({ q: wanted.q, state: wanted.state, ...wanted.filters }).filter(([, value]) => value !== undefined);
    const summary = [`${register.id} as ${format}`, ...filters.map(([name, value]) => `${name}=${value}`)].join(', ').slice(0, 500);
    work.audit({ action: 'record.exported', object: `register/${register.id}`, summary });
    return Promise.resolve();
  });
  const columns = columnsOf(register, actor.clearance);
  const content = writeTable(rowsOf(context, actor, register, wanted), { format, language, columns, sheet: register.title[language] });
  return { content, type: TABLE_TYPES[format] };
}
