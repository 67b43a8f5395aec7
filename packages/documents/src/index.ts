export { renderCsv } from './csv.ts';
export { renderHtml } from './html/page.ts';
export { renderAuthorisationLetter } from './pdf/letter.ts';
export type { AuthorisationLetter } from './pdf/letter.ts';
export { renderAssessmentPdf } from './pdf/report.ts';
export { renderDocx } from './paper/docx.ts';
export { renderPdf } from './paper/pdf.ts';
export type {
  Annex,
  AuthorityPrefix,
  Block,
  Column,
  DivisionUnit,
  Inline,
  Letterhead,
  Paper,
  PaperTable,
  PaperTitle,
  Run,
  Signature,
  SignatureLine,
} from './paper/paper.ts';
export { labels } from './texts.ts';
export { renderXlsx } from './xlsx.ts';
