import { loadLaw } from '@ancam/knowledge';
import type { PaperRule } from '@ancam/knowledge';
import { describe, expect, it, test } from 'vitest';
import { sampleDecision, sampleLetter } from '../../test/papers.ts';
import { readDocx } from '../../test/read-docx.ts';
import type { DocxParagraph } from '../../test/read-docx.ts';
import { linesOfPdf, readPdf } from '../../test/read-pdf.ts';
import type { PdfLine } from '../../test/read-pdf.ts';
import { renderDocx, renderPdf } from '../index.ts';

const MM = 72 / 25.4;
/** What two programs may round differently, in points. */
const GRACE = 0.6;

const rules = new Map(loadLaw().paperRules.map((rule) => [rule.id, rule]));

function ruleOf(id: string): PaperRule {
  return rules.get(id) ?? expect.fail(`no rule ${id}`);
}

/** A length in points lies within the rule, which may be in millimetres. */
function expectLength(id: string, points: number): void {
  const { measure } = ruleOf(id);
  if (measure === undefined) expect.fail(`${id} measures nothing`);
  const unit = measure.unit === 'mm' ? MM : 1;
  const grace = measure.unit === 'mm' ? 0.3 : 0.001;
  expect(points, id).toBeGreaterThanOrEqual(measure.min * unit - grace);
  expect(points, id).toBeLessThanOrEqual(measure.max * unit + grace);
}

