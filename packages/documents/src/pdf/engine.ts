import { AppError } from '@ancam/core';
import type { Language } from '@ancam/core';
import type Pdfmake from 'pdfmake';
import type { Content, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { readFonts } from './fonts.ts';

const MM = 72 / 25.4;

/** A4 with the margins of ND 30/2020, annex I: 20 mm above and below, 30 mm left, 18 mm right; in points. */
export const PAGE = { left: 30 * MM, right: 18 * MM, top: 20 * MM, bottom: 20 * MM, width: 210 * MM - 48 * MM } as const;

const GREY = '#9aa3ad';

/** Thin grey grid for tables of figures. */
export const GRID: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => GREY,
  vLineColor: () => GREY,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
  paddingLeft: () => 4,
  paddingRight: () => 4,
};

/** Invisible table that only aligns. */
export const BARE: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
  paddingLeft: () => 0,
  paddingRight: () => 4,
};

interface PdfInput {
  readonly title: string;
  readonly author?: string;
  readonly date: string;
  readonly language: Language;
  readonly content: Content[];
  readonly footer?: Content;
  /** Factor of the font size; letters are set in single spacing to end on their first page. */
  readonly lineHeight?: number;
}

/**
 * The library keeps fonts and access rules in one object per process; they are the same for every document. The fonts are
 * given to it as bytes: a document can neither fetch an address nor open a file.
 */
async function loadPdfmake(): Promise<typeof Pdfmake> {
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  // the library's own store of files, which its types do not name on a server
  const { virtualfs } = pdfmake as typeof Pdfmake & { readonly virtualfs: { writeFileSync: (name: string, bytes: Buffer) => void } };
  for (const [style, bytes] of await readFonts()) virtualfs.writeFileSync(style, bytes);
  pdfmake.setFonts({ Tinos: { normal: 'normal', bold: 'bold', italics: 'italics', bolditalics: 'bolditalics' } });
  return pdfmake;
}

let loaded: Promise<typeof Pdfmake> | undefined;

function headerOf(currentPage: number): Content {
  if (currentPage === 1) return '';
  return { text: String(currentPage), alignment: 'center', fontSize: 13, margin: [PAGE.left, 10 * MM, PAGE.right, 0] };
}

/** Sets a document in the house layout. Dates inside the file come from `date`, so equal input gives equal pages. */
export async function makePdf(input: PdfInput): Promise<Uint8Array> {
  const created = new Date(input.date);
  const { footer } = input;
  const definition: TDocumentDefinitions = {
    content: input.content,
    pageSize: 'A4',
    pageMargins: [PAGE.left, PAGE.top, PAGE.right, PAGE.bottom],
    version: '1.7',
    language: input.language === 'vi' ? 'vi-VN' : 'en',
    displayTitle: true,
    info: { title: input.title, author: input.author, creator: 'AnCam', producer: 'AnCam', creationDate: created, modDate: created },
    defaultStyle: { font: 'Tinos', fontSize: 13, lineHeight: input.lineHeight ?? 1.1 },
    header: headerOf,
    ...(footer === undefined ? {} : { footer: () => footer }),
  };
  return printPdf(definition);
}

/** Prints a definition whose default style names Tinos. Throws `internal` where the library cannot. */
export async function printPdf(definition: TDocumentDefinitions): Promise<Uint8Array> {
  loaded ??= loadPdfmake();
  const pdfmake = await loaded;
  try {
    return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
  } catch (error) {
    throw new AppError('internal', 'the PDF could not be set', { place: 'documents' }, error);
  }
}
