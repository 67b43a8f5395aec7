import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { LEVEL_STATUSES, LevelFilter, api } from '@ancam/contract';
import type { LevelBody, LevelPreview, LevelSheet } from '@ancam/contract';
import { call } from './api.ts';
import { compact, readOne, readText } from './list-search.ts';

/** Filters of the list of levels as they stand in the address. */
export type LevelSearch = Partial<LevelFilter>;

const { kind, level, treatment, regime } = LevelFilter.shape;

/** Reads them from the address; what is not understood is dropped. */
export function readLevelSearch(search: Record<string, unknown>): LevelSearch {
  return compact({
    q: readText(search.q),
    kind: readOne(kind.unwrap().options, search.kind),
    status: readOne(LEVEL_STATUSES, search.status),
    level: readOne(level.unwrap().options, String(search.level)),
    treatment: readOne(treatment.unwrap().options, search.treatment),
    regime: readOne(regime.unwrap().options, search.regime),
  });
}

export type Answer = LevelBody['answers'][string];

/**
 * Where a new worksheet begins: the draft under way; else what was answered last, with what the register says today wherever the answer had
 * been taken from it.
 */
export function beginWith({ open, current, fresh }: LevelSheet): LevelBody {
  if (open !== null) {
    const { asOf, answers, counted, reason, riskDocument, riskOn, hostSystemId } = open;
    return { asOf, answers, counted, reason, riskDocument, riskOn, hostSystemId };
  }
  if (current === null) return fresh;
  const own = Object.entries(current.answers).filter(([id]) => !current.prefilled.includes(id));
  return { ...fresh, answers: { ...fresh.answers, ...Object.fromEntries(own) }, counted: current.counted };
}

/** What the law makes of a worksheet as it stands; the last answer stays on screen while a new one is on its way. */
export function usePreview(subject: LevelSheet['subject'], body: LevelBody): UseQueryResult<LevelPreview> {
  const route = subject.kind === 'system' ? api.previewSystemLevel : api.previewGroupLevel;
  return useQuery({
    queryKey: [route.id, subject.id, body],
    queryFn: () => call(route, { params: { id: subject.id }, body }),
    placeholderData: keepPreviousData,
  });
}