/** Where the parts of the paper are found: beginnings of their lines in the decision (D) or the letter (L). */
const PARTS: readonly (readonly [rule: string, paper: 'D' | 'L', line: string])[] = [
  ['superior', 'D', 'ỦY BAN NHÂN DÂN TỈNH'],
  ['issuer', 'D', 'BAN QUẢN LÝ KHU KINH TẾ'],
  ['nation', 'D', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['motto', 'D', 'Độc lập - Tự do - Hạnh phúc'],
  ['number', 'D', 'Số: '],
  ['place-day', 'D', 'Quảng Ngãi, ngày'],
  ['type', 'D', 'QUYẾT ĐỊNH'],
  ['abstract', 'D', 'Về việc phê duyệt'],
  ['letter-abstract', 'L', 'V/v kết quả'],
  ['addressee', 'L', 'Kính gửi: '],
  ['grounds', 'D', 'Căn cứ Luật An ninh mạng'],
  ['text', 'L', 'Thực hiện Chỉ thị số 23/CT-TTg'],
  ['division', 'D', 'Chương I'],
  ['division-title', 'D', 'QUY ĐỊNH CHUNG'],
  ['article', 'D', 'Điều 1. '],
  ['clause', 'D', '1. Thông tin chung'],
  ['clause-titled', 'L', '1. Công tác chỉ đạo'],
  ['point', 'D', 'đ) Phương án'],
  ['office', 'D', 'PHÓ CHỦ TỊCH'],
  ['signer', 'D', 'Nguyễn Thị Ánh Tuyết'],
  ['recipients-label', 'D', 'Nơi nhận:'],
  ['recipient', 'D', '- Như Điều 3;'],
  ['annex', 'D', 'Phụ lục I'],
  ['annex-title', 'D', 'DANH SÁCH CAMERA'],
  ['annex-reference', 'D', '(Kèm theo Quyết định số 05/QĐ-BQL'],
];

const papers = { D: sampleDecision(200), L: sampleLetter() };
const docx = { D: readDocx(await renderDocx(papers.D)), L: readDocx(await renderDocx(papers.L)) };
const pdf = { D: await readPdf(await renderPdf(papers.D)), L: await readPdf(await renderPdf(papers.L)) };
const lines = { D: linesOfPdf(pdf.D), L: linesOfPdf(pdf.L) };

function docxPart(paper: 'D' | 'L', text: string): DocxParagraph {
  return docx[paper].paragraphs.find((each) => each.text.startsWith(text)) ?? expect.fail(`no paragraph ${text}`);
}

function pdfPart(paper: 'D' | 'L', text: string): PdfLine {
  return lines[paper].find((each) => each.text.startsWith(text)) ?? expect.fail(`no line ${text}`);
}

/** Middle of a line, in points from the left edge. */
function middleOf(paper: 'D' | 'L', text: string): number {
  const { x, width } = pdfPart(paper, text);
  return x + width / 2;
}

/** The rule under a line of the decision, as a part of the line. */
function ruleUnder(text: string): number {
  const { page, y, width } = pdfPart('D', text);
  const found = pdf.D.rules.find(
    (rule) => rule.page === page && Math.abs(rule.x + rule.length / 2 - middleOf('D', text)) < 2 && rule.y > y && rule.y < y + 12,
  );
  return (found?.length ?? expect.fail(`no rule under ${text}`)) / width;
}

function matches(id: string, text: string): boolean {
  return new RegExp(ruleOf(id).pattern?.regex ?? '(?!)', 'u').test(text);
}

function pageOf(text: string): { width: number; height: number } {
  return pdf.D.pages[pdfPart('D', text).page - 1] ?? { width: 0, height: 0 };
}

function expectLetters(rule: PaperRule, text: string): void {
  const word = text.replace(/^Số: |^\d+\. /u, '');
  expect(word === word.toLocaleUpperCase('vi'), `capitals of ${text}`).toBe(rule.style?.capitals === true || rule.id === 'number');
}

test('every rule on letters is measured', () => {
  const styled = [...rules.values()].filter(({ style }) => style !== undefined).map(({ id }) => id);
  expect([...PARTS.map(([id]) => id), 'page-number'].sort()).toEqual(styled.sort());
});

describe.each(PARTS)('%s', (id, paper, start) => {
  const rule = ruleOf(id);

  it('has size, weight, slant and letters of its rule in DOCX', () => {
    const part = docxPart(paper, start);
    const { style } = rule;
    if (style === undefined) expect.fail('no style');
    for (const size of part.sizes) expect(size).toBeGreaterThanOrEqual(style.size.min);
    for (const size of part.sizes) expect(size).toBeLessThanOrEqual(style.size.max);
    expect([part.bold, part.italics, part.align]).toEqual([style.bold, style.italics, style.align]);
    expectLetters(rule, part.text);
  });

  it('has them in PDF, in the same size', () => {
    const part = pdfPart(paper, start);
    const { style } = rule;
    if (style === undefined) expect.fail('no style');
    expect(part.size).toBe(docxPart(paper, start).sizes[0]);
    const suffix = `${style.bold ? 'Bold' : ''}${style.italics ? 'Italic' : ''}`;
    expect(part.fonts).toEqual([`Tinos-${suffix === '' ? 'Regular' : suffix}`]);
    expectLetters(rule, part.text);
  });
});

describe('page', () => {
  it.each(['D', 'L'] as const)('has size and margins of the decree in DOCX (%s)', (paper) => {
    for (const { width, height, margins } of docx[paper].sections) {
      expectLength('page-width', Math.min(width, height));
      expectLength('page-height', Math.max(width, height));
      for (const side of ['top', 'bottom', 'left', 'right'] as const) expectLength(`margin-${side}`, margins[side]);
    }
  });

  it.each(['D', 'L'] as const)('has them in PDF: text begins at the margins and never leaves them (%s)', (paper) => {
    for (const { width, height } of pdf[paper].pages) {
      expectLength('page-width', Math.min(width, height));
      expectLength('page-height', Math.max(width, height));
    }
    const body = lines[paper].filter(({ y, page }) => y > 50 && y < (pdf[paper].pages[page - 1]?.height ?? 0) - 40);
    expect(body.length).toBeGreaterThan(20);
    for (const { x, width, page, y, text } of body) {
      const { width: whole = 0, height = 0 } = pdf[paper].pages[page - 1] ?? {};
      expect(x, text).toBeGreaterThanOrEqual(30 * MM - GRACE);
      expect(x + width, text).toBeLessThanOrEqual(whole - 15 * MM + GRACE);
      expect(y, text).toBeGreaterThanOrEqual(20 * MM);
      expect(y, text).toBeLessThanOrEqual(height - 20 * MM);
    }
    const justified = body.filter(({ x }) => Math.abs(x - 30 * MM) < GRACE);
    expectLength('margin-left', Math.min(...justified.map(({ x }) => x)));
  });

  it('names Times New Roman in DOCX and embeds Tinos, which has its widths, in PDF', () => {
    for (const paper of ['D', 'L'] as const) {
      expect(docx[paper].fonts).toEqual(['Times New Roman']);
      expect(new Set(pdf[paper].texts.map(({ font }) => font.split('-')[0]))).toEqual(new Set(['Tinos']));
    }
  });

  it('numbers pages from the second on in the middle of the upper margin, annexes anew', () => {
    const numbers = lines.D.filter(({ y }) => y < 20 * MM);
    const annexes = ['Phụ lục I', 'Phụ lục II'].map((text) => lines.D.find((line) => line.text === text)?.page ?? 0);
    const firsts = [1, ...annexes];
    expect(numbers.map(({ page }) => page)).toEqual(pdf.D.pages.map((_, index) => index + 1).filter((page) => !firsts.includes(page)));
    for (const { page, text, x, width, size } of numbers) {
      const first = firsts.findLast((each) => each <= page) ?? 1;
      expect(text).toBe(String(page - first + 1));
      const { width: whole = 0 } = pdf.D.pages[page - 1] ?? {};
      expect(x + width / 2).toBeCloseTo((30 * MM + whole - 15 * MM) / 2, 0);
      const { style } = ruleOf('page-number');
      expect(size).toBeGreaterThanOrEqual(style?.size.min ?? 99);
      expect(size).toBeLessThanOrEqual(style?.size.max ?? 0);
    }
    expect(docx.D.sections.map(({ titlePage, pageStart }) => [titlePage, pageStart])).toEqual([
      [true, 1],
      [false, undefined],
      [false, undefined],
      [true, 1],
      [true, 1],
    ]);
  });
});

describe('text', () => {
  it('is indented, spaced and set in lines as the decree says', () => {
    const body = docx.L.paragraphs.filter(({ align, text }) => align === 'justify' && text !== '');
    expect(body.length).toBeGreaterThan(5);
    for (const { firstLine, after, line } of body) {
      expectLength('first-line', firstLine);
      expectLength('paragraph-gap', after);
      expectLength('line-spacing', line);
    }
    const first = pdfPart('L', 'Thực hiện Chỉ thị số 23/CT-TTg');
    const second = lines.L[lines.L.indexOf(first) + 1] ?? expect.fail('no second line');
    expectLength('first-line', first.x - second.x);
    // single spacing of Times New Roman is 1.149 of its size
    expectLength('line-spacing', (second.y - first.y) / (first.size * 1.149));
  });

  it('centres both columns of the head and of the end', () => {
    expect(middleOf('D', 'Độc lập')).toBeCloseTo(middleOf('D', 'CỘNG HÒA'), 0);
    expect(middleOf('D', 'Quảng Ngãi, ngày')).toBeCloseTo(middleOf('D', 'CỘNG HÒA'), 0);
    expect(middleOf('D', 'Số: ')).toBeCloseTo(middleOf('D', 'CÔNG NGHIỆP QUẢNG NGÃI'), 0);
    expect(middleOf('D', 'Nguyễn Thị Ánh Tuyết')).toBeCloseTo(middleOf('D', 'PHÓ CHỦ TỊCH'), 0);
    expect(middleOf('D', 'QUYẾT ĐỊNH')).toBeCloseTo((30 * MM + 195 * MM) / 2, 0);
  });

  it('has rules as long as the motto, and a third to a half of issuer and abstract', () => {
    expectLength('motto-rule', ruleUnder('Độc lập - Tự do'));
    expectLength('issuer-rule', ruleUnder('CÔNG NGHIỆP QUẢNG NGÃI'));
    expectLength('abstract-rule', ruleUnder('Về việc phê duyệt'));
  });

  it('has the same rules in DOCX', () => {
    const ruled = docx.D.paragraphs.flatMap(({ rule }) => (rule === undefined ? [] : [rule]));
    const lengths = pdf.D.rules.filter(({ page, y }) => page === 1 && y < 240).map(({ length }) => length);
    const columns = [66 * MM, 99 * MM, 165 * MM];
    expect(ruled.map(({ left, right }, index) => (columns[index] ?? 0) - left - right)).toEqual(
      lengths.map((length) => expect.closeTo(length, 0)),
    );
    expect(ruled).toHaveLength(3);
  });

  it.each([
    ['order', 'D'],
    ['order', 'L'],
    ['order-right', 'D'],
  ] as const)('keeps the parts in the order of the decree: %s, %s', (id, paper) => {
    const found = (ruleOf(id).order ?? []).flatMap((part) => {
      const place = PARTS.find(([rule]) => rule === part)?.[2] ?? (part === 'text' ? '1. ' : '');
      const line = lines[paper].find(({ text }) => text.startsWith(part === 'text' ? '1. ' : place));
      return line === undefined ? [] : [line.page * 10_000 + line.y];
    });
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });

  it('writes number and day by their patterns', async () => {
    expect(matches('number-typed', pdfPart('D', 'Số: ').text.slice(4).trim())).toBe(true);
    expect(matches('number-letter', pdfPart('L', 'Số: ').text.slice(4).trim())).toBe(true);
    for (const day of ['2023-04-05', '2023-01-05', '2023-12-31', '2026-02-28', '2026-06-29', '2026-03-01']) {
      const letter = sampleLetter();
      const written = await readDocxLine({ ...letter, letterhead: { ...letter.letterhead, day } });
      expect(matches('day', written.replace(/^Quảng Ngãi, /u, '')), written).toBe(true);
    }
  });
});

async function readDocxLine(paper: Parameters<typeof renderDocx>[0]): Promise<string> {
  return readDocx(await renderDocx(paper)).paragraphs.find(({ text }) => text.startsWith('Quảng Ngãi, ngày'))?.text ?? '';
}

describe('tables', () => {
  it('repeat their head on every page, and lose no row, in PDF', () => {
    const heads = lines.D.filter(({ text }) => text.startsWith('(1)'));
    const pages = new Set(lines.D.filter(({ text }) => text.includes('Hệ thống thông tin số')).map(({ page }) => page));
    expect(pages.size).toBeGreaterThan(4);
    expect(heads.map(({ page }) => page)).toEqual([...pages]);
    const rows = pdf.D.texts.filter(({ text }) => /^Hệ thống thông tin số \d+$/u.test(text.trim())).length;
    expect(rows).toBe(200);
  });

  it('say so in DOCX', () => {
    const [, table] = docx.D.tables;
    expect(table).toEqual({ headRows: 2, rows: 202, unsplit: true });
  });

  it('are turned where they are wide, and turn back for the signature', () => {
    expect(docx.D.sections.map(({ width, height }) => width > height)).toEqual([false, true, false, false, true]);
    expect(pageOf('(1)').width).toBeGreaterThan(pageOf('(1)').height);
    expect(pageOf('PHÓ CHỦ TỊCH').width).toBeLessThan(pageOf('PHÓ CHỦ TỊCH').height);
  });
});
