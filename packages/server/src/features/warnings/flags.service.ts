import type { WarnedState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';
import { resolver, spellingsOfModels } from '../models/resolve.service.ts';
import type { Named } from '../models/resolve.service.ts';
import * as store from './flags.store.ts';
import type { FlaggedCamera, Flags, WarningInForce } from './flags.store.ts';
import { answerFor } from './match.ts';
import type { Device, Meant } from './match.ts';

export type { Flags } from './flags.store.ts';

function namedOf({ maker, maker_name, model }: FlaggedCamera): Named {
  return { makerKey: maker, makerName: maker_name, model };
}

/** The devices that a warning means, with the spellings of its models. */
export function meantBy(warning: WarningInForce, spellings: ReadonlyMap<Id, { key: string }[]>): Meant {
  return {
    makerId: warning.maker_id,
    modelIds: warning.model_ids,
    modelPatterns: warning.model_patterns,
    modelKeys: warning.model_ids.flatMap((id) => (spellings.get(id) ?? []).map(({ key }) => key)),
    revision: warning.revision,
    firmwareFrom: warning.firmware_from,
    firmwareTo: warning.firmware_to,
    firmwareToIncluded: warning.firmware_to_included,
  };
}

/** Devices of one maker, model, revision and firmware get one answer, however many there are. */
function kindOf({ maker, maker_name, model, hardware_revision, firmware }: FlaggedCamera): string {
  return JSON.stringify([maker, maker_name, model, hardware_revision, firmware]);
}

/**
 * Looks up maker, model and warnings of cameras and writes them. To be called in the transaction that writes a camera's maker, model,
 * revision or firmware, inside `countingCameras`; whoever cannot leaves `matched` false, and the next pass does it.
 */
export async function matchCameras(tx: Tx, ids: readonly Id[], day: string): Promise<void> {
  if (ids.length === 0) return;
  await store.writeFlags(tx, await flagsOf(tx, await store.listForFlags(tx, ids), day));
}

/** What names and warnings say of cameras, in their order. Whoever inserts cameras writes it with them, so that each is written once. */
export async function flagsOf(tx: Tx, cameras: readonly FlaggedCamera[], day: string): Promise<Flags[]> {
  const kinds = [...new Map(cameras.map((camera) => [kindOf(camera), camera])).values()];
  const resolve = await resolver(tx, kinds.map(namedOf));
  const resolved = kinds.map((camera) => ({ camera, ...resolve(namedOf(camera)) }));
  const warnings = await warningsInForce(tx, [...new Set(resolved.flatMap(({ maker }) => maker?.id ?? []))], day);
  // How a model is spelt decides about warnings alone.
  const modelIds = warnings.length === 0 ? [] : [...new Set(resolved.flatMap(({ modelId }) => modelId ?? []))];
  const spellings = await spellingsOfModels(tx, modelIds);
  const answers = new Map(
    resolved.map(({ camera, maker, modelId }) => {
      const device = {
        makerId: maker?.id ?? null,
        modelId: modelId ?? null,
        model: camera.model,
        spellings: (spellings.get(modelId ?? '') ?? []).map(({ alias }) => alias),
        revision: camera.hardware_revision,
        firmware: camera.firmware,
        grammar: maker?.grammar ?? null,
      };
      return [kindOf(camera), answerOf(device, warnings)];
    }),
  );
  return cameras.flatMap((camera) => {
    const answer = answers.get(kindOf(camera));
    return answer === undefined ? [] : [{ id: camera.id, home_id: camera.home_id, ...answer }];
  });
}

function answerOf(device: Device, warnings: readonly { warning: WarningInForce; meant: Meant }[]): Omit<Flags, 'id' | 'home_id'> {
  const found = warnings.map(({ warning, meant }) => ({ id: warning.id, answer: answerFor(device, meant) }));
  const those = (answer: WarnedState): Id[] => found.filter((each) => each.answer === answer).map(({ id }) => id);
  const certain = those('certain');
  const possible = those('possible');
  const warned: WarnedState = certain.length > 0 ? 'certain' : possible.length > 0 ? 'possible' : 'no';
  return { maker_id: device.makerId, model_id: device.modelId, warned, certain, possible };
}

/** Warnings of some makers in force on a day, each with the devices it means. */
export async function warningsInForce(tx: Tx, makerIds: readonly Id[], day: string): Promise<{ warning: WarningInForce; meant: Meant }[]> {
  const warnings = await store.listInForce(tx, makerIds, day);
  const spellings = await spellingsOfModels(tx, [...new Set(warnings.flatMap((each) => each.model_ids))]);
  return warnings.map((warning) => ({ warning, meant: meantBy(warning, spellings) }));
}
