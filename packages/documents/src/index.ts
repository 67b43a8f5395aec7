export { renderCsv } from './csv.ts';
export { renderHtml } from './html/page.ts';
export { renderAuthorisationLetter } from './pdf/letter.ts';
export type { AuthorisationLetter } from './pdf/letter.ts';
export { renderPdf } from './pdf/report.ts';
export { labels } from './texts.ts';
export { renderXlsx } from './xlsx.ts';
