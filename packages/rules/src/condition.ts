import { z } from 'zod';
import { FactName } from '@ancam/core';

/** Firmware grammars that can be parsed and ordered; see `firmware/`. */
export const FIRMWARE_GRAMMARS = [
  'hikvision',
  'dahua',
  'axis',
  'uniview',
  'hanwha',
  'tplink',
  'xiongmai',
  'reolink',
  'vivotek',
  'avtech',
  'milesight',
  'tvt',
  'tenda',
  'dlink',
  'geovision',
  'foscam',
  'dashed',
  'prefixed',
  'dotted',
] as const;
export const FirmwareGrammar = z.enum(FIRMWARE_GRAMMARS);
export type FirmwareGrammar = z.infer<typeof FirmwareGrammar>;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One test on the values of one fact. A list fact is tested element by element. True when any occurrence satisfies it. */
export const FactTest = z.strictObject({
  fact: FactName,
  exists: z.boolean().optional(),
  equals: Scalar.optional(),
  oneOf: z.array(Scalar).min(1).optional(),
  /** Case-insensitive where `ignoreCase`; compiled by one helper with an input cap. */
  regex: z.string().optional(),
  ignoreCase: z.boolean().optional(),
  /** Numeric, on the absolute value where `absolute`. */
  above: z.number().optional(),
  below: z.number().optional(),
  absolute: z.boolean().optional(),
  /** Model patterns of advisories: `x` one character, `(/P)` optional, `*` any run. */
  model: z.array(z.string()).min(1).optional(),
  /** A list satisfies only where all its elements do, and it has any: MD5 and nothing else. */
  every: z.boolean().optional(),
  /** Ordered by the grammar; "not comparable" is unknown, never false. */
  firmware: z
    .strictObject({ grammar: FirmwareGrammar, before: z.string().optional(), atLeast: z.string().optional(), upTo: z.string().optional() })
    .optional(),
});
export type FactTest = z.infer<typeof FactTest>;

/** The closed vocabulary: `all`, `any`, `not` and tests on facts. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | FactTest;
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    FactTest,
  ]),
) as z.ZodType<Condition>; // the inferred optionals of FactTest carry `| undefined`

/** The facts that a condition looks at. */
export function factsOf(condition: Condition): FactName[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  if ('any' in condition) return condition.any.flatMap(factsOf);
  return 'not' in condition ? factsOf(condition.not) : [condition.fact];
}
