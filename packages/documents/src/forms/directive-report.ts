import { formatDate } from '../dates.ts';
import type { Block } from '../paper/paper.ts';
import { BLANK } from '../paper/text.ts';
import type { CitedDocument, FilledPaper, Maybe, PaperHead } from './data.ts';
import { fillPaper, itemsOf } from './frame.ts';
import { createGaps, known } from './gaps.ts';
import type { Gaps } from './gaps.ts';
import { count, share, tableAnnex } from './tables.ts';
import type { DataTable } from './tables.ts';
import { formWords } from './words.ts';

/** A document by which the body directed or guided, as the report tells it. */
export interface GuidanceDocument extends CitedDocument {
  /** What it is about. */
  readonly excerpt?: Maybe<string>;
  /** Document that it carries out. */
  readonly basis?: Maybe<string>;
}

/** Report on the results of Directive 23/CT-TTg. Shares are of the systems whose authority is settled; what is open stands beside. */
export interface DirectiveReportData extends PaperHead {
  /** Day as of which was counted. */
  readonly asOf?: Maybe<string>;
  readonly guidance: readonly GuidanceDocument[];
  readonly counted: {
    readonly systems: Maybe<number>;
    readonly approved: Maybe<number>;
    /** Systems by level, `1` to `5`; what is missing counts as none. */
    readonly levels: Readonly<Partial<Record<'1' | '2' | '3' | '4' | '5', number>>>;
    readonly unlevelled?: Maybe<number>;
    readonly deployed?: Maybe<number>;
    /** Systems whose authority no text settles. */
    readonly open?: Maybe<number>;
    /** Groups of cameras that are ordinary terminals of another system, with a justification each. */
    readonly terminals?: Maybe<number>;
  };
  /** What is asked about the open systems. */
  readonly questions?: readonly string[];
  readonly direction?: Maybe<string>;
  readonly results?: Maybe<string>;
  readonly difficulties?: Maybe<string>;
  readonly proposals?: Maybe<string>;
  /** Tables behind the figures. */
  readonly tables?: readonly DataTable[];
}

const DIRECTIVE = 'Chỉ thị số 23/CT-TTg ngày 26/12/2022 của Thủ tướng Chính phủ';

function guidanceItem(document: GuidanceDocument, index: number, gaps: Gaps): string {
  const cited = gaps.document(`guidance-${index + 1}`, `Văn bản chỉ đạo, hướng dẫn ${index + 1}`, document, 'Văn bản');
  const [excerpt, basis] = [known(document.excerpt), known(document.basis)];
  const about = excerpt === undefined ? '' : ` (${excerpt})`;
  return `${cited}${about}${basis === undefined ? '' : `, thực hiện ${basis}`}`;
}

function directed(data: DirectiveReportData, gaps: Gaps): Block[] {
  const text = known(data.direction);
  return [
    { kind: 'clause', title: 'Công tác chỉ đạo triển khai, hướng dẫn thực hiện' },
    ...(text === undefined ? [] : [{ kind: 'paragraph', text } satisfies Block]),
    ...(data.guidance.length === 0 && text === undefined
      ? [{ kind: 'item', text: gaps.text('guidance', 'Văn bản chỉ đạo, hướng dẫn', undefined) } satisfies Block]
      : []),
    ...itemsOf(data.guidance.map((document, index) => guidanceItem(document, index, gaps))),
  ];
}

function byLevel(counted: DirectiveReportData['counted']): string {
  const parts = Object.entries(counted.levels)
    .filter(([, value]) => value > 0)
    .sort(([a], [b]) => Number(b) - Number(a))
    .map(([level, value]) => `${count(value)} hệ thống thông tin cấp độ ${level}`);
  if ((counted.unlevelled ?? 0) > 0) parts.push(`${count(counted.unlevelled ?? 0)} hệ thống chưa xác định cấp độ`);
  return parts.length === 0 ? '' : `; trong đó có ${parts.join(', ')}`;
}

