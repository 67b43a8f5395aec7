import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileKnowledge, lintKnowledge } from '../knowledge.ts';
import { formatProblem } from '../problem.ts';
import { lawText } from './data.ts';
import { loadLaw } from './load.ts';

const shipped = fileURLToPath(new URL('../..', import.meta.url));
const law = loadLaw();

/** What only Vietnamese writes. */
const MARKS = /[à-ãè-êìíò-õùúýăđĩũơưạ-ỹ]/iu;

function wordsOf(node: unknown, path = ''): { readonly path: string; readonly words: string }[] {
  if (typeof node === 'string') return [{ path, words: node }];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => wordsOf(value, path === '' ? key : `${path}.${key}`));
}

describe('the shipped statute book', () => {
  it('is compiled freshly; otherwise run: node knowledge/src/compile.ts', () => {
    const compiled = compileKnowledge(shipped).law;
    expect((compiled === undefined ? '' : lawText(compiled)) === readFileSync(join(shipped, 'law.generated.json'), 'utf8')).toBe(true);
  });

  it('reads in English: of Vietnamese there are names, symbols of documents and quoted words alone', () => {
    const named =
      /Quảng Ngãi|Đắk Lắk|Vĩnh Long|Cao Bằng|Trùng Khánh|\d+(?:\/\d{4})?\/(?:NĐ-CP|QĐ-TTg|QĐ-BTTTT)|point \d\.đ|"Như Điều 3"|"Số"|Nơi nhận$/gu;
    const english = wordsOf(law).filter(({ path }) => /(?:\.en|\.labelEn)$/u.test(path));
    expect(english.length).toBeGreaterThan(1000);
    expect(english.filter(({ words }) => MARKS.test(words.replace(named, '')))).toEqual([]);
  });

  it('has Vietnamese words without English beside them only where they are printed on papers or read by the rules', () => {
    const alone = wordsOf(law).filter(({ path, words }) => MARKS.test(words) && !/\.(?:vi|en|labelEn)$/u.test(path));
    const kinds = new Set(alone.map(({ path }) => path.replace(/\.\d+/gu, '')));
    const printed = [
      'forms.blocks.fields.label',
      'forms.columns.label',
      'forms.documentType',
      'forms.subject',
      'requirements.levels.heading',
    ];
    const names = ['documents.number', 'duties.sources.at', 'ladders.sources.at', 'requirements.levels.decree', 'requirements.levels.row'];
    const known = new Set([...printed, ...names]);
    const tried = /^(?:duties\.examples\.|forms\.sound\.|forms\.rules\.breaks\.|paperRules\.pattern\.)/u;
    expect([...kinds].filter((kind) => !known.has(kind) && !tried.test(kind))).toEqual([]);
  });

  it('is loaded once, apart from the knowledge of devices', () => {
    expect(loadLaw()).toBe(law);
    expect(law.hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(readFileSync(join(shipped, 'index.generated.json'), 'utf8')).not.toContain('nd-85-2016');
  });

  it('has every criterion of both decrees', () => {
    const ids = law.criteria.map(({ id }) => id);
    const earlier = 'A1 A2.1 A2.2a A2.2b A2.2c A2.3 A3.1 A3.2a A3.2b A3.2c A3.3 A3.4 A4.1 A4.2 A4.3 A4.4 A5.1 A5.2 A5.3 A5.4 A5.5';
    expect(ids.filter((id) => id.startsWith('A'))).toEqual(earlier.split(' '));
    const later =
      'B1.1 B1.2 B2.1 B2.2a B2.2b B2.3 B2.other B3.1 B3.2a B3.2b B3.2c B3.3 B3.4 B3.other B4.1 B4.2 B4.3 B4.other B5.1 B5.2 B5.3 B5.4 B5.5';
    expect(ids.filter((id) => id.startsWith('B'))).toEqual(later.split(' '));
  });

  it('has 284 rows of requirements under 71 keys, 51 duties, 8 forms and a decision without one, the years 2022 to 2027', () => {
    expect(law.requirements).toHaveLength(71);
    expect(law.requirements.flatMap(({ levels }) => levels)).toHaveLength(284);
    expect(new Set(law.requirements.flatMap(({ levels }) => levels.flatMap(({ clause }) => clause ?? []))).size).toBe(182);
    expect(law.duties).toHaveLength(51);
    expect(law.forms.map(({ number = '' }) => number)).toEqual(['', '01', '02', '03', '04', '05', '06', '07', '08']);
    expect(law.years.map(({ id }) => id)).toEqual(['2022', '2023', '2024', '2025', '2026', '2027']);
  });

  it('has the twelve columns of form 08 and its rules', () => {
    const form = law.forms.find(({ number }) => number === '08');
    expect(form?.columns?.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, n) => String(n + 1)));
    expect(form?.columns?.[5]?.choices?.map(({ vi }) => vi)).toEqual([
      'Đang dự thảo',
      'Đã gửi thẩm định',
      'Đã thẩm định',
      'Đã được phê duyệt',
    ]);
    expect(form?.rules.length).toBeGreaterThanOrEqual(28);
  });

  it('says how official papers look, and how numbers and days are written with examples of each kind', () => {
    const patterns = law.paperRules.flatMap(({ id, pattern }) => (pattern === undefined ? [] : [{ id, ...pattern }]));
    expect(patterns.map(({ id }) => id)).toEqual(['number-typed', 'number-letter', 'day']);
    for (const { id, regex, examples } of patterns) {
      expect(new Set(examples.map(({ expect }) => expect)), id).toEqual(new Set([true, false]));
      for (const example of examples) expect(new RegExp(regex, 'u').test(example.text), `${id}: ${example.text}`).toBe(example.expect);
    }
    for (const rule of law.paperRules) {
      expect(
        [rule.measure, rule.style, rule.pattern, rule.order].filter((part) => part !== undefined),
        rule.id,
      ).toHaveLength(1);
      if (rule.confidence !== 'found') expect(rule.note, rule.id).toBeDefined();
    }
  });

  it('marks what is inferred and says what is doubtful about it', () => {
    const marked = [...law.criteria, ...law.transitions, ...law.owners, ...law.forms].filter(({ confidence }) => confidence !== 'found');
    expect(marked.length).toBeGreaterThan(20);
    for (const { id, note } of marked) expect(note, id).toBeDefined();
  });
});

