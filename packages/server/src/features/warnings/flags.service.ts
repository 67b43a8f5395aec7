import type { WarnedState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';
import { resolver, spellingsOfModels } from '../models/resolve.service.ts';
import type { Named } from '../models/resolve.service.ts';
import * as store from './flags.store.ts';
import type { FlaggedCamera, Flags, WarningInForce } from './flags.store.ts';
import { answerFor } from './match.ts';
import type { Meant } from './match.ts';

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
  const cameras = await store.listForFlags(tx, ids);
  const resolve = await resolver(tx, cameras.map(namedOf));
  const resolved = new Map(cameras.map((camera) => [camera.id, resolve(namedOf(camera))]));
  const makerIds = [...new Set([...resolved.values()].flatMap(({ maker }) => maker?.id ?? []))];
  const warnings = await warningsInForce(tx, makerIds, day);
  const spellings = await spellingsOfModels(tx, [...new Set([...resolved.values()].flatMap(({ modelId }) => modelId ?? []))]);
  const answers = new Map<string, Omit<Flags, 'id'>>();
  const flags = cameras.map((camera) => {
    const kind = kindOf(camera);
    const { maker, modelId } = resolved.get(camera.id) ?? {};
    const known = answers.get(kind);
    if (known !== undefined) return { id: camera.id, ...known };
    const device = {
      makerId: maker?.id ?? null,
      modelId: modelId ?? null,
      model: camera.model,
      spellings: (spellings.get(modelId ?? '') ?? []).map(({ alias }) => alias),
      revision: camera.hardware_revision,
      firmware: camera.firmware,
      grammar: maker?.grammar ?? null,
    };
    const found = warnings.map(({ warning, meant }) => ({ id: warning.id, answer: answerFor(device, meant) }));
    const those = (answer: WarnedState): Id[] => found.filter((each) => each.answer === answer).map(({ id }) => id);
    const certain = those('certain');
    const possible = those('possible');
    const warned: WarnedState = certain.length > 0 ? 'certain' : possible.length > 0 ? 'possible' : 'no';
    const answer = { maker_id: device.makerId, model_id: device.modelId, warned, certain, possible };
    answers.set(kind, answer);
    return { id: camera.id, ...answer };
  });
  await store.writeFlags(tx, flags);
}

/** Warnings of some makers in force on a day, each with the devices it means. */
export async function warningsInForce(tx: Tx, makerIds: readonly Id[], day: string): Promise<{ warning: WarningInForce; meant: Meant }[]> {
  const warnings = await store.listInForce(tx, makerIds, day);
  const spellings = await spellingsOfModels(tx, [...new Set(warnings.flatMap((each) => each.model_ids))]);
  return warnings.map((warning) => ({ warning, meant: meantBy(warning, spellings) }));
}
