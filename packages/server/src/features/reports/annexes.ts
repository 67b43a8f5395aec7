import type { ReportTable } from '@ancam/contract';
import type { ReportQuestion } from './content.ts';
import { ENTRY } from './form-08.ts';
import type { SystemLine } from './lines.ts';
import { column, dayText, documentText, row, words } from './parts.ts';

/** Annex 2: how the bylaw of each system is kept, by the checks on record; what they looked at people write. */
export function bylawTable(question: ReportQuestion, lines: readonly SystemLine[]): ReportTable {
  const { from, to, asOf, entries } = question;
  const ruled = lines.filter(({ bylaw }) => bylaw !== null);
  const period = `${dayText(from)} - ${dayText(to < asOf ? to : asOf)}`;
  const without = lines.length - ruled.length;
  return {
    id: 'bylaws',
    title: words('Phụ lục 2: tuân thủ quy chế', 'Annex 2: compliance with the bylaw'),
    note: words(
      `Cuộc kiểm tra đã kết thúc trong thời gian ${period}; mỗi tồn tại trong biên bản là một vi phạm.${without === 0 ? '' : ` ${without} trên ${lines.length} hệ thống chưa có quy chế, không có dòng nào.`}`,
      `Checks closed in ${period}; each shortcoming on record is a breach.${without === 0 ? '' : ` ${without} of ${lines.length} systems have no bylaw and no row.`}`,
    ),
    columns: [
      column('system', words('Hệ thống', 'System')),
      column('bylaw', words('Quy chế', 'Bylaw')),
      column('checks', words('Số lần kiểm tra', 'Checks'), 'number'),
      column('latest', words('Lần gần nhất', 'Latest'), 'date'),
      column('breaches', words('Vi phạm, tồn tại', 'Breaches'), 'number'),
      column('mended', words('Đã khắc phục', 'Mended'), 'number'),
      column('said', words('Nội dung kiểm tra, khắc phục', 'What was checked and mended')),
    ],
    rows: ruled.map(({ id, name, bylaw, compliance }) => {
      const { checks, latest, breaches, mended } = compliance ?? { checks: 0, latest: null, breaches: 0, mended: 0 };
      const said = entries[ENTRY.bylaw(id)] ?? null;
      return row({ kind: 'systems', id }, [name, documentText(bylaw), checks, latest, breaches, mended, said]);
    }),
  };
}

/** What the table of requirements does not tell, in both languages. */
function unmetNote(question: ReportQuestion, lines: readonly SystemLine[]): ReportTable['note'] {
  const { asOf, today } = question;
  const day = dayText(asOf < today ? asOf : today);
  const unplanned = lines.filter(({ unmet, unmetUnknown }) => unmet === null && !unmetUnknown).length;
  const unknown = lines.filter(({ unmetUnknown }) => unmetUnknown).map(({ name }) => name);
  const vi = [
    `Tính theo lịch sử của phương án đến hết ngày ${day}.`,
    unplanned === 0 ? '' : `${lines.length - unplanned} trên ${lines.length} hệ thống có phương án trong sổ; còn lại không có dòng nào.`,
    unknown.length === 0 ? '' : `Sổ không giữ nội dung ngày ấy của: ${unknown.join('; ')}.`,
  ];
  const en = [
    `By the history of the plans up to the end of ${day}.`,
    unplanned === 0 ? '' : `${lines.length - unplanned} of ${lines.length} systems have a plan on record; the others have no rows.`,
    unknown.length === 0 ? '' : `What was said that day is not on record for: ${unknown.join('; ')}.`,
  ];
  return words(vi.filter(Boolean).join(' '), en.filter(Boolean).join(' '));
}

/** Annex 3: requirements that were not met on the day, by system. */
export function unmetTable(question: ReportQuestion, lines: readonly SystemLine[]): ReportTable {
  return {
    id: 'unmet',
    title: words('Phụ lục 3: yêu cầu chưa đáp ứng đầy đủ', 'Annex 3: requirements not fully met'),
    note: unmetNote(question, lines),
    columns: [
      column('system', words('Hệ thống', 'System')),
      column('requirement', words('Yêu cầu', 'Requirement')),
      column('due', words('Thời hạn', 'By'), 'date'),
    ],
    rows: lines.flatMap((line) =>
      (line.unmet ?? []).map(({ title, due }) => row({ kind: 'systems', id: line.id }, [line.name, title, due])),
    ),
  };
}