type Fault = readonly [file: string, from: string, to: string, message: RegExp];

const FAULTS: readonly Fault[] = [
  ['law/duties/D14.yaml', 'id: D14', 'id: D41', /D14\.yaml:2: id D41 is not its path/u],
  ['law/duties/D14.yaml', 'milestone: issued', 'milestone: printed', /D14\.yaml:\d+: D14: deadline directive means no milestone printed/u],
  ['law/duties/D14.yaml', '- { fact: criteria.issued', '- { fact: criteria.burnt', /D14: example ".*": there is no fact criteria\.burnt/u],
  ['law/duties/D14.yaml', 'any: [criteria.issued]', 'any: [criteria.burnt]', /D14: there is no fact criteria\.burnt/u],
  [
    'law/duties/D14.yaml',
    'document: ct-23-2022, at',
    'document: ct-24-2022, at',
    /there is no document ct-24-2022; add it to law\/documents\.yaml/u,
  ],
  [
    'law/duties/D22.yaml',
    "noDeadline: { vi: 'Văn bản không đặt thời hạn.', en: 'The text sets no day.' }\n",
    '',
    /D22: neither a deadline nor noDeadline/u,
  ],
  ['law/duties/D2.yaml', 'overrides: directive, note', 'overrides: decree, note', /D2: deadline vinh-long overrides no decree/u],
  ['law/duties/D7.yaml', 'cameras.none-forbidden', 'budget.allotted', /D7: budget\.allotted is an event, a standing duty needs a state/u],
  ['law/duties/D4.yaml', 'check.before-use', 'check.periodic', /D4: check\.periodic is about system, the evidence about acquisition/u],
  ['law/criteria/a-4.yaml', 'expect: no-match', 'expect: open', /a-4\.yaml:\d+: A4\.1 has no example that must not match/u],
  [
    'law/criteria/a-1.yaml',
    'answer: serviceTypes, includes: internal',
    'answer: serviceTypes, includes: indoor',
    /A1: serviceTypes cannot be indoor/u,
  ],
  [
    'law/criteria/a-1.yaml',
    'answer: serviceTypes, includes: internal',
    'answer: serviceType, includes: internal',
    /A1: there is no question serviceType;/u,
  ],
  [
    'law/criteria/a-3.yaml',
    'answer: usersWithData, atLeast: 10000',
    'answer: servesSecurity, atLeast: 10000',
    /A3\.2c: servesSecurity is a flag, the test wants something else/u,
  ],
  [
    'law/criteria/a-1.yaml',
    'answers: { serviceTypes: [internal] }',
    'answers: { serviceTypes: [indoor] }',
    /A1: example ".*": serviceTypes cannot be "indoor"/u,
  ],
  [
    'law/regimes.yaml',
    'validTo: 2026-08-18\n    note',
    'validTo: 2026-08-19\n    note',
    /A and B hold on the same days|B and A hold on the same days/u,
  ],
  ['law/regimes.yaml', 'validFrom: 2016-07-01', 'validFrom: 2027-07-01', /A ends on 2026-08-18 before it begins on 2027-07-01/u],
  ['law/authority.yaml', 'question: authority-sub-units', 'question: authority', /a-sub-unit is not settled and names no open question/u],
  [
    'law/open-questions.yaml',
    'affects: [camera-rule, D41]',
    'affects: [camera-rules, D41]',
    /the open question terminal-text affects no record camera-rules/u,
  ],
  [
    'law/holidays/2023.yaml',
    'day: 2023-05-03, kind: in-lieu',
    'day: 2023-05-06, kind: in-lieu',
    /2023: 2023-05-06 is a weekly day off anyway/u,
  ],
  ['law/holidays/2024.yaml', 'kind: exchanged', 'kind: holiday', /2024: days exchanged and days worked for them differ in number/u],
  ['law/holidays/2023.yaml', 'day: 2023-09-02', 'day: 2022-09-02', /2023: 2022-09-02 is not in the year/u],
  ['law/gates.yaml', 'needs: [bylawIssuedOn]', 'needs: [bylaw]', /a-bylaw-before-approval: there is no question bylaw;/u],
  ['law/workflows/report.yaml', 'to: submitted', 'to: posted', /report: step submit names no state posted/u],
  ['law/workflows/report.yaml', 'needs: [signed]', 'needs: [sealed]', /report: step submit needs no condition sealed/u],
  ['law/workflows/dossier.yaml', 'form: form-07', 'form: form-09', /dossier: step approve-5 goes with no form form-09/u],
  ['law/requirements/policy.yaml', 'id: L2.M.1.1.1', 'id: L1.M.1.1.1', /two records have the id L1\.M\.1\.1\.1/u],
  ['law/facts.yaml', 'id: level.appraised', 'id: level.judged', /no duty looks at level\.judged/u],
];

