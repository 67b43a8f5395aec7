import type { Level, LevelRequirement, SecurityRequirement } from '@ancam/knowledge';
import type { Law } from './law.ts';

/** A requirement at one level, with what it has in common with the other levels. */
export interface RequirementRow extends LevelRequirement {
  readonly key: string;
  readonly title: SecurityRequirement['title'];
  readonly group: SecurityRequirement['group'];
  readonly area: string;
  readonly cameras: SecurityRequirement['cameras'];
  readonly camerasWhy: SecurityRequirement['camerasWhy'];
}

const GROUPS: readonly SecurityRequirement['group'][] = [
  'management',
  'risk',
  'end-of-life',
  'design-zones',
  'design-solutions',
  'configuration',
];

/** The catalogue of a level in the order of its annex. Dossiers and plans store `law.data.catalogueHash` beside what they took from it. */
export function requirementsOf(law: Law, level: Level): RequirementRow[] {
  return law.data.requirements
    .flatMap(({ key, title, group, area, cameras, camerasWhy, levels }) =>
      levels.filter((each) => each.level === level).map((each) => ({ key, title, group, area, cameras, camerasWhy, ...each })),
    )
    .toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** What changes from one level to another: keys that come, go, or become stricter on the way up. */
export interface LevelStep {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly stricter: readonly string[];
}

/** Compares two levels by key. */
export function compareLevels(law: Law, from: Level, to: Level): LevelStep {
  const before = new Set(requirementsOf(law, from).map(({ key }) => key));
  const after = new Set(requirementsOf(law, to).map(({ key }) => key));
  const stricter = law.data.requirements.filter(
    ({ key, levels }) => before.has(key) && after.has(key) && levels.some((each) => each.level > from && each.level <= to && each.isNew),
  );
  return {
    added: [...after].filter((key) => !before.has(key)),
    removed: [...before].filter((key) => !after.has(key)),
    stricter: stricter.map(({ key }) => key),
  };
}

/** What differs between two editions of a catalogue, by row. */
export interface CatalogueChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Rows that ask for something else: only these are looked at anew. */
  readonly changed: readonly string[];
}

/** Compares the rows that a dossier or plan was pinned to with those of now. A mark or a mapping that changed asks for nothing new. */
export function compareCatalogues(before: readonly RequirementRow[], after: readonly RequirementRow[]): CatalogueChange {
  const old = new Map(before.map((row) => [row.id, row]));
  const now = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    removed: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    changed: after.flatMap((row) => {
      const earlier = old.get(row.id);
      return earlier !== undefined && asks(earlier) !== asks(row) ? [row.id] : [];
    }),
  };
}

function asks({ heading, summary, clause }: RequirementRow): string {
  return JSON.stringify([heading, summary.vi, summary.en, clause ?? null]);
}
