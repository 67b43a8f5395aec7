import type { ReportEntry, ReportFigure, ReportTable } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { LawForm } from '@ancam/knowledge';
import { citeAll, regimeOn } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { Fill, ReportQuestion } from './content.ts';
import { ENTRY, changedSince, checksOf, countedBy, countersOf, faultsOf, formRecord, ownersOf } from './form-08.ts';
import type { Counters } from './form-08.ts';
import { bylawTable, unmetTable } from './annexes.ts';
import { readLines } from './lines.ts';
import type { SystemLine } from './lines.ts';
import { FORM_WORDS, column, documentText, entry, figure, row, words } from './parts.ts';

/** Regime A has no form of its own: its words on the frame of form 08. */
const TITLES = {
  A: words('Báo cáo kết quả công tác bảo đảm an toàn hệ thống thông tin', 'Report on the security of information systems'),
  B: words('Báo cáo kết quả công tác bảo đảm an ninh mạng hệ thống thông tin', 'Report on the cybersecurity of information systems'),
};
const COUNTERS = ['T', 'C', 'H', 'A', 'P', 'K'] as const;
const DAYS: ReadonlySet<string> = new Set(['9', '11']);
const NUMBERS: ReadonlySet<string> = new Set(['1', '5']);

/** Form 08 of the statute book. */
export function yearlyForm(law: Law): LawForm {
  const form = law.data.forms.find(({ id }) => id === 'form-08');
  if (form === undefined) throw new AppError('internal', 'the statute book has no form 08');
  return form;
}

/** The counters with the words of the form, each with the whole that it is a part of and what lies outside. */
export function counterFigures(form: LawForm, counters: Counters, terminals: number): ReportFigure[] {
  const fields = new Map(form.blocks.flatMap(({ fields: all }) => all).map((field) => [field.id, words(field.label, field.labelEn)]));
  const title = (id: string) => fields.get(id) ?? words(id, id);
  const outside = { title: words('camera là thiết bị đầu cuối của hệ thống khác', 'terminals of another system'), value: terminals };
  const of = (name: 'T' | 'P') => ({ title: title(name), value: counters[name] });
  return [
    ...COUNTERS.map((name) =>
      figure(name, title(name), counters[name], {
        table: 'systems',
        outside,
        of: name === 'T' ? null : of(name === 'K' ? 'P' : 'T'),
      }),
    ),
    ...counters.levels.map((value, n) =>
      figure(`level${n + 1}`, words(`Cấp độ ${n + 1}`, `Level ${n + 1}`), value, { table: 'systems', of: of('T'), outside }),
    ),
  ];
}

function cellKind(id: string): 'date' | 'number' | 'text' {
  return DAYS.has(id) ? 'date' : NUMBERS.has(id) ? 'number' : 'text';
}

/** The table of twelve columns. */
export function formTable(form: LawForm, question: ReportQuestion, lines: readonly SystemLine[]): ReportTable {
  const day = (name: string): string | null => question.entries[name] ?? null;
  return {
    id: 'systems',
    title: words('3. Tình hình bảo đảm an ninh mạng hệ thống thông tin', '3. State of the systems'),
    note: null,
    columns: (form.columns ?? []).map(({ id, label, labelEn }) => column(id, words(label, labelEn), cellKind(id))),
    rows: lines.map((line, n) => {
      const checks = checksOf(line);
      const cells = [
        n + 1,
        line.name,
        line.owner,
        line.operator,
        line.level,
        line.dossier === null ? null : FORM_WORDS.status[line.dossier.status],
        documentText(line.decision),
        documentText(line.bylaw),
        day(ENTRY.expected(line.id)),
        FORM_WORDS.deployment[line.deployment],
        day(ENTRY.full(line.id)),
        checks === null ? null : FORM_WORDS.checks[checks],
      ];
      return row({ kind: 'systems', id: line.id }, cells, [...countedBy(line), ...(line.level === null ? [] : [`level${line.level}`])]);
    }),
  };
}

const PART_WORDS = {
  mandate: words('Quy định chức năng, nhiệm vụ và quyền hạn', 'Mandate'),
  representative: words('Người đại diện, chức vụ', 'Representative, title'),
  address: words('Địa chỉ', 'Address'),
  contact: words('Điện thoại, thư điện tử', 'Telephone, e-mail'),
};
const PARTS = ['mandate', 'representative', 'address', 'contact'] as const;

function named(name: string, what: Text): Text {
  return words(`${name}: ${what.vi}`, `${name}: ${what.en}`);
}

/** What people write: part 2, expected days, reasons for what changed since last year, other contents. */
export function formEntries(question: ReportQuestion, lines: readonly SystemLine[]): ReportEntry[] {
  const unit = words('Đơn vị chuyên trách về an ninh mạng', 'Security unit');
  const pending = lines.filter((line) => line.dossier?.status !== 'approved');
  const unfinished = lines.filter(({ deployment }) => deployment !== 'full');
  return [
    ...(pending.length === 0
      ? []
      : [entry(question, 'D', words('Dự kiến thời gian hoàn thành phê duyệt', 'Expected end of approvals'), 'date', true)]),
    ...ownersOf(lines).flatMap(({ id, name }) =>
      PARTS.map((part) => entry(question, ENTRY.owner(id, part), named(name, PART_WORDS[part]), 'line', part !== 'mandate')),
    ),
    entry(question, ENTRY.unit('name'), unit, 'line', true),
    ...PARTS.map((part) =>
      entry(question, ENTRY.unit(part), words(`${unit.vi}: ${PART_WORDS[part].vi}`, `${unit.en}: ${PART_WORDS[part].en}`), 'line', true),
    ),
    ...pending.map(({ id, name }) =>
      entry(question, ENTRY.expected(id), named(name, words('dự kiến phê duyệt', 'expected approval')), 'date', true),
    ),
    ...unfinished.map(({ id, name }) =>
      entry(question, ENTRY.full(id), named(name, words('dự kiến triển khai đầy đủ', 'expected full deployment')), 'date', true),
    ),
    ...changedSince(question, lines).map(({ id, name }) =>
      entry(
        question,
        ENTRY.reason(id),
        named(name, words('lý do thay đổi so với năm trước', 'reason for the change since last year')),
        'line',
        true,
      ),
    ),
    ...lines
      .filter(({ bylaw }) => bylaw !== null)
      .map(({ id, name }) =>
        entry(
          question,
          ENTRY.bylaw(id),
          named(name, words('tuân thủ quy chế: nội dung đã kiểm tra, vi phạm, khắc phục', 'bylaw: what was checked, breaches, remedies')),
        ),
      ),
    entry(question, 'other', words('Nội dung khác', 'Other contents')),
  ];
}

/** The yearly report by form 08. */
export const fillYearly: Fill = async (filling, question) => {
  const { law } = filling;
  const form = yearlyForm(law);
  const all = await readLines(filling, question);
  const lines = all.filter(({ treatment }) => treatment !== 'terminals');
  return {
    title: TITLES[regimeOn(law, question.asOf).regime],
    clause: citeAll(law, form.sources),
    figures: counterFigures(form, countersOf(lines), all.length - lines.length),
    tables: [formTable(form, question, lines), bylawTable(question, lines), unmetTable(question, lines)],
    entries: formEntries(question, lines),
    faults: faultsOf(form, formRecord(law, question, lines, [])),
    sources: [],
    missing: [],
  };
};