/** All files but most of the catalogue. */
function isWanted(path: string): boolean {
  return !path.includes('requirements') || /requirements(?:[/\\]policy\.yaml)?$/u.test(path);
}

describe('lint of the statute book', () => {
  let dir = '';

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'ancam-law-'));
    // the catalogue is most of what there is to read; one area of it is enough here
    cpSync(join(shipped, 'law'), join(dir, 'law'), { recursive: true, filter: isWanted });
  });

  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it('finds nothing in a copy', () => {
    expect(lintKnowledge(dir)).toEqual([]);
  });

  it.each(FAULTS)('%s: "%s" instead of "%s"', (file, from, to, message) => {
    const path = join(dir, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    try {
      expect(lintKnowledge(dir).map(formatProblem).join('\n')).toMatch(message);
    } finally {
      writeFileSync(path, text);
    }
  });

  it('names a duty, a year and a file that are missing', () => {
    for (const [file, message] of [
      ['law/duties/D30.yaml', /there is no duty D30; add law\/duties\/D30\.yaml/u],
      ['law/holidays/2024.yaml', /2025: the year after 2023 is missing/u],
      ['law/gates.yaml', /the statute book is not whole: law-gates/u],
    ] as const) {
      const text = readFileSync(join(dir, file), 'utf8');
      unlinkSync(join(dir, file));
      try {
        expect(lintKnowledge(dir).map(formatProblem).join('\n')).toMatch(message);
        expect(() => compileKnowledge(dir)).toThrowError(message);
      } finally {
        writeFileSync(join(dir, file), text);
      }
    }
  });
});
