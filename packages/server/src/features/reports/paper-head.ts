import type { ReportContent, ReportEntry } from '@ancam/contract';
import type { PaperHead } from '@ancam/documents';
import type { ReportQuestion } from './content.ts';
import { dayText, entry, words } from './parts.ts';
import { MODE_CHOICES } from './report-table.ts';
import type { ReportRecord } from './reports.store.ts';

const PREFIXED = /^(TM\.|KT\.|Q\.|TL\.|TUQ\.)\s+(.+)$/u;
const PREFIXES = ['TM.', 'KT.', 'Q.', 'TL.', 'TUQ.'] as const;

/** What the paper of any report needs beside its figures. */
export function paperEntries(question: ReportQuestion): ReportEntry[] {
  return [
    entry(question, 'paper:place', words('Địa danh ghi trên văn bản', 'Place on the paper'), 'line'),
    entry(question, 'paper:copies', words('Nơi nhận, mỗi dòng một nơi', 'Copies to, one a line')),
    entry(question, 'paper:archive', words('Lưu: VT, …', 'Archive')),
    entry(
      question,
      'paper:office',
      words('Quyền hạn, chức vụ người ký, mỗi dòng một phần', 'Authority and office of the signer, a line each'),
    ),
    entry(question, 'paper:signer', words('Họ tên người ký', 'Name of the signer'), 'line'),
  ];
}

/** What was written under a name; empty where nothing was. */
export function textOf({ entries }: ReportContent, id: string): string {
  return entries.find((each) => each.id === id)?.value ?? '';
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function signatureOf(content: ReportContent, row: ReportRecord): PaperHead['signature'] {
  const lines = linesOf(textOf(content, 'paper:office')).map((line) => {
    const [, written, text] = PREFIXED.exec(line) ?? [];
    const prefix = PREFIXES.find((each) => each === written);
    return prefix === undefined || text === undefined ? { text: line } : { prefix, text };
  });
  const name = row.signer || textOf(content, 'paper:signer');
  return lines.length === 0 ? null : { lines, ...(name === '' ? {} : { name }) };
}

/** What stands at the foot of every page: by it the paper and the data are held together. */
function smallPrint(content: ReportContent, row: ReportRecord): string {
  const mode = MODE_CHOICES.find(({ value }) => value === content.mode)?.title.vi ?? content.mode;
  const period = `Kỳ ${dayText(content.period.from)} - ${dayText(content.period.to)}`;
  const hash = row.hash === null ? 'Dự thảo, chưa chốt số liệu' : `Mã băm số liệu (SHA-256): ${row.hash}`;
  return `${hash}. ${period}; số liệu đến ngày ${dayText(content.asOf)}, ${mode}; lần ${row.version}.`;
}

/** The head of the paper of a report; what is not known yet the paper leaves room for. */
export function paperHead(content: ReportContent, row: ReportRecord): PaperHead {
  const cut = row.number.indexOf('/');
  const [number, symbol] = cut < 0 ? [row.number, ''] : [row.number.slice(0, cut), row.number.slice(cut + 1)];
  return {
    regime: content.regime,
    issuer: { name: content.subject.name },
    number,
    symbol,
    place: textOf(content, 'paper:place'),
    day: row.dated,
    to: row.receiver_name === '' ? [] : [row.receiver_name],
    copies: linesOf(textOf(content, 'paper:copies')),
    archive: textOf(content, 'paper:archive').replace(/^Lưu:\s*VT,?\s*/u, ''),
    signature: signatureOf(content, row),
    smallPrint: smallPrint(content, row),
  };
}
