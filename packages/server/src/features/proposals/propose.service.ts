import type { ProposalRules } from '@ancam/contract';
import type { HostResult, Id } from '@ancam/core';
import { isDeepStrictEqual } from 'node:util';
import type { Placement, Work } from '../../db/actor.ts';
import type { RecognisedBy } from '../cameras/recognise.ts';
import { CLAIMS, FIELDS, differenceOf, isEmpty, valuesOf } from './claims.ts';
import type { Claims, Seen, Values } from './claims.ts';
import { ruleFor } from './rules.ts';
import { listSaid, putProposals, supersede } from './proposals.store.ts';
import type { Said, Saying } from './proposals.store.ts';

/** A camera that a scan saw, against what the register holds of it. */
export interface Sight {
  readonly cameraId: Id;
  readonly host: HostResult;
  readonly by: RecognisedBy | 'new';
  readonly seen: Seen;
  /** Undefined: nobody knew it. */
  readonly recorded: Claims | undefined;
}

/** What becomes of a sight: what is written into the register at once, and what is said about the rest. */
export interface Verdict {
  readonly write: Values;
  readonly sayings: readonly Saying[];
}

/** What was said of cameras before, by camera. */
export type Before = ReadonlyMap<Id, readonly Said[]>;

export async function saidBefore({ tx }: Work, cameraIds: readonly Id[]): Promise<Before> {
  return Map.groupBy(await listSaid(tx, cameraIds), ({ cameraId }) => cameraId);
}

function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** A device that no camera of the register is, or one that nobody has accepted yet: the row itself is what is proposed. */
function judgeNew({ host: { identity }, by, seen, recorded }: Sight, said: readonly Said[], rules: ProposalRules): Verdict {
  const known = Object.fromEntries(CLAIMS.filter((name) => name !== 'status').map((name) => [name, recorded?.[name] ?? null]));
  const after: Values = present({ ...known, ...present(seen) });
  // A person has said that it is not ours: it does not come in by a rule.
  const refuted = said.some(({ kind, state }) => kind === 'new' && state === 'refused');
  const rule = refuted ? undefined : ruleFor({ kind: 'new', before: {}, after, by, identity, beside: {} }, rules);
  const status = rule === undefined ? 'proposed' : 'in-use';
  return { write: { ...present(seen), status }, sayings: [{ kind: 'new', before: {}, after, rule }] };
}

/** Whether what a scan says was refused before, with the same facts. */
function wasRefused(said: readonly Said[], kind: Saying['kind'], after: Values): boolean {
  return said.some((each) => each.kind === kind && each.state === 'refused' && isDeepStrictEqual(each.after, after));
}

function judgeKnown({ host: { identity }, by, seen }: Sight, recorded: Claims, said: readonly Said[], rules: ProposalRules): Verdict {
  const { filled, moved, changed } = differenceOf(recorded, seen, by);
  const sayings: Saying[] = [];
  for (const [kind, after, beside] of [
    ['moved', moved, changed],
    ['changed', changed, moved],
  ] as const) {
    if (isEmpty(after) || wasRefused(said, kind, after)) continue;
    const before = valuesOf(recorded, after);
    sayings.push({ kind, before, after, rule: ruleFor({ kind, before, after, by, identity, beside }, rules) });
  }
  const accepted = sayings.filter(({ rule }) => rule !== undefined).map(({ after }) => after);
  return { write: Object.assign({}, filled, ...accepted), sayings };
}

/** What a scan that saw a camera writes at once, and what it only proposes. */
export function judge(sight: Sight, said: readonly Said[], rules: ProposalRules): Verdict {
  const { recorded } = sight;
  if (recorded === undefined || recorded.status === 'proposed') return judgeNew(sight, said, rules);
  const verdict = judgeKnown(sight, recorded, said, rules);
  // What a person has refuted comes up again where its facts are others now, as the device that it is.
  if (recorded.status === 'not-ours' && verdict.sayings.length > 0) return judgeNew(sight, said, rules);
  return verdict;
}

/** A judged sight with where its camera stands. */
export interface Judged {
  readonly cameraId: Id;
  readonly placement: Placement;
  readonly host: HostResult;
  readonly by: string;
  readonly verdict: Verdict;
}

/** Keeps what a scan says of cameras; what it no longer says, or says otherwise, is ended. */
export async function propose(work: Work, scanId: Id, judged: readonly Judged[], before: Before): Promise<void> {
  const ended: Id[] = [];
  const proposed = judged.flatMap(({ cameraId, placement, host, by, verdict }) => {
    const live = (before.get(cameraId) ?? []).filter(({ state }) => state === 'open' || state === 'watching');
    ended.push(...live.filter(({ kind }) => !verdict.sayings.some((saying) => saying.kind === kind)).map(({ id }) => id));
    return verdict.sayings.map((saying) => {
      const same = live.find(({ kind }) => kind === saying.kind)?.id;
      return { ...saying, live: same, cameraId, placement, scanId, hostId: host.id, by, at: host.finishedAt };
    });
  });
  await supersede(work.tx, ended);
  await putProposals(work, proposed);
  for (const { rule, kind, cameraId, before: was, after } of proposed) {
    if (rule === undefined) continue;
    const summary = `rule ${rule}; ${summaryOf(kind, was, after)}`;
    work.audit({ action: 'proposal.accepted', object: `camera/${cameraId}`, summary });
  }
}

/** One line for the audit: what it was and what it is. */
export function summaryOf(kind: string, before: Values, after: Values): string {
  const parts = CLAIMS.flatMap((claim) => {
    const [field, value] = [FIELDS[claim], after[claim]];
    if (field === undefined || value === undefined) return [];
    if (field === 'site') return [field];
    return [kind === 'new' ? (value ?? '') : `${field} ${before[claim] ?? '–'} → ${value ?? '–'}`];
  });
  return `${kind}: ${parts.join(', ')}`.slice(0, 400);
}
