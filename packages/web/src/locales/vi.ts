import base from './vi/base.json' with { type: 'json' };
import checkResults from './vi/check-results.json' with { type: 'json' };
import checks from './vi/checks.json' with { type: 'json' };
import discovery from './vi/discovery.json' with { type: 'json' };
import documents from './vi/documents.json' with { type: 'json' };
import demo from './vi/demo.json' with { type: 'json' };
import dossiers from './vi/dossiers.json' with { type: 'json' };
import evidence from './vi/evidence.json' with { type: 'json' };
import duties from './vi/duties.json' with { type: 'json' };
import bulk from './vi/bulk.json' with { type: 'json' };
import importTable from './vi/import-table.json' with { type: 'json' };
import judgements from './vi/judgements.json' with { type: 'json' };
import levels from './vi/levels.json' with { type: 'json' };
import myWork from './vi/my-work.json' with { type: 'json' };
import notices from './vi/notices.json' with { type: 'json' };
import ownEmail from './vi/own-email.json' with { type: 'json' };
import people from './vi/people.json' with { type: 'json' };
import places from './vi/places.json' with { type: 'json' };
import plans from './vi/plans.json' with { type: 'json' };
import probes from './vi/probes.json' with { type: 'json' };
import proposals from './vi/proposals.json' with { type: 'json' };
import registers from './vi/registers.json' with { type: 'json' };
import reports from './vi/reports.json' with { type: 'json' };
import schedules from './vi/schedules.json' with { type: 'json' };
import search from './vi/search.json' with { type: 'json' };
import systems from './vi/systems.json' with { type: 'json' };
import toolFile from './vi/tool-file.json' with { type: 'json' };
import units from './vi/units.json' with { type: 'json' };
import views from './vi/views.json' with { type: 'json' };

/** All texts of the pages in this language; each feature brings a file of its own. */
export const catalogue = {
  ...base,
  ...duties,
  ...checkResults,
  ...checks,
  ...discovery,
  ...documents,
  ...demo,
  ...dossiers,
  ...evidence,
  ...judgements,
  ...levels,
  ...myWork,
  ...ownEmail,
  ...people,
  ...importTable,
  ...places,
  ...plans,
  ...probes,
  ...proposals,
  ...registers,
  ...reports,
  ...schedules,
  ...search,
  ...systems,
  ...toolFile,
  ...units,
  ...bulk,
  ...views,
  ...notices,
};
