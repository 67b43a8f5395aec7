import type { Block, Letterhead, Paper, PaperTitle, Signature } from '../paper/paper.ts';
import { BLANK } from '../paper/text.ts';
import type { FilledPaper, PaperHead } from './data.ts';
import { known } from './gaps.ts';
import type { Gaps } from './gaps.ts';
import type { FormWords } from './words.ts';

/** What a builder adds to the head that all papers share. */
export interface Frame {
  readonly name: string;
  readonly title: PaperTitle;
  /** `Như trên`, or `Như Điều 3` of a decision. */
  readonly firstRecipient: string;
  readonly body: readonly Block[];
  readonly grounds?: readonly string[];
  readonly competence?: string;
  readonly formula?: string;
  readonly annexes?: Paper['annexes'];
  /** Decisions name nobody in `Kính gửi`. */
  readonly addressed: boolean;
}

/** A text that ends in a mark, whatever it was written to end in. */
export function ended(text: string, mark: '.' | ';'): string {
  const bare = text.trimEnd().replace(/[.;,]+$/u, '');
  return /[?!:]$/u.test(bare) ? bare : `${bare}${mark}`;
}

/** Items of a list that ends in a full stop. */
export function itemsOf(texts: readonly string[]): Block[] {
  return texts.map((text, index) => ({ kind: 'item', text: ended(text, index === texts.length - 1 ? '.' : ';') }));
}

function letterheadOf(head: PaperHead, gaps: Gaps): Letterhead {
  const [superior, number, symbol, place, day] = [
    known(head.issuer.superior),
    known(head.number),
    known(head.symbol),
    known(head.place),
    known(head.day),
  ];
  if (number === undefined || symbol === undefined) gaps.text('T3', 'Số', undefined);
  if (place === undefined || day === undefined) gaps.text('T5', 'Địa danh, ngày tháng năm', undefined);
  return {
    body: gaps.text('T1', 'Tên cơ quan, tổ chức', head.issuer.name),
    ...(superior === undefined ? {} : { superior }),
    ...(number === undefined ? {} : { number }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(place === undefined ? {} : { place }),
    ...(day === undefined ? {} : { day }),
  };
}

function signatureOf(head: PaperHead, gaps: Gaps): Signature {
  const { signature } = head;
  if (signature === null || signature === undefined || signature.lines.length === 0 || known(signature.name) === undefined) {
    gaps.text('S2', 'Người ký', undefined);
  }
  return signature ?? { lines: [{ text: 'Đại diện của cơ quan, tổ chức' }] };
}

function recipientsOf(head: PaperHead, first: string): string[] {
  const archive = known(head.archive);
  return [first, ...(head.copies ?? []), archive === undefined ? 'Lưu: VT' : `Lưu: VT, ${archive}`];
}

/** Grounds of the form: its laws, the mandate of the issuer, further ones; `Căn cứ` is put before each. */
export function groundsOf(head: PaperHead, words: FormWords, gaps: Gaps): string[] {
  const mandate = gaps.text('T7', 'Căn cứ: văn bản quy định chức năng, nhiệm vụ của cơ quan ban hành', head.mandate);
  return [...words.laws, mandate, ...(head.grounds ?? [])].map((ground) => `Căn cứ ${ground}`);
}

/** Joins head and frame to a paper. */
export function fillPaper(head: PaperHead, words: FormWords, gaps: Gaps, frame: Frame): FilledPaper {
  const letterhead = letterheadOf(head, gaps);
  const to = frame.addressed ? (gaps.list('T6', 'Kính gửi', head.to) ?? [BLANK]) : undefined;
  const small = [words.mark, known(head.smallPrint)].filter((part) => part !== undefined).join(' ');
  const paper: Paper = {
    name: frame.name,
    letterhead,
    title: frame.title,
    body: frame.body,
    signature: signatureOf(head, gaps),
    recipients: recipientsOf(head, frame.firstRecipient),
    ...(to === undefined ? {} : { addressees: to }),
    ...(frame.grounds === undefined ? {} : { grounds: frame.grounds }),
    ...(frame.competence === undefined ? {} : { competence: frame.competence }),
    ...(frame.formula === undefined ? {} : { formula: frame.formula }),
    ...(frame.annexes === undefined ? {} : { annexes: frame.annexes }),
    ...(small === '' ? {} : { smallPrint: small }),
  };
  return { paper, missing: gaps.missing };
}
