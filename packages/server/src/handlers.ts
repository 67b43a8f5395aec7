import { accountHandlers } from './features/accounts/accounts.routes.ts';
import { assessmentHandlers } from './features/assessments/assessments.routes.ts';
import { auditHandlers } from './features/audit/audit.routes.ts';
import { authorisationHandlers } from './features/authorisations/authorisations.routes.ts';
import { bulkChangeHandlers } from './features/bulk-changes/bulk-changes.routes.ts';
import { cameraHandlers } from './features/cameras/cameras.routes.ts';
import { dashboardHandlers } from './features/dashboard/dashboard.routes.ts';
import { dossierHandlers } from './features/dossiers/dossiers.routes.ts';
import { dutyHandlers } from './features/duties/duties.routes.ts';
import { dutyEvidenceHandlers } from './features/duties/evidence.routes.ts';
import { checkHandlers } from './features/checks/checks.routes.ts';
import { documentHandlers } from './features/documents/documents.routes.ts';
import { evidenceHandlers } from './features/evidence/evidence.routes.ts';
import { figureHandlers } from './features/figures/figures.routes.ts';
import { findingHandlers } from './features/findings/findings.routes.ts';
import type { ImportContext } from './features/imports/import-context.ts';
import { importHandlers } from './features/imports/imports.routes.ts';
import { judgementHandlers } from './features/judgements/judgements.routes.ts';
import { knowledgeHandlers } from './features/knowledge/knowledge.routes.ts';
import { levelHandlers } from './features/levels/levels.routes.ts';
import { mailHandlers } from './features/mails/mails.routes.ts';
import { myWorkHandlers } from './features/my-work/my-work.routes.ts';
import { noticeHandlers } from './features/notices/notices.routes.ts';
import { probeHandlers } from './features/probes/probes.routes.ts';
import { operationHandlers } from './features/operation/operation.routes.ts';
import { planHandlers } from './features/plans/plans.routes.ts';
import { placeHandlers } from './features/places/places.routes.ts';
import { proposalHandlers } from './features/proposals/proposals.routes.ts';
import { reminderHandlers } from './features/reminders/reminders.routes.ts';
import { reorganisationHandlers } from './features/reorganisations/reorganisations.routes.ts';
import { reportHandlers } from './features/reports/reports.routes.ts';
import { recordHandlers } from './features/records/records.routes.ts';
import type { ScanContext } from './features/scans/scan-context.ts';
import { ownAccountHandlers } from './features/own-account/own-account.routes.ts';
import { scanHandlers } from './features/scans/scans.routes.ts';
import { scheduleHandlers } from './features/schedules/schedules.routes.ts';
import { savedViewHandlers } from './features/saved-views/saved-views.routes.ts';
import { searchHandlers } from './features/search/search.routes.ts';
import { sessionHandlers } from './features/sessions/sessions.routes.ts';
import { unitHandlers } from './features/units/units.routes.ts';
import { modelCheckHandlers } from './features/model-check/model-check.routes.ts';
import { modelHandlers } from './features/models/models.routes.ts';
import { systemHandlers } from './features/systems/systems.routes.ts';
import { warningHandlers } from './features/warnings/warnings.routes.ts';
import { Guards } from './features/sign-in/guards.ts';
import { signInHandlers } from './features/sign-in/sign-in.routes.ts';
import { signOnHandlers } from './features/sign-on/sign-on.routes.ts';
import type { Handlers } from './http/router.ts';

/** The handlers of all routes of the contract. */
export function createHandlers(context: ScanContext & ImportContext): Handlers {
  const guards = new Guards(context.clock);
  return {
    ...operationHandlers(context),
    ...sessionHandlers(context),
    ...signInHandlers(context, guards),
    ...signOnHandlers(context),
    ...ownAccountHandlers(context, guards),
    ...accountHandlers(context),
    ...authorisationHandlers(context),
    ...scanHandlers(context),
    ...scheduleHandlers(context),
    ...probeHandlers(context, guards),
    ...cameraHandlers(context),
    ...judgementHandlers(context),
    ...proposalHandlers(context),
    ...findingHandlers(context),
    ...assessmentHandlers(context),
    ...dashboardHandlers(context),
    ...myWorkHandlers(context),
    ...knowledgeHandlers(context),
    ...placeHandlers(context),
    ...planHandlers(context),
    ...checkHandlers(context),
    ...auditHandlers(context),
    ...importHandlers(context),
    ...unitHandlers(context),
    ...figureHandlers(context),
    ...reorganisationHandlers(context),
    ...modelHandlers(context),
    ...warningHandlers(context),
    ...systemHandlers(context),
    ...levelHandlers(context),
    ...dossierHandlers(context),
    ...modelCheckHandlers(context),
    ...recordHandlers(context),
    ...documentHandlers(context),
    ...evidenceHandlers(context),
    ...searchHandlers(context),
    ...savedViewHandlers(context),
    ...bulkChangeHandlers(context),
    ...reportHandlers(context),
    ...dutyHandlers(context),
    ...dutyEvidenceHandlers(context),
    ...noticeHandlers(context),
    ...reminderHandlers(context),
    ...mailHandlers(context),
  };
}
