import { REGISTERS } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { CAMERA_FORM } from '../cameras/camera-columns.ts';
import { MODEL_FORM } from '../models/model-form.ts';
import { recordForm } from '../records/record-form.ts';
import { SYSTEM_FORM } from '../systems/system-form.ts';
import { UNIT_FORM } from '../units/unit-form.ts';
import type { ImportForm } from './import-form.ts';

/** The forms of all kinds of import, for the threads that read files; a feature adds its form here and its kind in `import-kinds.ts`. */
const IMPORT_FORMS: readonly ImportForm[] = [CAMERA_FORM, UNIT_FORM, SYSTEM_FORM, MODEL_FORM, ...REGISTERS.map(recordForm)];

/** The form of a kind. Throws `not-found`. */
export function getForm(id: string): ImportForm {
  const form = IMPORT_FORMS.find((each) => each.id === id);
  if (form === undefined) throw new AppError('not-found', 'no such kind of import', { place: id });
  return form;
}
