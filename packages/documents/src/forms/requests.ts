import type { Block } from '../paper/paper.ts';
import { BLANK } from '../paper/text.ts';
import type { FilledPaper, Maybe, PaperHead } from './data.ts';
import { enclosedPart, generalPart, systemsAnnex, systemsNamed } from './dossier-parts.ts';
import type { DossierParts } from './dossier-parts.ts';
import { fillPaper, groundsOf } from './frame.ts';
import { createGaps, known } from './gaps.ts';
import type { Gaps } from './gaps.ts';
import { formWords } from './words.ts';
import type { FormWords } from './words.ts';

/** What forms 01 and 03 are filled with. */
export interface RequestData extends PaperHead, DossierParts {}

/** What form 02 is filled with. */
export interface AppraisalRequestData extends RequestData {
  /** Asks as well to enter the list of systems important to national security (footnote 1 of the form). */
  readonly nationalSecurityCandidate?: Maybe<boolean>;
}

interface Asked {
  readonly subject: string;
  /** `thẩm định, phê duyệt`. */
  readonly asks: string;
  /** Level from which the professional opinion is enclosed; none in form 03, which asks for it. */
  readonly opinionFrom: number;
  readonly closing: (issuer: string, system: string, words: FormWords, gaps: Gaps) => readonly Block[];
}

function request(data: RequestData, asked: Asked): FilledPaper {
  const words = formWords(data.regime);
  const gaps = createGaps();
  const issuer = known(data.issuer.name) ?? BLANK;
  const system = systemsNamed(data.systems, gaps);
  const annexes = systemsAnnex(data.systems, gaps);
  return fillPaper(data, words, gaps, {
    name: `V/v ${asked.subject}`,
    title: { kind: 'letter', abstract: asked.subject },
    firstRecipient: 'Như trên',
    addressed: true,
    body: [
      { kind: 'paragraph', text: `${issuer} đề nghị ${asked.asks} hồ sơ đề xuất cấp độ đối với ${system}, cụ thể như sau:` },
      ...generalPart(data.systems, gaps),
      ...enclosedPart(data, words, gaps, asked.opinionFrom),
      ...asked.closing(issuer, system, words, gaps),
    ],
    grounds: groundsOf(data, words, gaps),
    ...(annexes.length === 0 ? {} : { annexes }),
  });
}

/** Form 01: request of the operator that the security unit appraise and approve (levels 1 and 2). */
export function form01(data: RequestData): FilledPaper {
  return request(data, {
    subject: 'đề nghị thẩm định, phê duyệt hồ sơ đề xuất cấp độ',
    asks: 'thẩm định, phê duyệt',
    opinionFrom: 4,
    closing: (issuer, system) => [
      {
        kind: 'paragraph',
        text: `${issuer} kính đề nghị Quý cơ quan xem xét, thẩm định, phê duyệt hồ sơ đề xuất cấp độ đối với ${system}.`,
      },
    ],
  });
}

/** Form 02: request to appraise (levels 3 to 5). Its lead asks to appraise only, although the form prints approval as well. */
export function form02(data: AppraisalRequestData): FilledPaper {
  const candidate: readonly Block[] =
    data.nationalSecurityCandidate === true
      ? [
          {
            kind: 'paragraph',
            text: 'Đồng thời đề nghị xem xét, đưa hệ thống thông tin vào Danh mục hệ thống thông tin quan trọng về an ninh quốc gia theo quy định.',
          },
        ]
      : [];
  return request(data, {
    subject: 'đề nghị thẩm định hồ sơ đề xuất cấp độ',
    asks: 'thẩm định',
    opinionFrom: 4,
    closing: (issuer, system) => [
      { kind: 'paragraph', text: `${issuer} kính đề nghị Quý cơ quan cho ý kiến thẩm định hồ sơ đề xuất cấp độ đối với ${system}.` },
      ...candidate,
    ],
  });
}

/** Form 03: request for the professional opinion of the security unit (levels 4 and 5), before form 02. */
export function form03(data: RequestData): FilledPaper {
  return request(data, {
    subject: 'cho ý kiến chuyên môn về hồ sơ đề xuất cấp độ',
    asks: 'cho ý kiến về mặt chuyên môn đối với',
    opinionFrom: Infinity,
    closing: (issuer, system, words) => [
      {
        kind: 'paragraph',
        text: `${issuer} kính đề nghị Quý cơ quan cho ý kiến về sự phù hợp của cấp độ đề xuất và sự phù hợp của ${words.plan} theo cấp độ đối với ${system}.`,
      },
    ],
  });
}
