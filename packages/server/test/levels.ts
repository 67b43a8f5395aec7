import { api } from '@ancam/contract';
import type { LevelBody, LevelSheet, SystemBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sampleOf } from './access/sample.ts';
import type { Browser } from './app.ts';

/** Registers a system; what is not given is the smallest that the form takes. */
export async function addSystem(browser: Browser, change: Partial<SystemBody> & { readonly name: string }): Promise<Id> {
  const sample = { ...sampleOf(api.addSystem.body), purpose: 'Văn phòng', scope: 'Trụ sở' };
  return (await browser.call(api.addSystem, { body: { ...sample, ...change } as SystemBody })).id; // the sample has what the form asks for
}

/** Fills the worksheet of a system in from the register, with further answers, and keeps it as a draft. */
export async function saveLevel(browser: Browser, id: Id, change: Partial<LevelBody> = {}): Promise<LevelSheet> {
  const { fresh } = await browser.call(api.getSystemLevel, { params: { id } });
  return browser.call(api.saveSystemLevel, {
    params: { id },
    body: { ...fresh, ...change, answers: { ...fresh.answers, ...change.answers } },
  });
}

/** A level that one proposes and another confirms. */
export async function determineLevel(
  proposer: Browser,
  confirmer: Browser,
  system: Id,
  change: Partial<LevelBody> = {},
): Promise<LevelSheet> {
  const params = { id: (await saveLevel(proposer, system, change)).open?.id ?? '' };
  await proposer.call(api.stepLevel, { params, body: { action: 'propose' } });
  return confirmer.call(api.decideLevel, { params, body: { action: 'confirm' } });
}
