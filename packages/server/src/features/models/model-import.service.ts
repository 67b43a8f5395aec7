import { MODEL_KINDS } from '@ancam/contract';
import type { ModelPatch } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { modelKey, nameKey } from '@ancam/rules';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import type { Entered, ImportKind, ImportRow, ImportSession, RegisterFault } from '../imports/import-kind.ts';
import { keepsReference } from './keeper.ts';
import { addSpelling, enterMaker, listSpellings, resolveMakers } from './makers.service.ts';
import { MODEL_FAULTS, MODEL_FORM } from './model-form.ts';
import { listSpelled } from './model-import.store.ts';
import type { SpelledModel } from './model-import.store.ts';
import { addModelSpelling, enterModel, patchRow, resolveModels } from './models.service.ts';

/** Makers and models as their makers or an authority declare them: new ones are entered, spellings and days of support brought up to date. */
export const modelImport: ImportKind = {
  ...MODEL_FORM,
  title: { vi: 'Hãng và mẫu thiết bị', en: 'Makers and models' },
  about: {
    vi: 'Khai báo hãng và mẫu thiết bị: thêm mới, bổ sung tên khác và thời hạn hỗ trợ. Dùng chung cho mọi đơn vị.',
    en: 'Declares makers and models: enters new ones, adds spellings and days of support. Shared by all units.',
  },
  permission: 'model.write',
  faults: MODEL_FAULTS,
  open: (context) => new ModelImport(context),
};

/** What a row gives of a model; what it leaves blank is absent. */
type Given = { readonly [K in keyof ModelPatch]?: Exclude<ModelPatch[K], undefined> };

interface Cells {
  readonly maker: string;
  readonly country: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** What is given of a model. */
  readonly patch: Given;
}

interface Sound {
  readonly cells: Cells;
  /** Undefined where the maker is new. */
  readonly maker: Id | undefined;
  readonly model: SpelledModel | undefined;
  /** Spellings that are not there yet. */
  readonly spellings: readonly string[];
}

function cellsOf({ values }: ImportRow): Cells {
  const text = (key: string): string => String(values[key] ?? '');
  const days = ['supportFrom', 'supportUntil', 'saleEndsOn'] as const;
  const kind = MODEL_KINDS.find((each) => each === values['kind']);
  return {
    maker: text('maker'),
    country: text('country'),
    name: text('name'),
    aliases: text('aliases').split('; ').filter(Boolean),
    patch: {
      ...Object.fromEntries(days.flatMap((key) => (values[key] === null ? [] : [[key, text(key)]]))),
      ...(kind === undefined ? {} : { kind }),
      ...(values['note'] === null ? {} : { note: text('note') }),
    },
  };
}

function faultAt({ row }: ImportRow, column: string | null, code: keyof typeof MODEL_FAULTS, value = ''): { fault: RegisterFault } {
  return { fault: { row, column, code, values: { value } } };
}

class ModelImport implements ImportSession {
  readonly #context: Context;
  readonly #makerNames = new Set<string>();
  readonly #models = new Map<Id, Id>();

  constructor(context: Context) {
    this.#context = context;
  }

  async check(work: Work, rows: readonly ImportRow[]): Promise<readonly RegisterFault[]> {
    return (await this.#judgeAll(work, rows)).flatMap((each) => ('fault' in each ? [each.fault] : []));
  }

  async apply(work: Work, rows: readonly ImportRow[]): Promise<Entered> {
    const faults: RegisterFault[] = [];
    const counts = { created: 0, updated: 0, unchanged: 0 };
    // One by one: a row may name the maker or the model of the row before.
    for (const row of rows) {
      const [judged] = await this.#judgeAll(work, [row]);
      if (judged === undefined) continue;
      if ('fault' in judged) faults.push(judged.fault);
      else counts[await this.#write(work, judged)] += 1;
    }
    return { ...counts, faults };
  }

  async settle(): Promise<void> {
    await resolveMakers(this.#context, [...this.#makerNames]);
    await resolveModels(this.#context, this.#models);
  }

  async #judgeAll(work: Work, rows: readonly ImportRow[]): Promise<({ fault: RegisterFault } | Sound)[]> {
    if (!(await keepsReference(work))) return rows.map((row) => faultAt(row, null, 'model.authority'));
    const makers = await listSpellings(work);
    const all = rows.map((row) => ({ row, cells: cellsOf(row) }));
    const ids = all.flatMap(({ cells }) => makers.get(nameKey(cells.maker)) ?? []);
    const keys = all.flatMap(({ cells }) => [cells.name, ...cells.aliases].map(modelKey));
    const known = await listSpelled(work.tx, [...new Set(ids)], [...new Set(keys)]);
    const models = new Map(known.map((model) => [`${model.maker_id} ${model.alias_key}`, model]));
    return all.map(({ row, cells }) => judge(row, cells, makers, models));
  }

  async #write(work: Work, sound: Sound): Promise<'created' | 'updated' | 'unchanged'> {
    return sound.cells.name === '' ? this.#writeMaker(work, sound) : this.#writeModel(work, sound);
  }

  async #writeMaker(work: Work, { cells, maker, spellings }: Sound): Promise<'created' | 'updated' | 'unchanged'> {
    if (maker === undefined) {
      await this.#enterMaker(work, cells, cells.aliases);
      return 'created';
    }
    for (const alias of spellings) await addSpelling(work, maker, alias);
    for (const alias of spellings) this.#makerNames.add(alias);
    return spellings.length > 0 ? 'updated' : 'unchanged';
  }

  async #enterMaker(work: Work, { maker: name, country }: Cells, aliases: readonly string[]): Promise<Id> {
    for (const each of [name, ...aliases]) this.#makerNames.add(each);
    return enterMaker(work, { name, country, grammar: null, aliases: [...aliases] });
  }

