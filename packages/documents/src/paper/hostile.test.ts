import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it, test, vi } from 'vitest';
import { EMPTY_DECISION, FULL_DECISION, FULL_OPINION, FULL_REQUEST, fullYearlyReport } from '../../test/forms.ts';
import { linesOf } from '../../test/read-paper.ts';
import { sampleLetter } from '../../test/papers.ts';
import { readDocx } from '../../test/read-docx.ts';
import { linesOfPdf, readPdf } from '../../test/read-pdf.ts';
import { form01, form04, form06, form08, renderDocx, renderPdf } from '../index.ts';
import type { Paper } from '../index.ts';
import { printPdf } from '../pdf/engine.ts';

vi.setConfig({ testTimeout: 120_000 });

const LETTERS = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz0123456789';

const HOSTILE = {
  'XML and markup': '</w:t></w:r><script>alert("1")</script> & &amp; <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> ]]>',
  'control characters': 'một\u0000hai\u0007ba\u001Bbốn\u007F\u0085',
  'lone surrogates and what no character is': 'đầu\uD800giữa\uDC00cuối\uFFFE\uFFFF',
  'direction overrides': 'an\u202Etoàn\u2066txt.exe\u2069 \u200Fשלום',
  'foreign letters': '网络 ภาษาไทย 🎥 中文',
  'decomposed letters': 'Quảng Ngãi'.normalize('NFD'),
  'ten thousand letters': 'x'.repeat(10_000),
  'ten thousand words': 'hệ thống '.repeat(1_250),
  'line breaks': 'một\r\nhai\rba\u2028bốn\n\n\n\nnăm',
  nothing: '',
  'spaces only': ' \t\u00A0 ',
} as const;

/** A letter that carries the text wherever a text can stand. */
function everywhere(text: string): Paper {
  const letter = sampleLetter();
  return {
    ...letter,
    name: text,
    letterhead: { superior: text, body: text, number: text, symbol: text, place: text, day: '2026-01-05' },
    title: { kind: 'named', type: text, abstract: text },
    addressees: [text, text],
    competence: text,
    grounds: [text],
    formula: text,
    body: [
      { kind: 'division', unit: 'Phần', title: text },
      { kind: 'heading', text },
      { kind: 'article', title: text },
      { kind: 'clause', title: text, text },
      { kind: 'point', text },
      {
        kind: 'item',
        text: [
          { text, bold: true },
          { text, italics: true },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: text, weight: 1 },
          { title: 'B', weight: 9 },
        ],
        rows: [[text, text]],
      },
    ],
    signature: { lines: [{ prefix: 'TL.', text }], name: text },
    recipients: [text, text],
    annexes: [{ title: text, blocks: [] }],
    smallPrint: text.slice(0, 200),
  };
}

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  it('leave a DOCX whose every part is well-formed XML without foreign parts', async () => {
    const { xml, parts } = readDocx(await renderDocx(everywhere(text)));
    for (const [name, content] of Object.entries(xml)) {
      expect(XMLValidator.validate(content), name).toBe(true);
      // oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids
      expect(content, name).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/u);
    }
    expect(parts.filter((name) => !/^(?:word|docProps|_rels|customXml|\[Content_Types\])/u.test(name))).toEqual([]);
    expect(Object.values(xml).join('')).not.toMatch(/TargetMode="External"|<!DOCTYPE|<!ENTITY/u);
  });

  it('leave a PDF without an empty box, and inside its page', async () => {
    const file = await readPdf(await renderPdf(everywhere(text)));
    expect(file.boxes).toBe(0);
    for (const { x, width, page, text: piece } of file.texts) {
      expect(x, piece).toBeGreaterThan(80);
      expect(x + width, piece).toBeLessThan((file.pages[page - 1]?.width ?? 0) - 30);
    }
  });
});

test('an empty box is seen where there is one', async () => {
  const bytes = await printPdf({ content: '网', defaultStyle: { font: 'Tinos' } });
  expect((await readPdf(bytes)).boxes).toBe(1);
});

test('every Vietnamese letter is drawn and read back, in all four styles', async () => {
  const both = [LETTERS, LETTERS.toLocaleUpperCase('vi')].flatMap((letters) => letters.match(/.{1,40}/gsu) ?? []);
  const styles = [false, true].flatMap((bold) => [false, true].map((italics) => ({ bold, italics })));
  const paper: Paper = {
    ...sampleLetter(),
    body: styles.flatMap((style) => both.map((text) => ({ kind: 'item', text: [{ text, ...style }] }) as const)),
  };
  const file = await readPdf(await renderPdf(paper));
  const found = linesOfPdf(file).map(({ text, fonts }) => `${fonts.at(-1)} ${text.replace(/^- |\.\/\.$/gu, '')}`);
  for (const [name, letters] of ['Regular', 'Italic', 'Bold', 'BoldItalic'].flatMap((style) =>
    both.map((text) => [style, text] as const),
  )) {
    expect(
      found.some((line) => line.startsWith(`Tinos-${name} `) && line.includes(letters)),
      `${name} ${letters}`,
    ).toBe(true);
  }
  expect(file.boxes).toBe(0);
});

test('long names wrap inside their column and lose no letter', async () => {
  const name = 'Trung tâm Giám sát, điều hành thông minh và An ninh mạng trực thuộc Sở Khoa học và Công nghệ tỉnh Quảng Ngãi '
    .repeat(3)
    .trim();
  const letter = sampleLetter();
  const file = await readPdf(await renderPdf({ ...letter, letterhead: { ...letter.letterhead, body: name } }));
  const column = linesOfPdf(file).filter(
    ({ fonts, size, x, page, y }) => page === 1 && fonts[0] === 'Tinos-Bold' && size === 13 && x < 260 && y < 400,
  );
  expect(column.length).toBeGreaterThan(5);
  for (const { x, width } of column) expect(x + width).toBeLessThan(275);
  const whole = column.map(({ text }) => text.trim()).join(' ');
  expect(whole).toBe(name.toLocaleUpperCase('vi'));
});

test('ten thousand letters are all there', async () => {
  const file = await readPdf(await renderPdf({ ...sampleLetter(), body: [{ kind: 'paragraph', text: HOSTILE['ten thousand letters'] }] }));
  expect(
    file.texts
      .map(({ text }) => text)
      .join('')
      .match(/x/gu),
  ).toHaveLength(10_000);
});

test('empty lists say that there is nothing, and an empty form is still a paper', async () => {
  expect(linesOf(form08({ ...fullYearlyReport(0) }).paper).join('\n')).toContain('Không có');
  expect(linesOf(form01({ ...FULL_REQUEST, systems: [] }).paper).join('\n')).toContain('1. Tên hệ thống thông tin: ………');
  expect(linesOf(form04({ ...FULL_OPINION, partners: [], faults: [] }).paper).join('\n')).toContain('Đơn vị phối hợp: không có.');
  expect((await readPdf(await renderPdf(form06(EMPTY_DECISION).paper))).boxes).toBe(0);
});

test('hostile values of a form stay text', async () => {
  const system = { ...FULL_DECISION.system, name: HOSTILE['XML and markup'] };
  const { paragraphs } = readDocx(await renderDocx(form06({ ...FULL_DECISION, system }).paper));
  expect(paragraphs.some(({ text }) => text.includes('<script>alert("1")</script> & &amp;'))).toBe(true);
});
