import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import type { Work } from '../../db/actor.ts';
import { findInForce } from './levels.store.ts';
import type { DeterminationRecord } from './levels.store.ts';

/** The level of a system, or that it is terminals of another one, as the determination in force says. */
export interface SystemLevel {
  /** Null for terminals: they take the level of their host. */
  readonly level: Level | null;
  readonly treatment: 'system' | 'terminals';
  readonly regime: RegimeId;
  /** `yyyy-mm-dd`. */
  readonly confirmedOn: string;
  readonly determinationId: Id;
  /** The system that terminals belong to. */
  readonly hostSystemId: Id | null;
}

/** The level of a system by its confirmed determination; undefined where there is none, or the reader may not see it. */
export async function levelOf(work: Pick<Work, 'tx'>, systemId: Id): Promise<SystemLevel | undefined> {
  return (await levelsOf(work, [systemId])).get(systemId);
}

/** A system that has a level of its own. */
export type LevelledSystem = SystemLevel & { readonly level: Level };

/** The level that a system has of its own. Throws `conflict` where none is confirmed, or the system is a terminal of another. */
export async function ownLevelOf(work: Pick<Work, 'tx'>, systemId: Id): Promise<LevelledSystem> {
  const found = await levelOf(work, systemId);
  if (found === undefined || found.level === null) {
    const reason = found === undefined ? 'no-level' : 'terminals';
    throw new AppError('conflict', `the system has no level of its own: ${reason}`, {
      place: systemId,
      reason,
      fix: { vi: 'Xác định và xác nhận cấp độ của hệ thống trước.', en: 'Determine and confirm the level of the system first.' },
    });
  }
  return { ...found, level: found.level };
}

/** As `levelOf`, of many systems at once. Those without a confirmed determination are left out. */
export async function levelsOf({ tx }: Pick<Work, 'tx'>, systemIds: readonly Id[]): Promise<ReadonlyMap<Id, SystemLevel>> {
  const rows = await findInForce(tx, systemIds);
  return new Map(rows.flatMap((row) => (row.system_id === null ? [] : [[row.system_id, readLevel(row)] as const])));
}

function readLevel(row: DeterminationRecord): SystemLevel {
  return {
    level: row.level as Level | null, // held to 1..5 by the database
    treatment: row.treatment === 'terminals' ? 'terminals' : 'system',
    regime: row.regime === 'B' ? 'B' : 'A',
    confirmedOn: row.confirmed_on ?? row.as_of,
    determinationId: row.id,
    hostSystemId: row.host_system_id,
  };
}