/** What hangs on how many systems there are. */
function counts({ counted }: DirectiveReportData, gaps: Gaps): string[] {
  const systems = counted.systems ?? undefined;
  const approved = counted.approved ?? undefined;
  const all = gaps.text('systems', 'Số hệ thống thông tin', systems === undefined ? undefined : count(systems));
  const done = gaps.text('approved', 'Số hệ thống đã được phê duyệt', approved);
  const rate = systems === undefined || approved === undefined ? `${done}/${all}` : share(approved, systems);
  const deployed = counted.deployed ?? undefined;
  return [
    `Hiện nay có ${all} hệ thống thông tin có sử dụng camera giám sát đã rõ thẩm quyền phê duyệt cấp độ. Đã thẩm định và phê duyệt cấp độ ${rate} số hệ thống${byLevel(counted)}.`,
    ...(deployed === undefined || systems === undefined
      ? []
      : [`Đã triển khai đầy đủ phương án bảo đảm theo cấp độ: ${share(deployed, systems)} số hệ thống.`]),
  ];
}

function approval(data: DirectiveReportData, gaps: Gaps): Block[] {
  const items = counts(data, gaps);
  const { terminals, open } = data.counted;
  if (terminals) {
    items.push(
      `${count(terminals)} nhóm camera giám sát nhỏ, đơn lẻ, không được thiết lập với mục đích giám sát chuyên dụng, được coi như thiết bị đầu cuối thông thường (mỗi nhóm có thuyết minh); không phê duyệt cấp độ riêng mà triển khai theo phương án đã được phê duyệt của hệ thống thông tin mà camera thuộc về.`,
    );
  }
  if (open) {
    items.push(`${count(open)} hệ thống thông tin chưa rõ thẩm quyền thẩm định, phê duyệt, nêu riêng và không nằm trong các tỷ lệ trên.`);
  }
  const questions = (data.questions ?? []).map((question) => `Nội dung đề nghị hướng dẫn: ${question}`);
  return [
    { kind: 'clause', title: 'Công tác phê duyệt cấp độ an toàn hệ thống thông tin có sử dụng camera giám sát' },
    ...[...items, ...questions].map((text): Block => ({ kind: 'item', text })),
  ];
}

function written(title: string, value: Maybe<string>): Block[] {
  const text = known(value);
  return text === undefined
    ? []
    : [
        { kind: 'clause', title },
        { kind: 'paragraph', text },
      ];
}

/** The letter by which a province or ministry reports the results of Directive 23, with the tables behind its figures. */
export function directiveReport(data: DirectiveReportData): FilledPaper {
  const words = formWords(data.regime);
  const gaps = createGaps();
  const issuer = known(data.issuer.name) ?? BLANK;
  const [to] = data.to ?? [];
  const asOf = known(data.asOf);
  const counted = asOf === undefined ? '' : ` (số liệu tính đến ngày ${formatDate(asOf)})`;
  const subject = `kết quả triển khai thực hiện ${DIRECTIVE}`;
  const tables = data.tables ?? [];
  // the law of the dossiers is not a basis of this letter, and the letter is no form of either regime
  const { mark: _, ...plain } = words;
  return fillPaper(data, plain, gaps, {
    name: `V/v ${subject}`,
    title: { kind: 'letter', abstract: subject },
    firstRecipient: 'Như trên',
    addressed: true,
    body: [
      {
        kind: 'paragraph',
        text: `Thực hiện ${DIRECTIVE} về tăng cường công tác bảo đảm an toàn thông tin mạng, an ninh thông tin cho thiết bị camera giám sát, ${issuer} báo cáo kết quả triển khai thực hiện${counted} như sau:`,
      },
      ...directed(data, gaps),
      ...approval(data, gaps),
      ...written('Kết quả thực hiện các nội dung khác', data.results),
      ...written('Khó khăn, vướng mắc', data.difficulties),
      ...written('Kiến nghị, đề xuất', data.proposals),
      { kind: 'paragraph', text: `Kính báo cáo ${to ?? BLANK}.` },
    ],
    ...(tables.length === 0 ? {} : { annexes: tables.map(tableAnnex) }),
  });
}
