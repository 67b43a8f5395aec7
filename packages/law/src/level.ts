import type { Text } from '@ancam/core';
import type { Answers, Confidence, Criterion, Level, Question, RegimeId } from '@ancam/knowledge';
import { citeAll } from './citation.ts';
import { judge, questionsOf } from './conditions.ts';
import { holdsOn } from './days.ts';
import type { Law } from './law.ts';
import { regimeOn, weakest } from './regime.ts';

/** A criterion that matches. */
export interface LevelMatch {
  readonly criterion: string;
  readonly level: Level;
  readonly title: Text;
  readonly grounds: Text;
  readonly clause: Text;
  readonly reading?: Text;
  readonly note?: Text;
  readonly confidence: Confidence;
  /** Questions whose answers decide it. */
  readonly answers: readonly string[];
}

/** A criterion of a higher level that the answers leave open. */
export interface LevelDoubt {
  readonly criterion: string;
  readonly level: Level;
  readonly questions: readonly string[];
}

/** What the answers make of a system. A person confirms it. */
export interface LevelResult {
  readonly regime: RegimeId;
  readonly asOf: string;
  /** The highest level of a matching criterion; undefined where none matches. */
  readonly level: Level | undefined;
  /** All criteria that match, the highest first. */
  readonly matches: readonly LevelMatch[];
  /** The grounds with their clauses, one a line. */
  readonly grounds: Text;
  readonly confidence: Confidence;
  /** Criteria that could still raise the level, and the questions they hang on. */
  readonly doubts: readonly LevelDoubt[];
  /** Those questions, in the order of the worksheet. */
  readonly unanswered: readonly string[];
}

/** Every matching criterion, the highest level, and what could still raise it. The day decides the regime; `dossier` may keep it on the old one. */
export function determineLevel(law: Law, answers: Answers, asOf: string, dossier: Answers = {}): LevelResult {
  const { regime } = regimeOn(law, asOf, dossier);
  const judged = criteriaOf(law, regime, asOf).map((criterion) => ({ criterion, judgement: judge(criterion.when, answers) }));
  const matches = judged
    .filter(({ judgement }) => judgement.verdict === 'yes')
    .map(({ criterion, judgement }) => matchOf(law, criterion, judgement.decided))
    .toSorted((a, b) => b.level - a.level);
  const level = matches[0]?.level;
  const doubts = judged
    .filter(({ criterion, judgement }) => judgement.verdict === 'unknown' && criterion.level > (level ?? 0))
    .map(({ criterion, judgement }) => ({ criterion: criterion.id, level: criterion.level, questions: judgement.open }));
  const open = new Set(doubts.flatMap(({ questions }) => questions));
  return {
    regime,
    asOf,
    level,
    matches,
    grounds: groundsOf(matches),
    confidence: weakest(matches.filter((match) => match.level === level).map((match) => match.confidence)),
    doubts,
    unanswered: law.data.questions.filter(({ id }) => open.has(id)).map(({ id }) => id),
  };
}

/**
 * The level of a system of several parts: the highest of its parts (Decree 85/2016/NĐ-CP, article 5, clause 2). Undefined where a part has none.
 */
export function highestLevel(parts: readonly LevelResult[]): Level | undefined {
  const levels = parts.map(({ level }) => level);
  if (levels.length === 0 || levels.includes(undefined)) return undefined;
  return levels.reduce((highest, level) => ((level ?? 0) > (highest ?? 0) ? level : highest));
}

/** Criteria of a regime that hold on a day; those of a regime that a transition keeps alive hold beyond their own last day. */
export function criteriaOf(law: Law, regime: RegimeId, asOf: string): readonly Criterion[] {
  return law.data.criteria.filter(
    (each) => each.regime === regime && each.status === 'active' && (each.validTo === undefined || holdsOn(each, asOf)),
  );
}

/** A question of the worksheet, and whether it has still to be asked. */
export interface WorksheetItem {
  readonly question: Question;
  /** `asked` where it is open, `answered`, or `spared` where the other answers rule it out. */
  readonly state: 'asked' | 'answered' | 'spared';
  /** Its answer could still raise the level. */
  readonly raises: boolean;
}

/** The worksheet of a system with what has been answered so far. */
export function worksheet(law: Law, answers: Answers, asOf: string, dossier: Answers = {}): WorksheetItem[] {
  const { regime, unanswered } = determineLevel(law, answers, asOf, dossier);
  const looked = new Set(criteriaOf(law, regime, asOf).flatMap(({ when }) => questionsOf(when)));
  return law.data.questions
    .filter(({ id, about }) => about === 'system' && looked.has(id))
    .map((question) => {
      const spared = question.askedWhen !== undefined && judge(question.askedWhen, answers).verdict === 'no';
      const answered = answers[question.id] !== undefined;
      return { question, state: answered ? 'answered' : spared ? 'spared' : 'asked', raises: unanswered.includes(question.id) };
    });
}

function matchOf(law: Law, criterion: Criterion, answers: readonly string[]): LevelMatch {
  const { id, level, title, grounds, reading, note, confidence, sources } = criterion;
  return {
    criterion: id,
    level,
    title,
    grounds,
    clause: citeAll(law, sources),
    ...(reading === undefined ? {} : { reading }),
    ...(note === undefined ? {} : { note }),
    confidence,
    answers,
  };
}

function groundsOf(matches: readonly LevelMatch[]): Text {
  return {
    vi: matches.map(({ level, grounds, clause }) => `Cấp độ ${level}: ${grounds.vi} (${clause.vi})`).join('\n'),
    en: matches.map(({ level, grounds, clause }) => `Level ${level}: ${grounds.en} (${clause.en})`).join('\n'),
  };
}
