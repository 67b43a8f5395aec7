import type { DossierDetail } from '@ancam/contract';
import type { Work } from '../../db/actor.ts';
import { statuteBook } from '../../law.ts';
import { readClocks } from './clocks.ts';
import { levelOfRow, operationLacks, regimeOfRow } from './conditions.ts';
import * as store from './dossiers.store.ts';
import { viewAuthority, viewBody, viewComment, viewEvent, viewParties, viewPath, viewRow, viewSubmission } from './dossiers.view.ts';
import { authorityOf } from './parties.service.ts';
import { formsOf, issuerOf, missingOn } from './forms.ts';
import { actionsOf } from './may.ts';
import { lacksOf, today } from './reading.service.ts';
import type { Reading } from './reading.service.ts';
import { dossierFlow, stepsFor } from './steps.ts';

/** The check that the assessment before operation is taken from. */
function viewCheck({ check }: Reading): DossierDetail['preOperationCheck'] {
  if (check === undefined) return null;
  const { id, on, passed, open } = check;
  return { id, on, passed, open };
}

/** What holds the system back from going into operation, for whoever sees it. */
function operationOf({ row, system, plan }: Reading, day: string): DossierDetail['operation'] {
  if (system === undefined) return [];
  const lacks = operationLacks(statuteBook(), row, plan?.deployedOn ?? null, day);
  return lacks.map(({ condition, text, clause }) => ({ because: 'condition', what: condition, text, clause }));
}

/** A dossier as its page shows it. */
export async function detailOf(work: Work, reading: Reading): Promise<DossierDetail> {
  const { row, names, events, submissions, parts, bylaw } = reading;
  const { actor } = work;
  const day = today(work);
  const law = statuteBook();
  const { reading: authority } = await authorityOf(work, {
    stewardId: row.steward_id,
    homeId: row.home_id,
    level: levelOfRow(row),
    regime: regimeOfRow(row),
    asOf: row.approved_on ?? row.state_since,
    domain: row.domain,
    ownerNamed: row.owner_paper !== '',
  });
  const issuer = issuerOf(reading);
  const steps = stepsFor(row, actor, events, lacksOf(reading, day), issuer);
  const state = dossierFlow().states.find(({ id }) => id === row.state);
  return {
    ...viewRow(row, day),
    ...viewBody(row),
    unit: names.get(row.steward_id) ?? row.unit,
    tone: state?.tone ?? 'open',
    systemState: reading.system?.state ?? '',
    catalogueHash: row.catalogue_hash,
    catalogueChanged: row.catalogue_hash !== law.data.catalogueHash,
    levelChanged: !reading.levelConfirmed,
    bylaw: bylaw === undefined ? null : { id: bylaw.id, title: bylaw.title, issuedOn: bylaw.issuedOn },
    decisionIssuer: row.decision_issuer,
    otherIssuer: row.decision_issuer !== '' && issuer !== undefined && row.decision_issuer !== issuer,
    planDeployedOn: reading.plan?.deployedOn ?? null,
    preOperationOn: row.pre_operation_on,
    preOperationCheck: viewCheck(reading),
    parties: viewParties(reading, actor, authority.approves),
    authority: viewAuthority(law, row, authority),
    path: viewPath(row, events),
    steps,
    operation: operationOf(reading, day),
    clocks: readClocks(row, events, day),
    parts: [...parts],
    events: events.map(viewEvent),
    forms: formsOf(row.level).map((form) => ({ ...form, missing: missingOn(form.id, reading) })),
    submissions: submissions.map(viewSubmission),
    comments: (await store.listComments(work.tx, row.id)).map(viewComment),
    actions: actionsOf(row, actor, steps, state?.editable === true),
  };
}
