import type { Annex, Block, Column } from '../paper/paper.ts';
import { BLANK } from '../paper/text.ts';
import type { CitedDocument, FilledPaper, Maybe, PaperHead } from './data.ts';
import { fillPaper } from './frame.ts';
import { createGaps, dayCell, documentCell, known } from './gaps.ts';
import type { Gaps } from './gaps.ts';
import { tableAnnex, whole } from './tables.ts';
import type { DataTable } from './tables.ts';
import { formWords } from './words.ts';
import type { FormWords } from './words.ts';

/** Owner or security unit, as part 2 of form 08 tells it. */
export interface Party08 {
  readonly name?: Maybe<string>;
  readonly mandate?: Maybe<string>;
  readonly representative?: Maybe<string>;
  readonly address?: Maybe<string>;
  readonly contact?: Maybe<string>;
}

/** A row of part 3, columns 2 to 12; decisions and bylaws with number, day, issuer. */
export interface Row08 {
  readonly name?: Maybe<string>;
  readonly owner?: Maybe<string>;
  readonly operator?: Maybe<string>;
  readonly level?: Maybe<number>;
  readonly status?: Maybe<'draft' | 'submitted' | 'appraised' | 'approved'>;
  readonly decision?: Maybe<CitedDocument>;
  readonly bylaw?: Maybe<CitedDocument>;
  readonly expectedApproval?: Maybe<string>;
  readonly deployment?: Maybe<'none' | 'some' | 'full'>;
  readonly expectedFull?: Maybe<string>;
  readonly checks?: Maybe<'before' | 'periodic' | 'both'>;
}

/** What form 08 is filled with. */
export interface YearlyReportData extends PaperHead {
  /** Totals T to K of part 1; D is an ISO day, empty where all are approved. */
  readonly counters: Readonly<Record<'T' | 'C' | 'H' | 'A' | 'P' | 'K', Maybe<number>>> & { readonly D?: Maybe<string> };
  readonly owners: readonly { readonly owner: Party08; readonly securityUnit: Party08 }[];
  readonly rows: readonly Row08[];
  /** Annexes 1 to 4: candidates for the list, compliance with the bylaw, requirements, others such as camera figures. */
  readonly annexes: {
    readonly candidates?: Maybe<DataTable>;
    readonly bylaws?: Maybe<DataTable>;
    readonly requirements?: Maybe<DataTable>;
    readonly others?: readonly DataTable[];
  };
}

const STATUS = { draft: 'Đang dự thảo', submitted: 'Đã gửi thẩm định', appraised: 'Đã thẩm định', approved: 'Đã được phê duyệt' } as const;
const DEPLOYMENT = { none: 'Chưa triển khai', some: 'Đã triển khai một số hạng mục', full: 'Đã triển khai đầy đủ' } as const;
const CHECKS = { before: 'Trước khi đưa vào sử dụng', periodic: 'Định kỳ', both: 'Trước khi đưa vào sử dụng; Định kỳ' } as const;

const COUNTERS = {
  T: 'Tổng số hệ thống thông tin',
  C: 'Số hệ thống thông tin đã được phân loại',
  H: 'Số hệ thống thông tin đã xây dựng hồ sơ đề xuất cấp độ',
  A: 'Số hệ thống thông tin đã được thẩm định hồ sơ đề xuất cấp độ',
  P: 'Số hệ thống thông tin đã được phê duyệt hồ sơ đề xuất cấp độ',
  K: 'Số hệ thống thông tin đã được phê duyệt hồ sơ đề xuất cấp độ và được kiểm tra, đánh giá định kỳ',
} as const;

function general(data: YearlyReportData, gaps: Gaps): Block[] {
  const { D, ...totals } = data.counters;
  const done = totals.P !== null && totals.P !== undefined && totals.P === totals.T;
  const expected = done ? 'đã hoàn thành' : gaps.day('D', 'Dự kiến thời gian hoàn thành phê duyệt', D);
  return [
    { kind: 'clause', title: 'Thông tin chung' },
    ...Object.entries(COUNTERS).map(([id, label]): Block => {
      // the keys are those of the counters by construction
      const value = totals[id as keyof typeof COUNTERS];
      return { kind: 'item', text: `${label}: ${gaps.text(id, label, whole(value))};` };
    }),
    { kind: 'item', text: `Dự kiến thời gian hoàn thành phê duyệt hồ sơ đề xuất cấp độ: ${expected}.` },
  ];
}

function party(prefix: string, it: Party08, mandateOptional: boolean, gaps: Gaps): Block[] {
  const lines = [
    ['name', 'Tên', it.name],
    ['mandate', 'Quy định chức năng, nhiệm vụ và quyền hạn', it.mandate],
    ['representative', 'Người đại diện, chức vụ', it.representative],
    ['address', 'Địa chỉ', it.address],
    ['contact', 'Điện thoại, thư điện tử', it.contact],
  ] as const;
  return lines.map(([id, label, value], index) => {
    const text = id === 'mandate' && mandateOptional ? (known(value) ?? '') : gaps.text(`${prefix}-${id}`, label, value);
    return { kind: 'paragraph', text: `(${index + 1}) ${label}: ${text}` };
  });
}

