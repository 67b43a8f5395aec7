import { createHash } from 'node:crypto';
import { DossierPart } from '@ancam/contract';
import type { DossierDifference } from '@ancam/contract';
import type { Text } from '@ancam/core';
import { z } from 'zod';

/** What a submission says, word for word. */
const Content = z.object({
  name: z.string(),
  level: z.number().int(),
  regime: z.string(),
  catalogueHash: z.string(),
  /** Whatever has one value: key, its name for people, the value. */
  fields: z.array(z.object({ key: z.string(), title: z.object({ vi: z.string(), en: z.string() }), value: z.string() })),
  parts: z.array(DossierPart),
  /** Requirements of the plan and what was answered, by id. */
  requirements: z.array(z.object({ id: z.string(), title: z.object({ vi: z.string(), en: z.string() }), answer: z.string() })),
});
export type Content = z.infer<typeof Content>;

/** The content of a submission; undefined where it is none. */
export function readContent(content: unknown): Content | undefined {
  const parsed = Content.safeParse(content);
  return parsed.success ? parsed.data : undefined;
}

/** SHA-256 of a content, keys in their order. */
export function contentHash(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

interface Line {
  readonly section: Text;
  readonly what: Text;
  readonly value: string;
}

const SECTIONS = {
  fields: { vi: 'Thông tin hồ sơ', en: 'The dossier' },
  parts: { vi: 'Thành phần hồ sơ', en: 'Contents' },
  requirements: { vi: 'Yêu cầu của phương án', en: 'Requirements of the plan' },
} as const satisfies Record<string, Text>;

/** A content as lines of one value each, by a key that two submissions share. */
function linesOf(content: Content | undefined): ReadonlyMap<string, Line> {
  if (content === undefined) return new Map();
  const fields = content.fields.map(({ key, title, value }) => [`field ${key}`, { section: SECTIONS.fields, what: title, value }] as const);
  const parts = content.parts.map((part) => {
    const files = part.files.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256.slice(0, 16)})`);
    const value = [...part.said.map(({ vi }) => vi), part.text, ...files].filter((each) => each !== '').join('\n');
    return [`part ${part.id}`, { section: SECTIONS.parts, what: part.title, value }] as const;
  });
  const requirements = content.requirements.map(
    ({ id, title, answer }) =>
      [
        `requirement ${id}`,
        { section: SECTIONS.requirements, what: { vi: `${id} ${title.vi}`, en: `${id} ${title.en}` }, value: answer },
      ] as const,
  );
  return new Map<string, Line>([...fields, ...parts, ...requirements]);
}

/** What differs between two contents, in the order of the later one; what is gone comes last. */
export function compareContents(before: Content | undefined, after: Content | undefined): DossierDifference['changes'] {
  const old = linesOf(before);
  const now = linesOf(after);
  const changed = [...now].flatMap(([key, { section, what, value }]) => {
    const was = old.get(key)?.value ?? '';
    return was === value ? [] : [{ section, what, before: was, after: value }];
  });
  const gone = [...old].flatMap(([key, { section, what, value }]) =>
    now.has(key) || value === '' ? [] : [{ section, what, before: value, after: '' }],
  );
  return [...changed, ...gone];
}
