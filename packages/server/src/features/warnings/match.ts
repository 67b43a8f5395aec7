import type { Id } from '@ancam/core';
import type { WarnedState } from '@ancam/contract';
import { FirmwareGrammar, compareFirmware, modelKey, modelMatches, nameKey } from '@ancam/rules';

/** A device as far as it is known; null or empty: not known. */
export interface Device {
  readonly makerId: Id | null;
  readonly modelId: Id | null;
  readonly model: string | null;
  /** Other spellings of its model. */
  readonly spellings: readonly string[];
  readonly revision: string;
  readonly firmware: string | null;
  readonly grammar: string | null;
}

/** The devices a warning means. */
export interface Meant {
  readonly makerId: Id;
  readonly modelIds: readonly Id[];
  readonly modelPatterns: readonly string[];
  /** Keys of all spellings of the models. */
  readonly modelKeys: readonly string[];
  readonly revision: string;
  readonly firmwareFrom: string;
  readonly firmwareTo: string;
  readonly firmwareToIncluded: boolean;
}

/** Shorter beginnings of a model name tell nothing. */
const TELLING = 5;

function weakest(...answers: readonly WarnedState[]): WarnedState {
  if (answers.includes('no')) return 'no';
  return answers.includes('possible') ? 'possible' : 'certain';
}

/** Whether a model is meant. A name cut short, or with more behind it than the warning writes, is possible. */
export function modelAnswer(device: Pick<Device, 'modelId' | 'model' | 'spellings'>, meant: Meant): WarnedState {
  if (meant.modelIds.length === 0 && meant.modelPatterns.length === 0) return 'certain';
  if (device.modelId !== null && meant.modelIds.includes(device.modelId)) return 'certain';
  const names = [...new Set([device.model ?? '', ...device.spellings])].filter((name) => name !== '');
  if (meant.modelPatterns.some((pattern) => names.some((name) => modelMatches(pattern, name)))) return 'certain';
  if (names.length === 0) return 'possible';
  // What resolves to a model of its own is known not to be another one.
  if (device.modelId !== null) return 'no';
  const key = modelKey(device.model ?? '');
  const near = meant.modelKeys.some(
    (other) => Math.min(key.length, other.length) >= TELLING && (key.startsWith(other) || other.startsWith(key)),
  );
  return near ? 'possible' : 'no';
}

function revisionAnswer(device: Device, meant: Meant): WarnedState {
  if (meant.revision === '') return 'certain';
  if (device.revision === '') return 'possible';
  return nameKey(device.revision) === nameKey(meant.revision) ? 'certain' : 'no';
}

/** Where a version lies against a bound; undefined: not comparable. */
export function orderOf(grammar: string | null, version: string, bound: string): -1 | 0 | 1 | undefined {
  const known = FirmwareGrammar.safeParse(grammar);
  if (known.success) return compareFirmware(known.data, version, bound);
  // Without a grammar only the same text is the same version.
  return nameKey(version) === nameKey(bound) ? 0 : undefined;
}

/** Whether a firmware lies in a range: from and to, each side open where empty. */
export function firmwareAnswer(
  grammar: string | null,
  firmware: string | null,
  range: Pick<Meant, 'firmwareFrom' | 'firmwareTo' | 'firmwareToIncluded'>,
): WarnedState {
  const { firmwareFrom, firmwareTo, firmwareToIncluded } = range;
  if (firmwareFrom === '' && firmwareTo === '') return 'certain';
  if (firmware === null || firmware.trim() === '') return 'possible';
  const answers: WarnedState[] = [];
  if (firmwareFrom !== '') {
    const order = orderOf(grammar, firmware, firmwareFrom);
    answers.push(order === undefined ? 'possible' : order >= 0 ? 'certain' : 'no');
  }
  if (firmwareTo !== '') {
    const order = orderOf(grammar, firmware, firmwareTo);
    const within = order === -1 || (order === 0 && firmwareToIncluded);
    answers.push(order === undefined ? 'possible' : within ? 'certain' : 'no');
  }
  return weakest(...answers);
}

/** Whether a device is one that a warning means. A maker nobody knows is never taken for another. */
export function answerFor(device: Device, meant: Meant): WarnedState {
  if (device.makerId !== meant.makerId) return 'no';
  return weakest(modelAnswer(device, meant), revisionAnswer(device, meant), firmwareAnswer(device.grammar, device.firmware, meant));
}
