import type { Actions, Authorisation, AuthorisationBody, AuthorisationList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id, Language } from '@ancam/core';
import { renderAuthorisationLetter } from '@ancam/documents';
import { createPlan } from '@ancam/scanner';
import type { Context } from '../../context.ts';
import { assertMayChange, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import * as store from './authorisations.store.ts';
import type { AuthorisationRow } from './authorisations.store.ts';

type State = 'valid' | 'not-yet' | 'expired' | 'revoked';

function stateOf(row: AuthorisationRow, day: string): State {
  if (row.revoked_at !== null) return 'revoked';
  if (row.valid_until < day) return 'expired';
  return row.valid_from > day ? 'not-yet' : 'valid';
}

function actionsOf(row: AuthorisationRow, actor: Actor, day: string): Actions {
  const state = stateOf(row, day);
  const mine = mayChange(actor, row);
  const told = (['scan', 'revoke'] as const).map((action) => {
    const permitted = mine && holds(actor, action === 'scan' ? 'scan.run' : 'authorisation.write');
    const over = action === 'scan' ? state !== 'valid' : state === 'revoked';
    return { action, reason: over ? state : permitted ? undefined : 'no-permission' };
  });
  return {
    state,
    may: told.filter(({ reason }) => reason === undefined).map(({ action }) => action),
    blockers: told.flatMap(({ action, reason }) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

function view(row: AuthorisationRow, actor: Actor, day: string): Authorisation {
  return {
    id: row.id,
    grantedBy: row.granted_by,
    grantedByTitle: row.granted_by_title,
    document: row.document,
    documentDate: row.document_date,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    targets: row.targets,
    excluded: row.excluded,
    ...(row.public_holder === null ? {} : { publicHolder: row.public_holder }),
    factoryPasswordTest: row.factory_password_test,
    note: row.note,
    createdAt: row.created_at,
    createdBy: row.created_by,
    revokedAt: row.revoked_at,
    actions: actionsOf(row, actor, day),
  };
}

async function getRow(work: Work, id: Id): Promise<AuthorisationRow> {
  const row = await store.findAuthorisation(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such authorisation', { place: id });
  return row;
}

export function list(context: Context, actor: Actor): Promise<AuthorisationList> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listAuthorisations(work.tx);
    noteRead(work, 'authorisation', rows);
    return { items: rows.map((row) => view(row, actor, dayOf(work.now))) };
  });
}

export function get(context: Context, actor: Actor, id: Id): Promise<Authorisation> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'authorisation', [row]);
    return view(row, actor, dayOf(work.now));
  });
}

/** Records an authorisation. Its targets are read as a scan would read them, so that a mistake shows here. */
export function create(context: Context, actor: Actor, body: AuthorisationBody): Promise<Authorisation> {
  if (body.validUntil < body.validFrom) {
    throw new AppError('input.invalid', 'the authorisation ends before it begins', { place: 'validUntil', fix: 'give a later date' });
  }
  createPlan({ targets: body.targets, exclude: body.excluded, publicHolder: body.publicHolder });
  return withActor(context, actor, async (work) => {
    const id = newId();
    await store.insertAuthorisation(work, id, body);
    const summary = `${body.document}, ${body.grantedBy}: ${body.targets.join(', ').slice(0, 500)}`;
    work.audit({ action: 'authorisation.recorded', object: `authorisation/${id}`, summary });
    return view(await getRow(work, id), actor, dayOf(work.now));
  });
}

/** Ends an authorisation now; scans under it can no longer be started. */
export function revoke(context: Context, actor: Actor, id: Id): Promise<Authorisation> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMayChange(actor, row);
    if (row.revoked_at !== null) throw new AppError('conflict', 'the authorisation has been ended already', { place: id });
    await store.setRevoked(work.tx, id, work.now);
    work.audit({ action: 'authorisation.revoked', object: `authorisation/${id}`, summary: row.document });
    return view({ ...row, revoked_at: work.now }, actor, dayOf(work.now));
  });
}

/** Left on paper for the hand of the clerk. */
const BLANK = '………………';

/** The letter for the head to sign, as PDF bytes. */
export async function letter(context: Context, actor: Actor, id: Id, language: Language): Promise<Uint8Array> {
  const { row, unit } = await withActor(context, actor, async (work) => {
    const found = await getRow(work, id);
    work.audit({ action: 'authorisation.letter', object: `authorisation/${id}`, summary: found.document });
    return { row: found, unit: await store.unitName(work.tx, actor.unitId) };
  });
  return renderAuthorisationLetter(
    {
      unit,
      place: BLANK,
      date: row.document_date,
      documentNumber: row.document,
      holder: row.created_by,
      targets: row.targets,
      excluded: row.excluded,
      period: { from: row.valid_from, until: row.valid_until },
      factoryPasswordTest: row.factory_password_test,
      contact: row.created_by,
      signerName: row.granted_by,
      ...(row.granted_by_title === '' ? {} : { signerTitle: row.granted_by_title }),
    },
    language,
  );
}

/** Throws unless scans may run under the authorisation today; gives what a scan needs of it. */
export async function getValid(work: Work, id: Id): Promise<AuthorisationRow> {
  const row = await store.findAuthorisation(work.tx, id);
  if (row === undefined) {
    throw new AppError('authorisation.missing', 'no such authorisation', {
      place: 'authorisationId',
      fix: 'record the authorisation first',
    });
  }
  const state = stateOf(row, dayOf(work.now));
  // what another unit was allowed to scan is no right of one who may only read it
  assertMayChange(work.actor, row);
  if (state !== 'valid') {
    throw new AppError('authorisation.expired', `the authorisation ${row.document} is not valid today: ${state}`, {
      place: row.document,
      state,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      fix: 'record a new authorisation',
    });
  }
  return row;
}
