import { formatDate } from '../dates.ts';
import type { Block } from '../paper/paper.ts';
import { BLANK } from '../paper/text.ts';
import type { FilledPaper, Maybe, PaperHead } from './data.ts';
import { fillPaper, itemsOf } from './frame.ts';
import { createGaps, known } from './gaps.ts';
import type { Gaps } from './gaps.ts';
import { figureLine, tableAnnex, whole } from './tables.ts';
import type { DataFigure, DataTable } from './tables.ts';
import { formWords } from './words.ts';

/** A report of figures and the tables behind them. */
export interface FigureReportData extends PaperHead {
  readonly period?: Maybe<{ readonly from: string; readonly to: string }>;
  readonly asOf?: Maybe<string>;
  readonly figures: readonly DataFigure[];
  readonly tables: readonly DataTable[];
  readonly remarks?: Maybe<string>;
}

/** A report that rests on those of units below. */
export interface ConsolidationData extends FigureReportData {
  /** What the report is about, e.g. `kết quả thực hiện Chỉ thị số 23/CT-TTg`. */
  readonly subject: string;
  /** Units from which a report was awaited and none came; `why` where it was noted. */
  readonly silent: readonly { readonly name: string; readonly why?: Maybe<string> }[];
  readonly reported: number;
}

function when(data: FigureReportData): string {
  const [from, to, asOf] = [known(data.period?.from), known(data.period?.to), known(data.asOf)];
  const period = from === undefined || to === undefined ? '' : ` từ ngày ${formatDate(from)} đến ngày ${formatDate(to)}`;
  return `${period}${asOf === undefined ? '' : ` (số liệu tính đến ngày ${formatDate(asOf)})`}`;
}

function figures(data: FigureReportData, gaps: Gaps): Block[] {
  return itemsOf(
    data.figures.map((figure, index) => figureLine(figure, gaps.text(`figure-${index + 1}`, figure.title, whole(figure.value)))),
  );
}

function report(data: FigureReportData, subject: string, more: readonly Block[]): FilledPaper {
  const gaps = createGaps();
  const issuer = known(data.issuer.name) ?? BLANK;
  const remarks = known(data.remarks);
  // no form of either regime
  const { mark: _, ...words } = formWords(data.regime);
  const annexes = data.tables.map(tableAnnex);
  return fillPaper(data, words, gaps, {
    name: `Báo cáo ${subject}`,
    title: { kind: 'named', type: 'Báo cáo', abstract: `${subject.charAt(0).toLocaleUpperCase('vi')}${subject.slice(1)}` },
    firstRecipient: 'Như trên',
    addressed: true,
    body: [
      { kind: 'paragraph', text: `${issuer} báo cáo ${subject}${when(data)} như sau:` },
      { kind: 'clause', title: 'Số liệu tổng hợp' },
      ...figures(data, gaps),
      ...more,
      ...(remarks === undefined
        ? []
        : ([
            { kind: 'clause', title: 'Nhận xét' },
            { kind: 'paragraph', text: remarks },
          ] satisfies Block[])),
      {
        kind: 'paragraph',
        text: `Trên đây là báo cáo ${subject} của ${issuer}${annexes.length === 0 ? '' : ', kèm theo phụ lục số liệu'}.`,
      },
    ],
    ...(annexes.length === 0 ? {} : { annexes }),
  });
}

/** Figures of cameras by unit and system, with papers, warnings and levels in the tables. */
export function cameraAnnex(data: FigureReportData): FilledPaper {
  return report(data, 'số liệu camera giám sát', []);
}

/** Consolidation: sums of the reports below, who has reported, who has not. */
export function consolidatedReport(data: ConsolidationData): FilledPaper {
  const asked = data.reported + data.silent.length;
  const silent = itemsOf(
    data.silent.map(({ name, why }) => {
      const reason = known(why);
      return `${name}${reason === undefined ? '' : ` (${reason})`}`;
    }),
  );
  return report(data, data.subject, [
    { kind: 'clause', title: 'Tình hình gửi báo cáo' },
    { kind: 'paragraph', text: `Số đơn vị đã gửi báo cáo: ${whole(data.reported)}/${whole(asked)}.` },
    ...(silent.length === 0
      ? []
      : [{ kind: 'paragraph', text: 'Đơn vị chưa gửi báo cáo, số liệu trên không bao gồm:' } satisfies Block, ...silent]),
  ]);
}
