import type { Actions, OutsideCamera, ProposalCounts, Scan, ScanHostRow, ScanProgress } from '@ancam/contract';
import { ScanOrigin } from '@ancam/contract';
import { AuthorisationNote, boundsOf, DeviceKind, Identity, messageValues, ScanStatus } from '@ancam/core';
import type { Actor } from '../../db/actor.ts';
import { holds, mayChange } from '../../db/actor.ts';
import { parseBySeverity } from './severities.ts';
import type { BySeverity } from './severities.ts';
import { planOf, sourceOf, statsOf, windowOf } from './scans.store.ts';
import type { HostRow, ScanRow } from './scans.store.ts';

const RESUMABLE = new Set(['paused', 'interrupted', 'cancelled', 'limit', 'failed']);

/** What may be done with a scan. `waiting`: another one runs before it; `open`: it may send at this hour. */
function actionsOf(row: ScanRow, actor: Actor, waiting: boolean, open: boolean): Actions {
  const state = row.status === 'running' && waiting ? 'queued' : row.status === 'running' && !open ? 'paused' : row.status;
  const permitted = holds(actor, 'scan.run') && mayChange(actor, row);
  const may: string[] = [];
  if (permitted && (row.status === 'running' || row.status === 'paused')) may.push('cancel');
  const resumable = row.origin !== 'imported' && RESUMABLE.has(row.status);
  if (permitted && resumable && open) may.push('resume');
  const reason = permitted ? (row.origin === 'imported' ? 'imported' : state) : 'no-permission';
  const why = (action: string): string => (action === 'resume' && permitted && resumable ? 'outside-hours' : reason);
  const blockers = ['cancel', 'resume'].filter((action) => !may.includes(action)).map((action) => ({ action, reason: why(action) }));
  return { state, may, blockers };
}

/** The camera outside the scope that a note tells of. */
function outsideCamera(note: string): OutsideCamera | undefined {
  const values = messageValues('outside-camera', note);
  if (values === undefined) return undefined;
  const told = (name: string): string | null => {
    const value = values.get(name) ?? '–';
    return value === '–' ? null : value;
  };
  const protocols = (told('protocols') ?? '').split(' ').filter((name) => name !== '');
  const [address, model, firmware, serial, mac] = ['address', 'model', 'firmware', 'serial', 'mac'].map(told);
  return { address: address ?? '', model: model ?? null, firmware: firmware ?? null, serial: serial ?? null, mac: mac ?? null, protocols };
}

/** A scan as the API tells it. */
export function viewScan(
  row: ScanRow,
  actor: Actor,
  now: {
    readonly findings: BySeverity;
    readonly proposals: ProposalCounts;
    readonly progress: ScanProgress | null;
    readonly waiting: boolean;
    /** Whether it may send at this hour. */
    readonly open: boolean;
    readonly written?: { alive: number; cameras: number };
  },
): Scan {
  const plan = planOf(row);
  const note = row.authorisation_note === null ? undefined : AuthorisationNote.parse(row.authorisation_note);
  return {
    id: row.id,
    // what probes share stays with them while they wait
    status: row.status === 'running' && row.origin === 'probe' && !now.open ? 'paused' : ScanStatus.parse(row.status),
    origin: ScanOrigin.parse(row.origin),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    startedBy: row.started_by,
    targets: plan.targets,
    source: sourceOf(row),
    bounds: boundsOf(plan),
    authorisation: note === undefined ? null : { id: row.authorisation_id, document: note.document, grantedBy: note.grantedBy },
    scheduleId: row.schedule_id,
    window: windowOf(row),
    stats: { ...statsOf(row), ...now.written },
    findings: now.findings,
    proposals: now.proposals,
    progress: row.status === 'running' ? now.progress : null,
    knowledge: row.knowledge,
    notes: row.notes.filter((note) => outsideCamera(note) === undefined),
    outside: row.notes.flatMap((note) => outsideCamera(note) ?? []),
    actions: actionsOf(row, actor, now.waiting, now.open),
  };
}

/** A host as a row of a list. */
export function viewHost(row: HostRow): ScanHostRow {
  return {
    id: row.id,
    address: row.address,
    kind: DeviceKind.parse(row.kind),
    makerName: row.maker_name,
    model: row.model,
    firmware: row.firmware,
    confidence: row.confidence,
    strength: Identity.shape.strength.parse(row.strength),
    failed: parseBySeverity(row.failed),
    cutShort: row.cut_short,
    cameraId: row.camera_id,
  };
}
