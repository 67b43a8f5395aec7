import type { ScanBody } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { AuthorisationNote, Id, ScanPlan } from '@ancam/core';
import { assertAddresses, coverageOf, createPlan } from '@ancam/scanner';
import type { Work } from '../../db/actor.ts';
import * as authorisations from '../authorisations/authorisations.service.ts';
import { testDeviceAddresses } from '../cameras/test-devices.service.ts';
import { siteOfProbes } from '../probes/usable.service.ts';
import { assertOwnSite } from '../systems/places.service.ts';
import { triedLately } from './attempts.service.ts';
import { assertWithin } from './coverage.ts';

/** A scan that may run: its plan, where, and by which paper. */
export interface Planned {
  readonly plan: ScanPlan;
  readonly siteId: Id | null;
  readonly note: AuthorisationNote;
}

/** Where the scan runs: the site it names, or that of its probes. What only one machine can hold to is refused of probes. */
async function siteOf(work: Work, body: ScanBody): Promise<Id | null> {
  await assertOwnSite(work, body.siteId);
  if (body.probes.length === 0) return body.siteId;
  if (body.factoryPasswordTest || body.lockoutTest) {
    throw new AppError('input.invalid', 'a block that goes from one probe to another would have its log-in attempts made twice', {
      place: body.factoryPasswordTest ? 'factoryPasswordTest' : 'lockoutTest',
      fix: 'test log-in from a server or with `ancam scan` in that network',
    });
  }
  if (body.interfaces.length > 0) {
    throw new AppError('input.invalid', 'interfaces are those of this server', { place: 'interfaces', fix: 'name none' });
  }
  return siteOfProbes(work, body.probes, body.siteId);
}

/** The cameras among the targets that somebody set apart for tests. Throws where there is none. */
async function testDevices(work: Work, targets: readonly string[]): Promise<string[]> {
  const covers = coverageOf(targets, []);
  const devices = (await testDeviceAddresses(work)).filter((address) => covers(address));
  if (devices.length === 0) {
    throw new AppError('conflict', 'no camera among the targets is marked as a test device', {
      place: 'lockoutTest',
      reason: 'no-test-device',
      fix: 'mark one on its page first',
    });
  }
  return devices.slice(0, 64);
}

/** Makes the plan of a scan within what its authorisation allows; what the authorisation excludes is excluded always. */
export async function planWithin(work: Work, body: ScanBody): Promise<Planned> {
  const siteId = await siteOf(work, body);
  const row = await authorisations.getValid(work, body.authorisationId);
  if ((body.factoryPasswordTest || body.lockoutTest) && !row.factory_password_test) {
    throw new AppError('authorisation.missing', `the authorisation ${row.document} does not allow log-in attempts`, {
      place: body.factoryPasswordTest ? 'factoryPasswordTest' : 'lockoutTest',
      document: row.document,
      fix: 'switch the test off, or record an authorisation that allows it',
    });
  }
  const targets = body.targets.length === 0 ? row.targets : body.targets;
  const plan = createPlan({
    targets,
    exclude: [...new Set([...row.excluded, ...body.excluded])],
    ports: body.ports === '' ? undefined : body.ports,
    interfaces: body.interfaces,
    profile: body.profile,
    limits: body.limits,
    factoryPasswordTest: body.factoryPasswordTest,
    triedLately: body.factoryPasswordTest ? await triedLately(work) : undefined,
    lockoutTest: body.lockoutTest ? await testDevices(work, targets) : undefined,
    publicHolder: row.public_holder ?? undefined,
  });
  if (body.probes.length > 0) assertAddresses(plan);
  assertWithin(targets, row.targets, row.document);
  const { granted_by: grantedBy, document, valid_until: validUntil } = row;
  return { plan, siteId, note: { grantedBy, document, validUntil, factoryPasswordTest: row.factory_password_test } };
}
