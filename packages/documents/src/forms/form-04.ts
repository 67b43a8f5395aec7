import type { Block } from '../paper/paper.ts';
import { BLANK } from '../paper/text.ts';
import type { CitedDocument, DossierPapers, FilledPaper, Maybe, PaperHead } from './data.ts';
import { paperLabels } from './dossier-parts.ts';
import { ended, fillPaper, itemsOf } from './frame.ts';
import { createGaps, known } from './gaps.ts';
import type { Gaps } from './gaps.ts';
import { formWords } from './words.ts';
import type { FormWords } from './words.ts';

/** What form 04 is filled with. */
export interface OpinionData extends PaperHead {
  /** Letter by which the appraisal was asked for. */
  readonly request?: Maybe<CitedDocument>;
  readonly systemName?: Maybe<string>;
  readonly level?: Maybe<number>;
  readonly newSystem?: Maybe<boolean>;
  readonly papers: DossierPapers;
  /** Legal bases in place of those of the regime. */
  readonly laws?: Maybe<readonly string[]>;
  readonly guiding?: Maybe<readonly string[]>;
  readonly otherBases?: Maybe<readonly string[]>;
  readonly leadUnit?: Maybe<string>;
  readonly partners?: Maybe<readonly string[]>;
  readonly held?: Maybe<'meeting' | 'writing' | 'both'>;
  readonly partnersOpinion?: Maybe<string>;
  readonly fitLevel?: Maybe<string>;
  readonly fitDesign?: Maybe<string>;
  readonly fitOperation?: Maybe<string>;
  readonly otherOpinion?: Maybe<string>;
  readonly conclusion?: Maybe<'fit' | 'not-fit'>;
  /** What does not fit. */
  readonly faults?: Maybe<readonly string[]>;
}

const HELD = { meeting: 'Tổ chức họp', writing: 'Lấy ý kiến bằng văn bản', both: 'Tổ chức họp và lấy ý kiến bằng văn bản' } as const;

function appraisedPapers(data: OpinionData, words: FormWords, gaps: Gaps): Block[] {
  const labels = paperLabels(words, data.newSystem === true);
  const { overview, design, levelCase, plan, professionalOpinion } = data.papers;
  const listed = Object.entries({ H1: overview, H2: design, H3: levelCase, H4: plan }).map(([field, value]): Block => {
    // the keys are those of the labels by construction
    const label = labels[field as 'H1' | 'H2' | 'H3' | 'H4'];
    return { kind: 'clause', text: value === true ? `${label}.` : `${label}: ${gaps.text(field, label, value)}.` };
  });
  const opinion: Block[] =
    (data.level ?? 0) < 4
      ? []
      : [{ kind: 'clause', text: `${labels.H5}: ${gaps.document('H5', labels.H5, professionalOpinion, 'Văn bản')}.` }];
  return [{ kind: 'heading', text: 'Phần 1. Hồ sơ, tài liệu thẩm định' }, ...listed, ...opinion];
}

function bases(data: OpinionData, words: FormWords): Block[] {
  const [law = BLANK, ...guiding] = words.laws;
  const others = data.otherBases ?? [];
  return [
    { kind: 'heading', text: 'Phần 2. Căn cứ pháp lý để thẩm định' },
    { kind: 'clause', text: `${(data.laws ?? [law]).join('; ')}.` },
    { kind: 'clause', text: `${(data.guiding ?? guiding).join('; ')}.` },
    ...(others.length === 0 ? [] : [{ kind: 'clause', text: `${others.join('; ')}.` } satisfies Block]),
  ];
}

function organisation(data: OpinionData, gaps: Gaps): Block[] {
  const partners = data.partners ?? [];
  const held = data.held === null || data.held === undefined ? undefined : HELD[data.held];
  return [
    { kind: 'heading', text: 'Phần 3. Tổ chức thẩm định' },
    { kind: 'clause', text: `Đơn vị chủ trì thẩm định: ${gaps.text('lead-unit', 'Đơn vị chủ trì thẩm định', data.leadUnit)}.` },
    { kind: 'clause', text: `Đơn vị phối hợp: ${partners.length === 0 ? 'không có' : partners.join('; ')}.` },
    { kind: 'clause', text: `Hình thức thẩm định: ${gaps.text('form', 'Hình thức thẩm định', held)}.` },
  ];
}

