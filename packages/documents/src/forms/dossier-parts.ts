import type { Annex, Block } from '../paper/paper.ts';
import { BLANK } from '../paper/text.ts';
import type { DossierPapers, Enclosed, Maybe, SystemEntry } from './data.ts';
import type { Gaps } from './gaps.ts';
import type { FormWords } from './words.ts';

/** What the blocks on systems and enclosed papers are made of. */
export interface DossierParts {
  /** One system, or all that the letter is about. */
  readonly systems: readonly SystemEntry[];
  readonly papers: DossierPapers;
  /** New or upgraded: the preliminary design takes the place of the approved one. */
  readonly newSystem?: Maybe<boolean>;
}

const FIELDS = {
  C1: 'Tên hệ thống thông tin',
  C2: 'Đơn vị vận hành hệ thống thông tin',
  C3: 'Địa chỉ',
  C4: 'Cấp độ hệ thống thông tin đề xuất',
} as const;

/** The name of the system as sentences use it; of several their number. */
export function systemsNamed(systems: readonly SystemEntry[], gaps: Gaps): string {
  const [first] = systems;
  if (systems.length > 1) return `${systems.length} hệ thống thông tin theo danh mục kèm theo`;
  return gaps.text('C1', FIELDS.C1, first?.name);
}

/** Highest proposed level of the letter; undefined while none is known. */
export function highestLevel(systems: readonly SystemEntry[]): number | undefined {
  const levels = systems.flatMap(({ level }) => (level === null || level === undefined ? [] : [level]));
  return levels.length === 0 ? undefined : Math.max(...levels);
}

/** Phần 1. Thông tin chung: C1 to C4; several systems stand in an annex. */
export function generalPart(systems: readonly SystemEntry[], gaps: Gaps): Block[] {
  const [first = {}] = systems;
  const heading: Block = { kind: 'heading', text: 'Phần 1. Thông tin chung' };
  if (systems.length > 1) {
    const levels = [...new Set(systems.flatMap(({ level }) => (level === null || level === undefined ? [] : [level])))].sort(
      (a, b) => a - b,
    );
    return [
      heading,
      { kind: 'clause', text: `${FIELDS.C1}: ${systems.length} hệ thống thông tin theo danh mục tại Phụ lục.` },
      { kind: 'clause', text: `${FIELDS.C4}: ${levels.length === 0 ? BLANK : levels.join(', ')} (từng hệ thống tại Phụ lục).` },
    ];
  }
  return [
    heading,
    { kind: 'clause', text: `${FIELDS.C1}: ${gaps.text('C1', FIELDS.C1, first.name)}.` },
    { kind: 'clause', text: `${FIELDS.C2}: ${gaps.text('C2', FIELDS.C2, first.operator)}.` },
    { kind: 'clause', text: `${FIELDS.C3}: ${gaps.text('C3', FIELDS.C3, first.address)}.` },
    { kind: 'clause', text: `${FIELDS.C4}: ${gaps.text('C4', FIELDS.C4, first.level)}.` },
  ];
}

/** The list of several systems; none for one. */
export function systemsAnnex(systems: readonly SystemEntry[], gaps: Gaps): Annex[] {
  if (systems.length < 2) return [];
  const rows = systems.map((system, index) => [
    String(index + 1),
    gaps.text(`C1.${index + 1}`, `${FIELDS.C1} (dòng ${index + 1})`, system.name),
    gaps.text(`C2.${index + 1}`, `${FIELDS.C2} (dòng ${index + 1})`, system.operator),
    gaps.text(`C3.${index + 1}`, `${FIELDS.C3} (dòng ${index + 1})`, system.address),
    gaps.text(`C4.${index + 1}`, `${FIELDS.C4} (dòng ${index + 1})`, system.level),
    system.basis ?? '',
  ]);
  const columns = [
    { title: 'STT', weight: 0.8, align: 'center' },
    { title: FIELDS.C1, weight: 4 },
    { title: 'Đơn vị vận hành', weight: 3 },
    { title: 'Địa chỉ', weight: 3 },
    { title: 'Cấp độ đề xuất', weight: 1.2, align: 'center' },
    { title: 'Căn cứ đề xuất', weight: 3 },
  ] as const;
  return [{ title: 'Danh mục hệ thống thông tin đề xuất cấp độ', landscape: true, blocks: [{ kind: 'table', columns, rows }] }];
}

/** Names of H1 to H5 in the words of the regime. */
export function paperLabels(words: FormWords, newSystem: boolean) {
  return {
    H1: 'Tài liệu mô tả, thuyết minh tổng quan về hệ thống thông tin',
    H2: newSystem
      ? 'Tài liệu thiết kế sơ bộ hoặc tài liệu có giá trị tương đương'
      : 'Tài liệu thiết kế thi công đã được cấp có thẩm quyền phê duyệt hoặc tài liệu có giá trị tương đương',
    H3: 'Tài liệu thuyết minh về việc đề xuất cấp độ căn cứ trên các tiêu chí theo quy định của pháp luật',
    H4: `Tài liệu thuyết minh ${words.plan} theo cấp độ tương ứng`,
    H5: `Ý kiến về mặt chuyên môn của ${words.securityUnit}`,
  };
}

function enclosed(field: string, label: string, value: Enclosed, gaps: Gaps): Block {
  if (value === true) return { kind: 'clause', text: `${label}.` };
  return { kind: 'clause', text: `${label}: ${gaps.text(field, label, value)}.` };
}

/** Phần 2. Hồ sơ kèm theo: H1 to H4, and the professional opinion at levels 4 and 5. */
export function enclosedPart(parts: DossierParts, words: FormWords, gaps: Gaps, opinionFrom = 4): Block[] {
  const labels = paperLabels(words, parts.newSystem === true);
  const { overview, design, levelCase, plan, professionalOpinion } = parts.papers;
  const level = highestLevel(parts.systems) ?? 0;
  const opinion: Block[] =
    level < opinionFrom
      ? []
      : [{ kind: 'clause', text: `${labels.H5}: ${gaps.document('H5', labels.H5, professionalOpinion, 'Văn bản')}.` }];
  return [
    { kind: 'heading', text: 'Phần 2. Hồ sơ kèm theo' },
    enclosed('H1', labels.H1, overview, gaps),
    enclosed('H2', labels.H2, design, gaps),
    enclosed('H3', labels.H3, levelCase, gaps),
    enclosed('H4', labels.H4, plan, gaps),
    ...opinion,
  ];
}
