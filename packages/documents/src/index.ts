export { renderAssessmentDocx } from './assessment-docx.ts';
export { renderCsv } from './csv.ts';
export { hdfPieces } from './exchange/hdf.ts';
export type { ExchangeInput } from './exchange/input.ts';
export { ndjsonPieces } from './exchange/ndjson.ts';
export { nmapEnding, nmapHost, nmapOpening, nmapPieces } from './exchange/nmap-xml.ts';
export type { NmapContext } from './exchange/nmap-xml.ts';
export { sarifPieces } from './exchange/sarif.ts';
export type { CitedDocument, DossierPapers, FilledPaper, FormRegime, MissingField, PaperHead, SystemEntry } from './forms/data.ts';
export { decision12, form06, form07 } from './forms/decisions.ts';
export type { DecisionData } from './forms/decisions.ts';
export { directiveReport } from './forms/directive-report.ts';
export type { DirectiveReportData, GuidanceDocument } from './forms/directive-report.ts';
export { cameraAnnex, consolidatedReport } from './forms/figure-reports.ts';
export type { ConsolidationData, FigureReportData } from './forms/figure-reports.ts';
export { form04 } from './forms/form-04.ts';
export type { OpinionData } from './forms/form-04.ts';
export { form05 } from './forms/form-05.ts';
export type { SubmissionData } from './forms/form-05.ts';
export { form08 } from './forms/form-08.ts';
export type { Party08, Row08, YearlyReportData } from './forms/form-08.ts';
export { form01, form02, form03 } from './forms/requests.ts';
export type { AppraisalRequestData, RequestData } from './forms/requests.ts';
export type { DataFigure, DataTable } from './forms/tables.ts';
export { renderHtml } from './html/page.ts';
export { renderAuthorisationLetter } from './pdf/letter.ts';
export type { AuthorisationLetter } from './pdf/letter.ts';
export { renderAssessmentPdf } from './pdf/report.ts';
export { readActionPlan, writeActionPlan } from './oscal/action-plan.ts';
export { writeAssessmentResults } from './oscal/assessment-results.ts';
export { writeCheckResults } from './oscal/check-results.ts';
export type {
  OscalActions,
  OscalAssessment,
  OscalAssessmentRead,
  OscalFinding,
  OscalHead,
  OscalPlan,
  OscalRequirement,
  OscalResults,
  OscalSystem,
  OscalVerdict,
} from './oscal/data.ts';
export { readAssessmentResults } from './oscal/read-results.ts';
export { readSecurityPlan, writeSecurityPlan } from './oscal/security-plan.ts';
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
export { renderWorkbook } from './workbook.ts';
export type { WorkSheet } from './workbook.ts';
export { renderXlsx } from './xlsx.ts';
