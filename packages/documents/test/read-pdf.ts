import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** A piece of text on a page; points, from the upper left corner; `y` is the base line. */
export interface PdfText {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Name of the font without the prefix of its subset. */
  readonly font: string;
}

/** A line of the page: pieces on one base line, joined. */
export interface PdfLine extends PdfText {
  readonly fonts: readonly string[];
}

/** A thin horizontal line. */
export interface PdfRule {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

export interface PdfFile {
  /** Characters for which the font had no glyph, drawn as an empty box. */
  readonly boxes: number;
  readonly rules: readonly PdfRule[];
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  readonly texts: readonly PdfText[];
}

interface Item {
  readonly str: string;
  readonly width: number;
  readonly transform: readonly number[];
  readonly fontName: string;
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

/** What is drawn on a page besides its letters; loads the fonts with their names as well. */
async function drawingsOf(page: Page, number: number): Promise<{ rules: PdfRule[]; boxes: number }> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const rules: PdfRule[] = [];
  let boxes = 0;
  for (const [index, operator] of fnArray.entries()) {
    if (operator === OPS.showText) {
      const [glyphs] = argsArray[index] as [readonly (number | { originalCharCode: number })[]]; // glyphs and shifts between them
      boxes += glyphs.filter((glyph) => typeof glyph === 'object' && glyph.originalCharCode === 0).length;
    }
    if (operator === OPS.constructPath) {
      const [, , box] = argsArray[index] as [unknown, unknown, ArrayLike<number> | null]; // operator, path, its bounds
      const [left = 0, top = 0, right = 0, bottom = 0] = Array.from(box ?? []);
      if (Math.abs(bottom - top) < 0.1 && right > left) rules.push({ page: number, x: left, y: top, length: right - left });
    }
  }
  return { rules, boxes };
}

async function textsOf(page: Page, number: number, height: number): Promise<PdfText[]> {
  const { items } = await page.getTextContent();
  const texts: PdfText[] = [];
  // marked content is not asked for
  for (const item of items as readonly Item[]) {
    if (item.str === '' || (item.str.trim() === '' && item.width > 8)) continue;
    const font = (page.commonObjs.get(item.fontName) as { name: string }).name.replace(/^[A-Z]{6}\+/u, ''); // a font, by its name
    const [, , , size = 0, x = 0, y = 0] = item.transform;
    texts.push({ page: number, text: item.str, x, y: height - y, width: item.width, size, font });
  }
  return texts;
}

/** Reads a file back with a library that the renderer does not use. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFile> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const pages: { width: number; height: number }[] = [];
  const texts: PdfText[] = [];
  const rules: PdfRule[] = [];
  let boxes = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    pages.push({ width, height });
    const drawn = await drawingsOf(page, number);
    rules.push(...drawn.rules);
    boxes += drawn.boxes;
    texts.push(...(await textsOf(page, number, height)));
    page.cleanup();
  }
  await document.loadingTask.destroy();
  return { pages, texts, rules, boxes };
}

/** Lines in reading order: pieces on one base line that follow each other closely. */
export function linesOfPdf({ texts }: PdfFile): PdfLine[] {
  const lines: PdfLine[] = [];
  for (const piece of texts) {
    const last = lines.at(-1);
    const joined =
      last !== undefined &&
      last.page === piece.page &&
      Math.abs(last.y - piece.y) < 1 &&
      piece.x - (last.x + last.width) < 8 &&
      piece.x >= last.x;
    if (last === undefined || !joined) lines.push({ ...piece, fonts: [piece.font] });
    else {
      const fonts = piece.text.trim() === '' ? last.fonts : [...new Set([...last.fonts, piece.font])];
      lines[lines.length - 1] = { ...last, text: `${last.text}${piece.text}`, width: piece.x + piece.width - last.x, fonts };
    }
  }
  return lines.filter(({ text }) => text.trim() !== '');
}
