import { z } from 'zod';
import { Text } from '@ancam/core';
import { recordHead } from './common.ts';

const Range = z.strictObject({ min: z.number(), max: z.number() });

/**
 * A rule on how an official paper looks. `measure`: a length that lies in a range; `style`: letters and place of a part of
 * the paper; `pattern`: how something is written.
 */
export const PaperRule = z.strictObject({
  ...recordHead,
  measure: Range.extend({ unit: z.enum(['mm', 'pt', 'lines', 'of-line']) }).optional(),
  style: z
    .strictObject({
      /** Points. */
      size: Range,
      bold: z.boolean(),
      italics: z.boolean(),
      capitals: z.boolean(),
      align: z.enum(['left', 'center', 'justify']),
    })
    .optional(),
  pattern: z
    .strictObject({
      regex: z.string(),
      examples: z.array(z.strictObject({ text: z.string(), expect: z.boolean(), about: Text.optional() })).min(2),
    })
    .optional(),
  /** Parts of the paper from top to bottom. */
  order: z.array(z.string()).min(2).optional(),
});
export type PaperRule = z.infer<typeof PaperRule>;
export const LawPaperRules = z.strictObject({ rules: z.array(PaperRule).min(1) });
