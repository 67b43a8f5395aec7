import type { CertificateBody, CertificateStatusBody, ModelDetail } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { assertKeeper } from './keeper.ts';
import { getModel } from './models.service.ts';
import * as store from './models.store.ts';

/** Records a certificate; it is valid until its history says otherwise. */
export async function addCertificate(context: Context, actor: Actor, modelId: Id, body: CertificateBody): Promise<ModelDetail> {
  if (body.expiresOn !== null && body.expiresOn < body.issuedOn) {
    throw new AppError('input.invalid', 'the certificate expires before it was issued', { place: 'expiresOn', fix: 'give a later date' });
  }
  await withActor(context, actor, async (work) => {
    await assertKeeper(work);
    if ((await store.findModel(work.tx, modelId)) === undefined) throw new AppError('not-found', 'no such model', { place: modelId });
    const id = newId();
    await store.insertCertificate(work, id, modelId, body);
    await store.insertCertificateEvent(work, id, { status: 'valid', from: body.issuedOn, document: body.number, reason: '' });
    work.audit({ action: 'certificate.added', object: `certificate/${id}`, summary: `${body.number}, ${body.body}` });
  });
  return getModel(context, actor, modelId);
}

/** Adds to the history of a certificate; what stands there stays. */
export function changeStatus(context: Context, actor: Actor, id: Id, body: CertificateStatusBody): Promise<{ done: true }> {
  return withActor(context, actor, async (work) => {
    await assertKeeper(work);
    const row = await store.findCertificate(work.tx, id);
    if (row === undefined) throw new AppError('not-found', 'no such certificate', { place: id });
    if (body.from < row.issued_on) {
      throw new AppError('input.invalid', 'the status begins before the certificate was issued', {
        place: 'from',
        fix: 'give a later date',
      });
    }
    await store.insertCertificateEvent(work, id, body);
    work.audit({ action: `certificate.${body.status}`, object: `certificate/${id}`, summary: `${row.number}: ${body.document}` });
    return { done: true };
  });
}
