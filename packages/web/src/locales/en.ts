import base from './en/base.json' with { type: 'json' };
import checkResults from './en/check-results.json' with { type: 'json' };
import checks from './en/checks.json' with { type: 'json' };
import discovery from './en/discovery.json' with { type: 'json' };
import documents from './en/documents.json' with { type: 'json' };
import demo from './en/demo.json' with { type: 'json' };
import dossiers from './en/dossiers.json' with { type: 'json' };
import evidence from './en/evidence.json' with { type: 'json' };
import duties from './en/duties.json' with { type: 'json' };
import bulk from './en/bulk.json' with { type: 'json' };
import importTable from './en/import-table.json' with { type: 'json' };
import judgements from './en/judgements.json' with { type: 'json' };
import levels from './en/levels.json' with { type: 'json' };
import myWork from './en/my-work.json' with { type: 'json' };
import notices from './en/notices.json' with { type: 'json' };
import ownEmail from './en/own-email.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import places from './en/places.json' with { type: 'json' };
import plans from './en/plans.json' with { type: 'json' };
import probes from './en/probes.json' with { type: 'json' };
import proposals from './en/proposals.json' with { type: 'json' };
import registers from './en/registers.json' with { type: 'json' };
import reports from './en/reports.json' with { type: 'json' };
import schedules from './en/schedules.json' with { type: 'json' };
import search from './en/search.json' with { type: 'json' };
import systems from './en/systems.json' with { type: 'json' };
import toolFile from './en/tool-file.json' with { type: 'json' };
import units from './en/units.json' with { type: 'json' };
import views from './en/views.json' with { type: 'json' };

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
