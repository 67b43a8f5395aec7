import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Level, WorkflowStep } from '@ancam/knowledge';
import { stepsFrom } from '@ancam/law';
import { sql } from 'kysely';
import { asOwner, withActor } from '../src/db/actor.ts';
import type { Actor } from '../src/db/actor.ts';
import { dossierFlow, isAppraisers } from '../src/features/dossiers/steps.ts';
import type { TestApp } from './app.ts';
import { DECISION } from './dossiers.ts';
import type { Person } from './dossiers.ts';

/** A place in the life of a dossier: the steps that led to it, and the states on the way, each once. */
interface Node {
  readonly steps: readonly string[];
  readonly states: readonly string[];
}

export function stepNamed(id: string): WorkflowStep {
  const step = dossierFlow().steps.find((known) => known.id === id);
  if (step === undefined) throw new AppError('not-found', 'no such step', { place: id });
  return step;
}

const stateAt = ({ states }: Node): string => states.at(-1) ?? '';
const keyOf = ({ steps }: Node): string => steps.join(' ');
const onward = (node: Node, level: Level): WorkflowStep[] => stepsFrom(dossierFlow(), stateAt(node), level).map(({ id }) => stepNamed(id));
const after = (node: Node, { id, to }: WorkflowStep): Node => ({ steps: [...node.steps, id], states: [...node.states, to] });
const ROOT: Node = { steps: [], states: [dossierFlow().initial] };

/** Every path of a level: from the beginning to where nothing leads on, or to the step that leads back into a state of the path. */
export function pathsOf(level: Level, node: Node = ROOT): string[][] {
  const next = onward(node, level);
  if (next.length === 0) return [[...node.steps]];
  return next.flatMap((step) => (node.states.includes(step.to) ? [[...node.steps, step.id]] : pathsOf(level, after(node, step))));
}

/** Lives of dossiers that walk every path: where a step leads back, the life goes on along a path that has the same beginning. */
export function livesOf(level: Level): string[][] {
  const left = new Map(pathsOf(level).map((path) => [path.join(' '), comesBack(path)]));
  const lives: string[][] = [];
  while (left.size > 0) {
    const life: string[] = [];
    for (let at = ROOT, next = nextStep(left, at, level); next !== undefined; next = nextStep(left, at, level)) {
      life.push(next.id);
      const there = after(at, next);
      left.delete(keyOf(there));
      const back = at.states.indexOf(next.to);
      at = back < 0 ? there : { steps: at.steps.slice(0, back), states: at.states.slice(0, back + 1) };
    }
    lives.push(life);
  }
  return lives;
}

const comesBack = (path: readonly string[]): boolean => {
  const states = [dossierFlow().initial, ...path.map((id) => stepNamed(id).to)];
  return new Set(states).size < states.length;
};

/** A step onto a path that is left: first one that comes back, for after the others nothing does. */
function nextStep(left: ReadonlyMap<string, boolean>, at: Node, level: Level): WorkflowStep | undefined {
  const open = onward(at, level).flatMap((step) => {
    const key = keyOf(after(at, step));
    const backs = [...left].filter(([path]) => path === key || path.startsWith(`${key} `)).map(([, back]) => back);
    return backs.length === 0 ? [] : [{ step, back: backs.includes(true) }];
  });
  return (open.find(({ back }) => back) ?? open[0])?.step;
}

/** The person of the procedure who may take a step at a level. */
export function personFor(step: WorkflowStep, level: Level): Person {
  if (isAppraisers(step)) return level >= 4 ? 'ministry' : 'security-unit';
  if (step.by.includes('owner') && (step.notBy ?? []).length > 0) return 'head';
  const [party] = step.by;
  return party === 'operator' || party === 'owner' || party === 'security-unit' ? party : 'operator';
}

/** Whether a person has the part that a step of a level is for. */
export function mayTake(person: Person, step: WorkflowStep, level: Level): boolean {
  return person === personFor(step, level) || (!isAppraisers(step) && step.by.some((party) => party === person));
}

/** Plants what `refusalsBySql` calls: it puts each step down as whoever asks, and undoes what went through. */
export async function plantRefusals(app: TestApp): Promise<void> {
  await asOwner(app.context, (tx) =>
    sql`create or replace function try_steps(dossier uuid, actor_home uuid, steps text[], number text, issuer text, day date)
      returns table (step text, refusal text) language plpgsql as $$
    begin
      foreach step in array steps loop
        begin
          insert into dossier_event (id, home_id, unit_id, scope_path, dossier_id, step, from_state, to_state, party, version, on_day, reason, document_number,
              document_date, document_issuer, at, by_id, hands, by_name)
            values (gen_random_uuid(), actor_home, gen_random_uuid(), '', dossier, try_steps.step, 'draft', 'approved', 'owner', 1, day, 'Vì lý do', number,
              day, issuer, now(), gen_random_uuid(), '{}', 'Ai đó');
          raise exception 'taken' using errcode = 'P0001';
        exception
          when raise_exception or check_violation or insufficient_privilege then refusal := sqlerrm;
        end;
        return next;
      end loop;
    end $$`.execute(tx),
  );
}

/** What the database answers to each of these steps, put down by SQL of the application's role; `taken` where it let one through. */
export async function refusalsBySql(app: TestApp, actor: Actor, dossierId: Id, steps: readonly string[]): Promise<Map<string, string>> {
  const { number, issuer, date } = DECISION;
  const { rows } = await withActor(app.context, actor, ({ tx }) =>
    sql<{ step: string; refusal: string }>`select step, refusal
      from try_steps(${dossierId}, ${actor.homeId}, ${[...steps]}::text[], ${number}, ${issuer}, ${date})`.execute(tx),
  );
  return new Map(rows.map(({ step, refusal }) => [step, refusal]));
}