  async #writeModel(work: Work, { cells, maker, model, spellings }: Sound): Promise<'created' | 'updated' | 'unchanged'> {
    const makerId = maker ?? (await this.#enterMaker(work, cells, []));
    if (model === undefined) {
      const body = { ...EMPTY, ...cells.patch, makerId, name: cells.name, aliases: [...cells.aliases] };
      this.#models.set(await enterModel(work, body), makerId);
      return 'created';
    }
    const patch = changeOf(model, cells.patch);
    const changed = Object.keys(patch).length > 0;
    if (changed) await patchRow(work, model.id, patch);
    for (const alias of spellings) await addModelSpelling(work, makerId, model.id, alias);
    if (spellings.length > 0) this.#models.set(model.id, makerId);
    return changed || spellings.length > 0 ? 'updated' : 'unchanged';
  }
}

const EMPTY = { kind: 'camera', supportFrom: null, supportUntil: null, saleEndsOn: null, note: '' } as const;

function changeOf(model: SpelledModel, patch: Given): ModelPatch {
  const now = {
    kind: model.kind,
    supportFrom: model.support_from,
    supportUntil: model.support_until,
    saleEndsOn: model.sale_ends_on,
    note: model.note,
  };
  return Object.fromEntries(Object.entries(patch).filter(([key, value]) => now[key as keyof typeof now] !== value)); // keys of a patch
}

/** The column with a name that has neither letter nor digit. */
function emptyNameIn({ maker, name, aliases }: Cells): { column: string; value: string } | undefined {
  const keyed = name === '' ? nameKey : modelKey;
  if (nameKey(maker) === '') return { column: 'maker', value: maker };
  if (name !== '' && keyed(name) === '') return { column: 'name', value: name };
  const alias = aliases.find((each) => keyed(each) === '');
  return alias === undefined ? undefined : { column: 'aliases', value: alias };
}

function isBackwards({ patch }: Cells, model: SpelledModel | undefined): boolean {
  const from = patch.supportFrom ?? model?.support_from ?? null;
  const until = patch.supportUntil ?? model?.support_until ?? null;
  return from !== null && until !== null && from > until;
}

function judge(
  row: ImportRow,
  cells: Cells,
  makers: ReadonlyMap<string, Id>,
  models: ReadonlyMap<string, SpelledModel>,
): { fault: RegisterFault } | Sound {
  const empty = emptyNameIn(cells);
  if (empty !== undefined) return faultAt(row, empty.column, 'model.name', empty.value);
  const maker = makers.get(nameKey(cells.maker));
  const modelOf = (text: string): SpelledModel | undefined => models.get(`${maker ?? ''} ${modelKey(text)}`);
  const ofMaker = cells.name === '';
  const model = ofMaker ? undefined : modelOf(cells.name);
  const owners = cells.aliases.map((alias) => ({ alias, owner: ofMaker ? makers.get(nameKey(alias)) : modelOf(alias)?.id }));
  const self = ofMaker ? maker : model?.id;
  const foreign = owners.find(({ owner }) => owner !== undefined && owner !== self);
  if (foreign !== undefined) return faultAt(row, 'aliases', 'model.alias', foreign.alias);
  if (isBackwards(cells, model)) return faultAt(row, 'supportUntil', 'model.period');
  return { cells, maker, model, spellings: owners.filter(({ owner }) => owner === undefined).map(({ alias }) => alias) };
}