function opinions(data: OpinionData, words: FormWords, gaps: Gaps): Block[] {
  const other = known(data.otherOpinion);
  const partners = 'Tổng hợp ý kiến của đơn vị phối hợp thẩm định';
  const summed: Block[] =
    (data.level ?? 0) < 4
      ? []
      : [{ kind: 'clause', text: ended(`${partners}: ${gaps.text('partners-opinion', partners, data.partnersOpinion)}`, '.') }];
  return [
    { kind: 'heading', text: 'Phần 4. Ý kiến thẩm định' },
    ...summed,
    { kind: 'clause', text: 'Về sự phù hợp của hồ sơ đề xuất cấp độ:' },
    {
      kind: 'point',
      text: ended(`Sự phù hợp của việc đề xuất cấp độ: ${gaps.text('fit-level', 'Sự phù hợp của cấp độ', data.fitLevel)}`, ';'),
    },
    {
      kind: 'point',
      text: ended(
        `Sự phù hợp của ${words.plan} trong thiết kế: ${gaps.text('fit-design', 'Sự phù hợp của phương án trong thiết kế', data.fitDesign)}`,
        ';',
      ),
    },
    {
      kind: 'point',
      text: ended(
        `Sự phù hợp của ${words.plan} trong vận hành: ${gaps.text('fit-operation', 'Sự phù hợp của phương án trong vận hành', data.fitOperation)}`,
        '.',
      ),
    },
    ...(other === undefined ? [] : [{ kind: 'clause', text: ended(`Ý kiến khác: ${other}`, '.') } satisfies Block]),
  ];
}

function conclusion(data: OpinionData, system: string, gaps: Gaps): Block[] {
  const heading: Block = { kind: 'heading', text: 'Phần 5. Kết luận' };
  const faults = data.faults ?? [];
  if (data.conclusion === 'not-fit') {
    const named = gaps.list('faults', 'Nội dung chưa phù hợp', faults) ?? [BLANK];
    return [
      heading,
      { kind: 'paragraph', text: `Hồ sơ đề xuất cấp độ đối với ${system} chưa phù hợp. Các nội dung chưa phù hợp:` },
      ...itemsOf(named),
      { kind: 'paragraph', text: 'Đề nghị điều chỉnh, bổ sung hồ sơ theo ý kiến thẩm định nêu trên.' },
    ];
  }
  const verdict = gaps.text('conclusion', 'Kết luận', data.conclusion === 'fit' ? 'phù hợp' : undefined);
  return [heading, { kind: 'paragraph', text: `Hồ sơ đề xuất cấp độ đối với ${system} ${verdict}.` }];
}

/** Form 04: opinion of the appraiser. It has no grounds over its text; part 4 tells the three fits of article 23.1 apart. */
export function form04(data: OpinionData): FilledPaper {
  const words = formWords(data.regime);
  const gaps = createGaps();
  const issuer = known(data.issuer.name) ?? BLANK;
  const system = gaps.text('C1', 'Tên hệ thống thông tin', data.systemName);
  const asked = gaps.document('request', 'Công văn số, ngày, cơ quan đề nghị', data.request, 'Công văn');
  const subject = 'ý kiến thẩm định hồ sơ đề xuất cấp độ';
  return fillPaper(data, words, gaps, {
    name: `V/v ${subject}`,
    title: { kind: 'letter', abstract: subject },
    firstRecipient: 'Như trên',
    addressed: true,
    body: [
      {
        kind: 'paragraph',
        text: `Thực hiện đề nghị tại ${asked} về việc thẩm định hồ sơ đề xuất cấp độ đối với ${system}, ${issuer} có ý kiến như sau:`,
      },
      ...appraisedPapers(data, words, gaps),
      ...bases(data, words),
      ...organisation(data, gaps),
      ...opinions(data, words, gaps),
      ...conclusion(data, system, gaps),
    ],
  });
}
