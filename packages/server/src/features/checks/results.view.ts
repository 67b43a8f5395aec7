import type { SystemCheckDetail } from '@ancam/contract';
import { requirementsOf } from '@ancam/law';
import type { Law, RequirementRow } from '@ancam/law';
import type { Work } from '../../db/actor.ts';
import { countingFiles } from '../evidence/purposes.service.ts';
import { happenedSince } from './results.store.ts';
import type { ImportEvent } from './results.store.ts';
import type { CheckKept } from './system-checks.store.ts';

/** Requirements of a level by their key. */
export function requirementsByKey(law: Law, { level }: Pick<CheckKept, 'level'>): ReadonlyMap<string, RequirementRow> {
  return new Map(requirementsOf(law, level).map((row) => [row.key, row]));
}

/** What stands against taking results back: something was built on them. Undefined for nothing. */
export async function builtOn(work: Work, check: CheckKept, { seq }: ImportEvent): Promise<'state' | 'changed' | undefined> {
  if (check.state !== 'running') return 'state';
  const built = (await happenedSince(work.tx, check.id, seq)) || (await countingFiles(work, 'checks', check.id)).length > 0;
  return built ? 'changed' : undefined;
}

export function viewImport(
  law: Law,
  check: Pick<CheckKept, 'level'>,
  { at, by_name: by, imported: { title, version, satisfied } }: ImportEvent,
): SystemCheckDetail['imported'] {
  const rows = requirementsByKey(law, check);
  return {
    title,
    documentVersion: version,
    at,
    by,
    satisfied: satisfied.flatMap((key) => {
      const row = rows.get(key);
      return row === undefined ? [] : [{ row: row.id, title: row.title }];
    }),
  };
}
