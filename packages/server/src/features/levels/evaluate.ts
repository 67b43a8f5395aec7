import type { LevelBody, LevelPreview, LevelQuestion, LevelQuestionTitle } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Answers, Question } from '@ancam/knowledge';
import { answerFaults, cameraRule, determineLevel, questionsOf as questionsIn, regimeOn, worksheet } from '@ancam/law';
import type { CameraTreatment, Law, LevelResult } from '@ancam/law';
import { findingsOf } from './findings.ts';

/** What a worksheet is about: a system made of cameras, one that is not, or a group of cameras. */
export type SheetKind = 'cameras' | 'system' | 'group';

/** The worksheet as filled in. */
export type Sheet = Pick<LevelBody, 'asOf' | 'answers' | 'hostSystemId'>;

const ABOUT = ['system', 'cameras', 'dossier'] as const;

/** Throws `input.invalid` naming every answer that no question of the worksheet takes, by its place. */
export function assertAnswers(law: Law, { answers, counted }: Pick<LevelBody, 'answers' | 'counted'>): void {
  const faults = [
    ...answerFaults(law, answers, ABOUT).map(({ question, fault, takes }) => ({
      place: `answers.${question}`,
      fault: fault === 'unknown' ? 'there is no such question' : `takes ${takes}`,
    })),
    ...Object.keys(counted)
      .filter((id) => law.questions.get(id)?.kind !== 'number')
      .map((id) => ({ place: `counted.${id}`, fault: 'is no number of the worksheet' })),
  ];
  const [first] = faults;
  if (first === undefined) return;
  throw new AppError('input.invalid', 'the worksheet cannot be read', { place: first.place, fix: first.fault, faults });
}

/** Answers to questions about one matter only: the rules of one look at no other. */
function answersAbout(law: Law, answers: Answers, ...about: readonly Question['about'][]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => about.some((each) => law.questions.get(id)?.about === each)));
}

/** What the law makes of a worksheet on its day, the questions with their state, and what is missing before it can be proposed. */
export function evaluate(law: Law, kind: SheetKind, { asOf, answers, hostSystemId }: Sheet): LevelPreview {
  const given = answersAbout(law, answers, 'system', 'cameras');
  const dossier = answersAbout(law, answers, 'dossier');
  const regime = regimeOn(law, asOf, dossier);
  const cameras = kind === 'system' ? undefined : cameraRule(law, given, asOf, dossier);
  const result = cameras?.level ?? determineLevel(law, given, asOf, dossier);
  const treatment = cameras === undefined ? 'system' : cameras.treatment === 'terminal' ? 'terminals' : cameras.treatment;
  const own = treatment === 'system';
  return {
    regime: regime.regime,
    level: own ? (result.level ?? null) : null,
    treatment,
    findings: findingsOf(law, regime, own ? result : undefined, cameras),
    questions: questionsOf(law, kind, treatment, { asOf, answers, hostSystemId }, result),
    missing: missingOf(kind, treatment, result, cameras, hostSystemId),
  };
}

/** What has to be given before another person can be asked to confirm it. */
function missingOf(
  kind: SheetKind,
  treatment: LevelPreview['treatment'],
  result: LevelResult,
  cameras: CameraTreatment | undefined,
  host: string | null,
): string[] {
  const open = [...(cameras?.unanswered ?? []), ...(cameras?.justificationLacks ?? [])];
  if (treatment === 'terminals') return [...open, ...(host === null ? ['host'] : [])];
  // A group that turns out to be a system of its own is to be registered as one.
  if (kind === 'group') return treatment === 'system' ? [...open, 'register-as-system'] : open;
  return treatment === 'open' || result.level !== undefined
    ? open
    : [...open, ...(result.unanswered.length > 0 ? result.unanswered : ['level'])];
}

/** The questions of a worksheet in their order: those of the camera rule first, those of the level where there is one, then the dossier. */
function questionsOf(law: Law, kind: SheetKind, treatment: LevelPreview['treatment'], sheet: Sheet, result: LevelResult): LevelQuestion[] {
  const { answers, asOf } = sheet;
  const about = (wanted: LevelQuestion['about'], kept: (id: string) => boolean = () => true): LevelQuestion[] =>
    law.data.questions
      .filter((question) => question.about === wanted && kept(question.id))
      .map((question) => view(question, wanted, answers[question.id] === undefined ? 'asked' : 'answered', false));
  const terminal = law.data.cameraRule.treatments.find(({ id }) => id === 'terminal')?.justification ?? [];
  const own = new Set(law.data.cameraRule.treatments.filter(({ id }) => id === 'system').flatMap(({ justification }) => justification));
  const cameras = about('cameras', (id) => treatment !== 'system' || !terminal.includes(id) || own.has(id));
  const looked = new Set(
    law.data.transitions.flatMap(({ when, due }) => [
      ...(when === undefined ? [] : questionsIn(when)),
      ...(due?.unless === undefined ? [] : [due.unless]),
    ]),
  );
  const levels =
    treatment === 'terminals' || kind === 'group'
      ? []
      : worksheet(law, forCameras(answers, treatment, kind), asOf, answersAbout(law, answers, 'dossier')).map(({ question, state }) =>
          view(
            question,
            'system',
            answers[question.id] === undefined && state === 'answered' ? 'asked' : state,
            result.unanswered.includes(question.id),
          ),
        );
  return [...(kind === 'system' ? [] : cameras), ...levels, ...(kind === 'group' ? [] : about('dossier', (id) => looked.has(id)))];
}

/** A system of cameras is information infrastructure too, whatever else it is. */
function forCameras(answers: Answers, treatment: LevelPreview['treatment'], kind: SheetKind): Answers {
  if (kind !== 'cameras' || treatment !== 'system') return answers;
  const given = answers['serviceTypes'];
  const types: readonly string[] = Array.isArray(given) ? given : [];
  return { ...answers, serviceTypes: [...new Set([...types, 'infrastructure'])] };
}

function view(question: Question, about: LevelQuestion['about'], state: LevelQuestion['state'], raises: boolean): LevelQuestion {
  const { id, kind, title, question: words, hint, choices = [] } = question;
  return { id, about, kind, title, question: words, hint: hint ?? null, choices: [...choices], state, raises };
}

/** What the answers of a worksheet are read by. */
export function questionTitles(law: Law): LevelQuestionTitle[] {
  return law.data.questions
    .filter(({ about }) => ABOUT.some((each) => each === about))
    .map(({ id, kind, title, choices = [] }) => ({ id, kind, title, choices: [...choices] }));
}
