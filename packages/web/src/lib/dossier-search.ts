import { DOSSIER_PARTIES, DOSSIER_STATES } from '@ancam/contract';
import type { DossierFilter } from '@ancam/contract';
import { compact, readOne, readText } from './list-search.ts';

/** Filters of the dossiers as they stand in the address bar. */
export type DossierSearch = Pick<DossierFilter, 'q' | 'state' | 'level' | 'regime' | 'mine' | 'late'>;

export const DOSSIER_LEVELS = [1, 2, 3, 4, 5] as const;
export const REGIMES = ['A', 'B'] as const;

/** A level out of the address; undefined where it is none. */
export function readDossierLevel(value: unknown): number | undefined {
  return DOSSIER_LEVELS.find((level) => String(level) === String(value));
}

/** Reads the filters of the list from the address; what is not understood is dropped. */
export function readDossierSearch(search: Record<string, unknown>): DossierSearch {
  return compact({
    q: readText(search.q),
    state: readOne(DOSSIER_STATES, search.state),
    level: readDossierLevel(search.level),
    regime: readOne(REGIMES, search.regime),
    mine: readOne(['yes'] as const, search.mine),
    late: readOne(['yes'] as const, search.late),
  });
}

/** A party as the pages name it; what the server names otherwise is the unit that answers for the system. */
export function partyOf(party: string): (typeof DOSSIER_PARTIES)[number] {
  return readOne(DOSSIER_PARTIES, party) ?? 'operator';
}
