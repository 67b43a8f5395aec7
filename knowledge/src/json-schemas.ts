import { z } from 'zod';
import { RECORD_KINDS } from './record-kinds.ts';

/** JSON schemas for editors, one per kind of file: file name and text. */
export function jsonSchemas(): { readonly name: string; readonly text: string }[] {
  return RECORD_KINDS.map((kind) => {
    const schema = z.toJSONSchema(kind.schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
    return { name: `${kind.name}.schema.json`, text: `${JSON.stringify(schema, null, 2)}\n` };
  });
}