function parties(data: YearlyReportData, words: FormWords, gaps: Gaps): Block[] {
  const pairs = gaps.list('owner-name', 'Chủ quản hệ thống thông tin', data.owners) ?? [{ owner: {}, securityUnit: {} }];
  return [
    { kind: 'clause', title: `Thông tin về chủ quản hệ thống thông tin và ${words.securityUnit}` },
    ...pairs.flatMap(({ owner, securityUnit }): Block[] => [
      { kind: 'point', text: 'Chủ quản hệ thống thông tin' },
      ...party('owner', owner, true, gaps),
      { kind: 'point', text: `${words.securityUnit.charAt(0).toLocaleUpperCase('vi')}${words.securityUnit.slice(1)}` },
      ...party('unit', securityUnit, false, gaps),
    ]),
  ];
}

function columns(words: FormWords): Column[] {
  return [
    { title: 'STT', weight: 0.9, align: 'center' },
    { title: 'Tên hệ thống thông tin', weight: 3 },
    { title: 'Chủ quản hệ thống thông tin', weight: 2.4 },
    { title: 'Đơn vị vận hành hệ thống thông tin', weight: 2.4 },
    { title: 'Cấp độ đề xuất', weight: 1.1, align: 'center' },
    { title: 'Tình trạng phê duyệt cấp độ', weight: 1.8 },
    { title: 'Quyết định phê duyệt cấp độ', weight: 2.3 },
    { title: `Quy chế bảo đảm ${words.security} cho hệ thống`, weight: 2.3 },
    { title: 'Dự kiến thời điểm phê duyệt hồ sơ đề xuất cấp độ', weight: 1.8, align: 'center' },
    { title: `Triển khai đầy đủ ${words.plan}`, weight: 1.8 },
    { title: 'Dự kiến thời điểm triển khai đầy đủ', weight: 1.8, align: 'center' },
    { title: `Đã kiểm tra, đánh giá ${words.security}`, weight: 1.8 },
  ];
}

/** Word of the form for a code. */
function wordOf<Code extends string>(texts: Readonly<Record<Code, string>>, code: Maybe<Code>): string | undefined {
  return code === null || code === undefined ? undefined : texts[code];
}

function rowOf(row: Row08, number: number, gaps: Gaps): string[] {
  const needed = (column: string, label: string, value: Maybe<string | number>): string =>
    gaps.text(`row-${number}.${column}`, `Dòng ${number}: ${label}`, value);
  return [
    String(number),
    needed('2', 'Tên hệ thống thông tin', row.name),
    needed('3', 'Chủ quản hệ thống thông tin', row.owner),
    needed('4', 'Đơn vị vận hành hệ thống thông tin', row.operator),
    needed('5', 'Cấp độ đề xuất', row.level),
    needed('6', 'Tình trạng phê duyệt cấp độ', wordOf(STATUS, row.status)),
    documentCell(row.decision),
    documentCell(row.bylaw),
    dayCell(row.expectedApproval),
    needed('10', 'Triển khai đầy đủ phương án', wordOf(DEPLOYMENT, row.deployment)),
    dayCell(row.expectedFull),
    wordOf(CHECKS, row.checks) ?? '',
  ];
}

function annexesOf(data: YearlyReportData, gaps: Gaps): Annex[] {
  const { candidates, bylaws, requirements, others = [] } = data.annexes;
  if (requirements === null || requirements === undefined) gaps.text('annex-3', 'Phụ lục 3: đáp ứng từng yêu cầu', undefined);
  return [candidates, bylaws, requirements, ...others].filter((table) => table !== null && table !== undefined).map(tableAnnex);
}

/**
 * Form 08: yearly or occasional report. The form itself has neither recipients nor signature; both are added by Decree
 * 30/2020, and annexes for the contents of article 36 that its table has no room for.
 */
export function form08(data: YearlyReportData): FilledPaper {
  const words = formWords(data.regime);
  const gaps = createGaps();
  const issuer = known(data.issuer.name) ?? BLANK;
  const subject =
    data.regime === 'A'
      ? 'kết quả công tác bảo đảm an toàn hệ thống thông tin'
      : 'kết quả công tác bảo đảm an ninh mạng hệ thống thông tin';
  const annexes = annexesOf(data, gaps);
  const rows = data.rows.map((row, index) => rowOf(row, index + 1, gaps));
  return fillPaper(data, words, gaps, {
    name: `V/v ${subject}`,
    title: { kind: 'letter', abstract: subject },
    firstRecipient: 'Như trên',
    addressed: true,
    body: [
      { kind: 'paragraph', text: `${issuer} báo cáo ${subject} như sau:` },
      ...general(data, gaps),
      ...parties(data, words, gaps),
      {
        kind: 'wide',
        blocks: [
          { kind: 'clause', title: 'Thông tin chi tiết về hệ thống thông tin' },
          { kind: 'table', columns: columns(words), numbered: true, rows },
        ],
      },
      { kind: 'paragraph', text: `Trên đây là báo cáo ${subject} của ${issuer}.` },
    ],
    ...(annexes.length === 0 ? {} : { annexes }),
  });
}
