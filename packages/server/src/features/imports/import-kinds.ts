import { REGISTERS } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { cameraImport } from '../cameras/camera-import.service.ts';
import { modelImport } from '../models/model-import.service.ts';
import { recordImport } from '../records/record-import.service.ts';
import { systemImport } from '../systems/system-import.service.ts';
import { unitImport } from '../units/unit-import.service.ts';
import type { ImportKind } from './import-kind.ts';

/** Everything that can be imported; a feature adds its kind here. */
export const IMPORT_KINDS: readonly ImportKind[] = [cameraImport, unitImport, systemImport, modelImport, ...REGISTERS.map(recordImport)];

/** The kind of an id. Throws `not-found`. */
export function getKind(id: string): ImportKind {
  const kind = IMPORT_KINDS.find((each) => each.id === id);
  if (kind === undefined) throw new AppError('not-found', 'no such kind of import', { place: id });
  return kind;
}
