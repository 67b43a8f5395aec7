import { AppError, SEVERITIES } from '@ancam/core';
import type { Language, Text } from '@ancam/core';
import { labels } from '@ancam/documents';
import { exploitedOf, loadKnowledge } from '@ancam/knowledge/compiled';
import type { Check, KnowledgeIndex, Source } from '@ancam/knowledge';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { writeOutput } from '../output.ts';
import { findSimilar } from '../similar.ts';

const TEXTS = {
  why: { vi: 'Vì sao', en: 'Why' },
  clauses: { vi: 'Điều khoản', en: 'Clauses' },
  remedy: { vi: 'Khắc phục', en: 'Remedy' },
  sources: { vi: 'Nguồn', en: 'Sources' },
  examples: { vi: 'Ví dụ', en: 'Examples' },
  exploited: { vi: 'Đang bị khai thác', en: 'Being exploited' },
  since: {
    vi: '{cve}: trong danh mục KEV từ {added} (bản ngày {asOf})',
    en: '{cve}: in the KEV catalogue since {added} (edition of {asOf})',
  },
  supports: { vi: ' (chỉ góp bằng chứng)', en: ' (supports other evidence only)' },
  read: { vi: 'đọc ngày {date}', en: 'read {date}' },
  unknown: { vi: 'Gần giống: {names}.', en: 'Similar: {names}.' },
  list: { vi: 'Chạy "ancam explain" để xem danh sách.', en: 'Run "ancam explain" for the list.' },
} as const satisfies Readonly<Record<string, Text>>;

/** Prints what a check looks at, or the list of all checks. Throws `check.unknown` with similar names. */
export async function explain(id: string | undefined, language: Language): Promise<number> {
  const knowledge = loadKnowledge();
  await writeOutput(
    [id === undefined ? listChecks(knowledge, language) : describeCheck(getCheck(id, knowledge), knowledge, language)],
    undefined,
  );
  return EXIT.clean;
}

function getCheck(id: string, knowledge: KnowledgeIndex): Check {
  const found = knowledge.checks.find((check) => check.id === id);
  if (found !== undefined) return found;
  const names = findSimilar(
    id,
    knowledge.checks.map((check) => check.id),
  ).join(', ');
  const advise = (language: Language): string => (names === '' ? TEXTS.list[language] : say(language, TEXTS.unknown, { names }));
  throw new AppError('check.unknown', `no check ${id}`, { place: id, fix: { vi: advise('vi'), en: advise('en') } });
}

function listChecks({ checks }: KnowledgeIndex, language: Language): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const sorted = checks.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.id.localeCompare(b.id));
  const lines = sorted.map((check) => `${check.id.padEnd(width)}  [${labels(language).severity[check.severity]}] ${check.title[language]}`);
  return `${lines.join('\n')}\n`;
}

function describeCheck(check: Check, knowledge: KnowledgeIndex, language: Language): string {
  const words = labels(language);
  const section = (title: Text, lines: readonly string[]): string => `${title[language]}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  const exploited = exploitedOf(knowledge, check.cve ?? []).map(({ cve, added, asOf }) =>
    say(language, TEXTS.since, { cve, added: added === undefined ? '–' : plainDate(added), asOf: plainDate(asOf) }),
  );
  const parts = [
    `${check.id} · ${check.title[language]}\n[${words.severity[check.severity]}] ${words.confidence[check.confidence]}`,
    section(TEXTS.why, [check.explanation[language]]),
    section(TEXTS.clauses, clauses(check, knowledge, language)),
    section(TEXTS.remedy, [check.remedy[language]]),
    section(TEXTS.sources, [...check.sources.map((source) => describeSource(source, language)), ...(check.cve ?? [])]),
    ...(exploited.length === 0 ? [] : [section(TEXTS.exploited, exploited)]),
    section(
      TEXTS.examples,
      check.examples.map(({ about, expect }) => `${words.outcome[expect]}: ${about}`),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The clauses of every regulation that carries the requirement number, with their titles. */
function clauses(check: Check, { regulations }: KnowledgeIndex, language: Language): string[] {
  return check.requirements.flatMap(({ id, power }) =>
    regulations
      .filter(({ kind }) => kind === 'regulation')
      .flatMap(({ name, groups }) => {
        const requirement = groups.flatMap(({ requirements }) => requirements).find((each) => each.id === id);
        const suffix = power === 'support' ? TEXTS.supports[language] : '';
        return requirement === undefined ? [] : [`${name}, ${id}: ${requirement.title[language]}${suffix}`];
      }),
  );
}

function describeSource({ document, clause, read }: Source, language: Language): string {
  return [document, ...(clause === undefined ? [] : [clause]), say(language, TEXTS.read, { date: plainDate(read) })].join(', ');
}

function plainDate(day: string): string {
  return day.split('-').toReversed().join('/');
}
