import { accountRoutes } from './routes/accounts.ts';
import { authorisationRoutes } from './routes/authorisations.ts';
import { bulkChangeRoutes } from './routes/bulk-changes.ts';
import { cameraRoutes } from './routes/cameras.ts';
import { dutyRoutes } from './routes/duties.ts';
import { dutyEvidenceRoutes } from './routes/duty-evidence.ts';
import { importRoutes } from './routes/imports.ts';
import { dossierRoutes } from './routes/dossiers.ts';
import { checkRoutes } from './routes/checks.ts';
import { documentRoutes } from './routes/documents.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { figureRoutes } from './routes/figures.ts';
import { judgementRoutes } from './routes/judgements.ts';
import { levelRoutes } from './routes/levels.ts';
import { knowledgeRoutes } from './routes/knowledge.ts';
import { myWorkRoutes } from './routes/my-work.ts';
import { noticeRoutes } from './routes/notices.ts';
import { operationRoutes } from './routes/operation.ts';
import { planRoutes } from './routes/plans.ts';
import { placeRoutes } from './routes/places.ts';
import { modelRoutes } from './routes/models.ts';
import { probeRoutes } from './routes/probes.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { registerRoutes } from './routes/registers.ts';
import { ownAccountRoutes } from './routes/own-account.ts';
import { savedViewRoutes } from './routes/saved-views.ts';
import { scanRoutes } from './routes/scans.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { reorganisationRoutes } from './routes/reorganisations.ts';
import { reportRoutes } from './routes/reports.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { unitRoutes } from './routes/units.ts';
import { urgingRoutes } from './routes/urging.ts';
import { checkResultRoutes } from './routes/check-results.ts';
import { systemCheckRoutes } from './routes/system-checks.ts';
import { systemRoutes } from './routes/systems.ts';
import { warningRoutes } from './routes/warnings.ts';

/** The whole HTTP API: router, permission check, OpenAPI document and typed client come from this table. */
export const api = {
  ...operationRoutes,
  ...sessionRoutes,
  ...ownAccountRoutes,
  ...accountRoutes,
  ...authorisationRoutes,
  ...scanRoutes,
  ...scheduleRoutes,
  ...probeRoutes,
  ...cameraRoutes,
  ...judgementRoutes,
  ...proposalRoutes,
  ...knowledgeRoutes,
  ...planRoutes,
  ...checkRoutes,
  ...systemCheckRoutes,
  ...checkResultRoutes,
  ...placeRoutes,
  ...importRoutes,
  ...unitRoutes,
  ...figureRoutes,
  ...reorganisationRoutes,
  ...modelRoutes,
  ...warningRoutes,
  ...registerRoutes,
  ...documentRoutes,
  ...searchRoutes,
  ...systemRoutes,
  ...levelRoutes,
  ...dossierRoutes,
  ...myWorkRoutes,
  ...evidenceRoutes,
  ...savedViewRoutes,
  ...bulkChangeRoutes,
  ...reportRoutes,
  ...dutyRoutes,
  ...dutyEvidenceRoutes,
  ...noticeRoutes,
  ...urgingRoutes,
} as const;
