import { createHash } from 'node:crypto';
import { DossierContent } from '@ancam/contract';
import type { DossierDifference } from '@ancam/contract';
import { formatDate } from '@ancam/core';
import type { Text } from '@ancam/core';

export type Content = DossierContent;

/** The content of a submission; undefined where it is none. */
export function readContent(content: unknown): Content | undefined {
  const parsed = DossierContent.safeParse(content);
  return parsed.success ? parsed.data : undefined;
}

/** SHA-256 of a content, keys in their order. */
export function contentHash(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

interface Line {
  readonly section: Text;
  readonly what: Text;
  readonly value: Text;
}

const SECTIONS = {
  fields: { vi: 'Thông tin hồ sơ', en: 'The dossier' },
  parts: { vi: 'Thành phần hồ sơ', en: 'Contents' },
  criteria: { vi: 'Căn cứ cấp độ', en: 'Grounds of the level' },
  requirements: { vi: 'Yêu cầu của phương án', en: 'Requirements of the plan' },
} as const satisfies Record<string, Text>;

const NOTHING: Text = { vi: '', en: '' };
const same = (value: string): Text => ({ vi: value, en: value });

/** Texts one below the other, the empty ones left out. */
function below(...texts: readonly Text[]): Text {
  const lines = (language: 'vi' | 'en'): string =>
    texts
      .map((text) => text[language])
      .filter((line) => line !== '')
      .join('\n');
  return { vi: lines('vi'), en: lines('en') };
}

function ofPart({ id, title, said, text, files }: Content['parts'][number]): [string, Line] {
  const named = files.map(({ name, sha256 }) => same(`${name} (SHA-256 ${sha256.slice(0, 16)})`));
  return [`part ${id}`, { section: SECTIONS.parts, what: title, value: below(...said, same(text), ...named) }];
}

function ofCriterion({ id, title, grounds, clause }: Content['criteria'][number]): [string, Line] {
  const what = { vi: `${id} ${title.vi}`, en: `${id} ${title.en}` };
  return [`criterion ${id}`, { section: SECTIONS.criteria, what, value: below(grounds, clause) }];
}

function ofRequirement(requirement: Content['requirements'][number]): [string, Line] {
  const { id, title, answerTitle, said, owner, dueOn, evidence } = requirement;
  const due = dueOn === null ? NOTHING : { vi: `Thời hạn: ${formatDate(dueOn)}`, en: `By: ${formatDate(dueOn)}` };
  const proof = evidence === 0 ? NOTHING : { vi: `Bằng chứng: ${evidence}`, en: `Evidence: ${evidence}` };
  const charge = owner === '' ? NOTHING : { vi: `Phụ trách: ${owner}`, en: `In charge: ${owner}` };
  const what = { vi: `${id} ${title.vi}`, en: `${id} ${title.en}` };
  return [`requirement ${id}`, { section: SECTIONS.requirements, what, value: below(answerTitle, same(said), charge, due, proof) }];
}

/** A content as lines of one value each, by a key that two submissions share. */
function linesOf(content: Content | undefined): ReadonlyMap<string, Line> {
  if (content === undefined) return new Map();
  return new Map<string, Line>([
    ...content.fields.map(({ key, title, value }): [string, Line] => [
      `field ${key}`,
      { section: SECTIONS.fields, what: title, value: same(value) },
    ]),
    ...content.parts.map(ofPart),
    ...content.criteria.map(ofCriterion),
    ...content.requirements.map(ofRequirement),
  ]);
}

const shown = (value: Text): Text | null => (value.vi === '' ? null : value);

/** What differs between two contents, in the order of the later one; what is gone comes last. */
export function compareContents(before: Content | undefined, after: Content | undefined): DossierDifference['changes'] {
  const old = linesOf(before);
  const now = linesOf(after);
  const changed = [...now].flatMap(([key, { section, what, value }]) => {
    const was = old.get(key)?.value ?? NOTHING;
    return was.vi === value.vi && was.en === value.en ? [] : [{ section, what, before: shown(was), after: shown(value) }];
  });
  const gone = [...old].flatMap(([key, { section, what, value }]) =>
    now.has(key) || value.vi === '' ? [] : [{ section, what, before: value, after: null }],
  );
  return [...changed, ...gone];
}
