import type { Actions, EvidenceFile, EvidenceList, EvidenceVersion } from '@ancam/contract';
import { ACCEPTED_ENDINGS } from '../../files/file-kind.ts';
import type { EvidenceRow } from './evidence.store.ts';
import type { Located } from './holder.ts';

function actions(state: string, refusals: Readonly<Record<string, string | undefined>>): Actions {
  const all = Object.entries(refusals);
  return {
    state,
    may: all.flatMap(([action, reason]) => (reason === undefined ? [action] : [])),
    blockers: all.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

/** What was decided on stays as it was. */
const settledFor = ({ settled }: Located, purpose: string): string | undefined => (settled && purpose !== '' ? 'settled' : undefined);

/** Why a file cannot get a new version; undefined where it can. */
export function replaceRefusal(holder: Located, purpose: string): string | undefined {
  return holder.barred ?? settledFor(holder, purpose);
}

/** Why a version cannot be withdrawn; undefined where it can. */
export function withdrawRefusal(holder: Located, row: EvidenceRow): string | undefined {
  return holder.barred ?? (row.withdrawn_at === null ? settledFor(holder, row.purpose) : 'withdrawn');
}

/** Why the content of a version stays closed; undefined where it is open. */
export function openRefusal({ scan }: EvidenceRow): string | undefined {
  return scan === 'waiting' || scan === 'infected' ? scan : undefined;
}

function viewVersion(holder: Located, row: EvidenceRow): EvidenceVersion {
  const { id, version, name, size, sha256, type, threat } = row;
  return {
    id,
    version,
    name,
    size,
    sha256,
    type,
    scan: row.scan as EvidenceVersion['scan'], // held by the table's check
    threat,
    createdAt: row.created_at,
    createdBy: row.created_by,
    withdrawnAt: row.withdrawn_at,
    withdrawnBy: row.withdrawn_by,
    withdrawnReason: row.withdrawn_reason,
    actions: actions(row.withdrawn_at === null ? row.scan : 'withdrawn', {
      open: openRefusal(row),
      withdraw: withdrawRefusal(holder, row),
    }),
  };
}

/** The files of an object, each with its versions. Rows come newest first. */
export function viewFiles(holder: Located, rows: readonly EvidenceRow[], largest: number): EvidenceList {
  const files = [...Map.groupBy(rows, (row) => row.series_id)].map(([id, versions]): EvidenceFile => {
    const [latest] = versions.toSorted((a, b) => b.version - a.version);
    const purpose = latest?.purpose ?? '';
    const standing = versions.some((each) => each.withdrawn_at === null);
    return {
      id,
      purpose,
      versions: versions.toSorted((a, b) => b.version - a.version).map((row) => viewVersion(holder, row)),
      actions: actions(standing ? 'standing' : 'withdrawn', { replace: replaceRefusal(holder, purpose) }),
    };
  });
  return {
    items: files,
    largest,
    endings: [...ACCEPTED_ENDINGS],
    actions: actions(files.length === 0 ? 'empty' : 'files', { add: holder.barred }),
  };
}
