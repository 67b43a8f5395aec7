import { BLANK } from '../paper/text.ts';
import type { CitedDocument, FilledPaper, Maybe, PaperHead } from './data.ts';
import { enclosedPart, generalPart, highestLevel, systemsAnnex, systemsNamed } from './dossier-parts.ts';
import type { DossierParts } from './dossier-parts.ts';
import { fillPaper, groundsOf } from './frame.ts';
import { createGaps, known } from './gaps.ts';
import { formWords } from './words.ts';

/** What form 05 is filled with. */
export interface SubmissionData extends PaperHead, DossierParts {
  /** Opinion of the unit that led the appraisal, from level 3. */
  readonly appraisalOpinion?: Maybe<CitedDocument>;
}

/** Form 05: submission of the operator to the owner (levels 3 and 4; the plan alone at level 5). */
export function form05(data: SubmissionData): FilledPaper {
  const words = formWords(data.regime);
  const gaps = createGaps();
  const issuer = known(data.issuer.name) ?? BLANK;
  const system = systemsNamed(data.systems, gaps);
  const appraised = (highestLevel(data.systems) ?? 3) >= 3;
  const opinion = appraised ? gaps.document('H6', 'Ý kiến thẩm định', data.appraisalOpinion, 'Văn bản') : undefined;
  const annexes = systemsAnnex(data.systems, gaps);
  return fillPaper(data, words, gaps, {
    name: 'Tờ trình về việc phê duyệt đề xuất cấp độ',
    title: { kind: 'named', type: 'Tờ trình', abstract: 'Về việc phê duyệt đề xuất cấp độ' },
    firstRecipient: 'Như trên',
    addressed: true,
    grounds: [
      ...groundsOf(data, words, gaps),
      ...(opinion === undefined ? [] : [`Căn cứ ý kiến thẩm định hồ sơ đề xuất cấp độ tại ${opinion}`]),
    ],
    body: [
      { kind: 'paragraph', text: `${issuer} kính trình phê duyệt hồ sơ đề xuất cấp độ đối với ${system}, cụ thể như sau:` },
      ...generalPart(data.systems, gaps),
      ...enclosedPart(data, words, gaps),
      ...(opinion === undefined ? [] : [{ kind: 'clause', text: `Ý kiến thẩm định: ${opinion}.` } as const]),
      { kind: 'paragraph', text: `${issuer} kính trình Quý cơ quan xem xét, phê duyệt.` },
    ],
    ...(annexes.length === 0 ? {} : { annexes }),
  });
}
