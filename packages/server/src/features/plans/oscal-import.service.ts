import { OSCAL_FIELDS, PlanItemSet } from '@ancam/contract';
import type { OscalPreview, PlanItemsDone } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { readActionPlan, readSecurityPlan } from '@ancam/documents';
import type { OscalActions, OscalPlan } from '@ancam/documents';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { assertText, faultyOscal, parseOscal } from '../../oscal-body.ts';
import { assertReason, changeOf, getEditable, write } from './items.service.ts';
import * as store from './items.store.ts';
import type { ItemChange, ItemKept } from './items.store.ts';
import { changedMeanwhile } from './plans.service.ts';
import type { PlanKept } from './plans.store.ts';
import { readItems } from './read.service.ts';

/** An entry of a document that says something of a requirement. */
interface Entry {
  readonly place: string;
  readonly requirement: string;
  readonly set: PlanItemSet;
}

interface OscalDocument {
  readonly model: OscalPreview['model'];
  readonly about: Pick<OscalPlan | OscalActions, 'head' | 'system'>;
  readonly entries: readonly Entry[];
}

/** What an entry sets, what is empty left out; another tool has no word for "not looked at". Throws `input.invalid` with its place. */
function setOf(
  place: string,
  {
    answer,
    way,
    owner,
    dueOn,
    reason,
  }: Pick<OscalPlan['requirements'][number], 'answer' | 'way' | 'owner' | 'dueOn'> & { readonly reason: string },
): PlanItemSet {
  const said = Object.entries({ answer: answer === 'open' ? '' : answer, way, owner, dueOn: dueOn ?? '', reason });
  assertText(place, Object.fromEntries(said));
  const parsed = PlanItemSet.safeParse(Object.fromEntries(said.filter(([, value]) => value.trim() !== '')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const fault = `${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`;
  throw faultyOscal(place, fault, `Sửa giá trị (${fault}).`, `Correct the value (${fault}).`);
}

/** Reads a security plan or a roadmap. Throws `input.invalid` with the place in the document and the remedy. */
export function readOscal(bytes: Uint8Array): OscalDocument {
  const { model, document } = parseOscal(bytes);
  if (model === 'system-security-plan') {
    const about = readSecurityPlan(document);
    assertText(`${model}/metadata`, { ...about.head, ...about.system });
    const root = 'system-security-plan/control-implementation/implemented-requirements';
    const entries = about.requirements.map((each, index) => entryOf(`${root}/${index}`, each));
    return { model: 'ssp', about, entries: once(entries) };
  }
  if (model === 'plan-of-action-and-milestones') {
    const about = readActionPlan(document);
    assertText(`${model}/metadata`, { ...about.head, ...about.system });
    const entries = about.items.map((each, index) => entryOf(`plan-of-action-and-milestones/poam-items/${index}`, { ...each, reason: '' }));
    return { model: 'poam', about, entries: once(entries) };
  }
  throw faultyOscal(
    model,
    'neither a security plan nor a roadmap',
    'Vào phương án chỉ nhập được system-security-plan hoặc plan-of-action-and-milestones; kết quả đánh giá (assessment-results) nhập thành cuộc kiểm tra của hệ thống.',
    'A plan takes a system-security-plan or a plan-of-action-and-milestones; assessment-results become a check of the system.',
  );
}

function entryOf(place: string, said: Parameters<typeof setOf>[1] & { readonly requirement: string }): Entry {
  return { place, requirement: said.requirement, set: setOf(place, said) };
}

/** Two entries for one requirement would leave open which of them counts. */
function once(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Map<string, string>();
  for (const { requirement, place } of entries) {
    const before = requirement === '' ? undefined : seen.get(requirement);
    if (before !== undefined) {
      throw faultyOscal(
        place,
        `${requirement} stands at ${before} already`,
        `Yêu cầu ${requirement} đã có tại ${before}: xóa một trong hai.`,
        `${requirement} stands at ${before} already: remove one of them.`,
      );
    }
    seen.set(requirement, place);
  }
  return entries;
}

interface Planned {
  readonly preview: OscalPreview;
  readonly changes: readonly { readonly item: ItemKept; readonly change: ItemChange }[];
}

const COLUMNS = { answer: 'answer', reason: 'reason', way: 'way', owner: 'owner', dueOn: 'due_on' } as const satisfies Record<
  (typeof OSCAL_FIELDS)[number],
  keyof ItemChange
>;

/** What a document would change in a plan that may be changed now. */
async function compare(context: Context, work: Work, plan: PlanKept, document: OscalDocument): Promise<Planned> {
  const kept = new Map((await store.listItems(work.tx, plan.id)).map((item) => [item.requirement, item]));
  const titles = new Map((await readItems(context, work, plan)).map(({ id, title }) => [id, title]));
  const known = document.entries.flatMap((entry) => {
    const item = kept.get(entry.requirement);
    return item === undefined ? [] : [{ entry, item, change: changeOf(item, entry.set) }];
  });
  const changed = known.filter(({ change }) => Object.values(COLUMNS).some((column) => column in change));
  for (const { entry, item, change } of changed) atPlace(entry.place, () => assertReason({ ...item, ...change }));
  const { head, system } = document.about;
  return {
    changes: changed.map(({ item, change }) => ({ item, change })),
    preview: {
      model: document.model,
      title: head.title,
      documentVersion: head.version,
      otherSystem: system.id === plan.system_id ? null : system.name || system.id,
      version: plan.version,
      items: changed.map(({ entry, item, change }) => ({
        id: item.id,
        requirement: item.requirement,
        title: titles.get(item.id) ?? { vi: item.requirement, en: item.requirement },
        place: entry.place,
        changes: OSCAL_FIELDS.flatMap((field) => {
          const column = COLUMNS[field];
          return column in change ? [{ field, before: item[column] ?? '', after: change[column] ?? '' }] : [];
        }),
      })),
      unknown: document.entries
        .filter(({ requirement }) => !kept.has(requirement))
        .map(({ place, requirement }) => ({ place, requirement })),
      same: known.length - changed.length,
    },
  };
}

/** Runs a check whose fault is one of the document: it is told with its place there. */
function atPlace(place: string, check: () => void): void {
  try {
    check();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    throw faultyOscal(
      place,
      thrown.message,
      'Yêu cầu không áp dụng phải có lý do (remarks).',
      'What is not applicable needs its reason (remarks).',
    );
  }
}

/** What a document would change. Changes nothing. Throws `input.invalid`, `conflict` where the plan cannot be changed now. */
export function previewOscal(context: Context, actor: Actor, id: Id, bytes: Uint8Array): Promise<OscalPreview> {
  const document = readOscal(bytes);
  return withActor(context, actor, async (work) => (await compare(context, work, await getEditable(work, id), document)).preview);
}

/** Takes a document over, all of it or nothing; the same document again changes nothing. Throws as the preview, and `conflict` where the plan has changed since. */
export function importOscal(
  context: Context,
  actor: Actor,
  { id, version }: { readonly id: Id; readonly version: number },
  bytes: Uint8Array,
): Promise<PlanItemsDone> {
  const document = readOscal(bytes);
  return withActor(context, actor, async (work) => {
    const plan = await getEditable(work, id);
    if (plan.version !== version) throw changedMeanwhile(id);
    const { changes, preview } = await compare(context, work, plan, document);
    const done = await write(work, plan, changes, { event: 'items' }, changes.length);
    if (done.left > 0) throw changedMeanwhile(id);
    work.audit({
      action: 'plan.imported',
      object: `plan/${id}`,
      summary: `OSCAL ${preview.model}: ${preview.title}, ${done.changed}`.slice(0, 500),
    });
    return done;
  });
}
