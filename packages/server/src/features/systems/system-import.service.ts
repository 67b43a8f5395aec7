import { isDeepStrictEqual } from 'node:util';
import { SystemBody } from '@ancam/contract';
import { toAppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import type { Entered, ImportKind, ImportRow, ImportSession, RegisterFault } from '../imports/import-kind.ts';
import { SYSTEM_FAULTS, SYSTEM_FORM } from './system-form.ts';
import { amendSystem, assertSound, bodyOf, enterSystem } from './systems.service.ts';
import { listNamed } from './systems.store.ts';
import type { SystemRecord } from './systems.store.ts';

/** Information systems of the importer's unit from a table; zones and host systems are added on the page. */
export const systemImport: ImportKind = {
  ...SYSTEM_FORM,
  title: { vi: 'Hệ thống thông tin', en: 'Information systems' },
  about: {
    vi: 'Nhập hệ thống của đơn vị và cập nhật hệ thống đã có theo mã hoặc tên. Vùng mạng và hệ thống chủ được thêm ở trang hệ thống.',
    en: 'Enters systems of the unit and updates known ones by code or name. Network zones and host systems are added on the page of the system.',
  },
  permission: 'system.write',
  faults: SYSTEM_FAULTS,
  open: (context) => new SystemImport(context),
};

interface Sound {
  readonly row: ImportRow;
  readonly body: SystemBody;
  readonly known: SystemRecord | undefined;
  readonly same: boolean;
}

function faultAt({ row }: ImportRow, column: string | null, code: keyof typeof SYSTEM_FAULTS, values: RegisterFault['values'] = {}) {
  return { fault: { row, column, code, values } };
}

/** What a row says of a system; a blank cell says nothing. */
function givenBy({ values }: ImportRow): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return {
    ...given,
    ...('dedicated' in given ? { dedicated: given['dedicated'] === 'yes' } : {}),
    ...('informationKinds' in given ? { informationKinds: String(given['informationKinds']).split(';') } : {}),
    ...('operatorName' in given ? { operatorKind: 'contractor', operatorUnitId: null } : {}),
  };
}

class SystemImport implements ImportSession {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async check(work: Work, rows: readonly ImportRow[]): Promise<readonly RegisterFault[]> {
    return (await this.#judgeAll(work, rows)).flatMap((each) => ('fault' in each ? [each.fault] : []));
  }

  async apply(work: Work, rows: readonly ImportRow[]): Promise<Entered> {
    const faults: RegisterFault[] = [];
    const counts = { created: 0, updated: 0, unchanged: 0 };
    for (const each of await this.#judgeAll(work, rows)) {
      if ('fault' in each) faults.push(each.fault);
      else if (each.known === undefined) {
        await enterSystem(this.#context, work, each.body);
        counts.created += 1;
      } else if (each.same) counts.unchanged += 1;
      else {
        await amendSystem(this.#context, work, each.known, each.body);
        counts.updated += 1;
      }
    }
    return { ...counts, faults };
  }

  async #judgeAll(work: Work, rows: readonly ImportRow[]): Promise<(Sound | { fault: RegisterFault })[]> {
    const texts = (key: string): string[] => rows.flatMap(({ values }) => (values[key] === null ? [] : [String(values[key])]));
    const known = await listNamed(work, texts('code'), texts('name'));
    return Promise.all(rows.map((row) => this.#judge(work, row, known)));
  }

  async #judge(work: Work, row: ImportRow, all: readonly SystemRecord[]): Promise<Sound | { fault: RegisterFault }> {
    const [code, name] = [row.values['code'], row.values['name']];
    const found = code === null ? all.filter((each) => each.name === name) : all.filter((each) => each.code === code);
    const [known] = found;
    if (found.length > 1) return faultAt(row, 'name', 'system.ambiguous', { value: String(name), count: found.length });
    const before = known === undefined ? undefined : await bodyOf(work, known);
    const parsed = SystemBody.safeParse({ ...before, ...givenBy(row) });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return faultAt(row, issue?.path.map(String)[0] ?? null, 'system.invalid', { cause: issue?.message ?? '' });
    }
    const body = parsed.data;
    const same = before !== undefined && isDeepStrictEqual(body, before);
    return (same ? undefined : await faultOf(work, row, body, known)) ?? { row, body, known, same };
  }
}

/** What speaks against writing a system so. */
async function faultOf(
  work: Work,
  row: ImportRow,
  body: SystemBody,
  known: SystemRecord | undefined,
): Promise<{ fault: RegisterFault } | undefined> {
  if (known?.state === 'retired') return faultAt(row, null, 'system.retired');
  if (body.informationKinds.includes('state-secret') !== (body.secretPaper !== '')) return faultAt(row, 'secretPaper', 'system.secret');
  try {
    await assertSound(work, body, work.actor.homeId, known?.id ?? '');
    return undefined;
  } catch (thrown) {
    const { code, details } = toAppError(thrown);
    if (code !== 'input.invalid') throw thrown;
    return faultAt(row, null, 'system.invalid', { cause: typeof details['fix'] === 'string' ? details['fix'] : code });
  }
}
