import type { z } from 'zod';
import { Duty, LawDocuments, LawFacts } from './duty.ts';
import { LawPaperRules } from './paper.ts';
import {
  HolidayYear,
  LawAuthority,
  LawChecks,
  LawDossier,
  LawGates,
  LawIncidents,
  LawReminders,
  LawReports,
  LawTimeLimits,
} from './procedure.ts';
import { RequirementArea } from './requirement.ts';
import { LawForm, Workflow } from './workflow.ts';
import { CameraRule, CriteriaFile, LawOpenQuestions, LawQuestions, LawRegimes } from './worksheet.ts';

/** Files of the statute book: name of the schema, path below the knowledge folder, schema, whether the path is the id. */
export const LAW_KINDS: readonly (readonly [name: string, path: string, schema: z.ZodType, hasId: boolean])[] = [
  ['law-documents', 'law/documents', LawDocuments, false],
  ['law-open-questions', 'law/open-questions', LawOpenQuestions, false],
  ['law-regimes', 'law/regimes', LawRegimes, false],
  ['law-questions', 'law/questions', LawQuestions, false],
  ['law-criteria', 'law/criteria/([ab]-[1-5])', CriteriaFile, true],
  ['law-camera-rule', 'law/(camera-rule)', CameraRule, true],
  ['law-authority', 'law/authority', LawAuthority, false],
  ['law-time-limits', 'law/time-limits', LawTimeLimits, false],
  ['law-dossier', 'law/dossier', LawDossier, false],
  ['law-gates', 'law/gates', LawGates, false],
  ['law-checks', 'law/checks', LawChecks, false],
  ['law-incidents', 'law/incidents', LawIncidents, false],
  ['law-reports', 'law/reports', LawReports, false],
  ['law-reminders', 'law/reminders', LawReminders, false],
  ['law-paper-rules', 'law/paper-rules', LawPaperRules, false],
  ['law-holidays', 'law/holidays/(\\d{4})', HolidayYear, true],
  ['law-requirements', 'law/requirements/([a-z-]+)', RequirementArea, true],
  ['law-facts', 'law/facts', LawFacts, false],
  ['law-duty', 'law/duties/([DL]\\d+)', Duty, true],
  ['law-workflow', 'law/workflows/([a-z-]+)', Workflow, true],
  ['law-form', 'law/forms/(form-\\d\\d|decision-1-2)', LawForm, true],
];
