import { z } from 'zod';
import { Text } from '@ancam/core';
import { Confidence } from '../schema.ts';
import { Level } from './common.ts';

/** What a requirement asks at one level. */
export const LevelRequirement = z.strictObject({
  /** `L<level>.M.<row>`, `.Z.<nn>`, `.S.<nn>` or `.C.<row>`. */
  id: z.string().regex(/^L[1-5]\.[MZSC]\.[\d.]+$/u),
  level: Level,
  heading: z.string().min(1),
  /** Clause of TCVN 11930:2017; absent where the circular gives none. */
  clause: z.string().optional(),
  /** Row of the annex of TT 12/2022. */
  row: z.string().min(1),
  summary: Text,
  /** Text: paraphrase of a row that was read. Otherwise how the meaning was found. */
  basis: z.enum(['text', 'heading', 'heading+law', 'heading+weak', 'heading+inferred', 'heading+recall']),
  /** First asked for, or stricter than one level below. */
  isNew: z.boolean(),
  change: Text,
  changeBasis: z.enum(['text', 'heading', 'inferred', 'weak', 'recall']),
  /** Same heading in Decree 331/2026, and likely groups of TCVN 14423:2026 at the same level. */
  decree: z.string(),
  groups: z.array(z.string()),
});
export type LevelRequirement = z.infer<typeof LevelRequirement>;

/** One requirement across the levels: rows are renumbered from level to level, the key stays. */
export const SecurityRequirement = z.strictObject({
  key: z.string().regex(/^[MZSC]\.[A-Z0-9.]+$/u),
  title: Text,
  group: z.enum(['management', 'risk', 'end-of-life', 'design-zones', 'design-solutions', 'configuration']),
  /** Met by cameras, recorders, their software, network or footage themselves; by the host system; or nothing to do with them. Our judgement. */
  cameras: z.enum(['direct', 'indirect', 'none']),
  camerasWhy: Text,
  /** Groups of the camera regulations, one numbering for both, whose findings speak against it. Our judgement. */
  findings: z
    .array(z.string().regex(/^2\.\d{1,2}$/u))
    .min(1)
    .optional(),
  confidence: Confidence,
  levels: z.array(LevelRequirement).min(1),
});
export type SecurityRequirement = z.infer<typeof SecurityRequirement> & { readonly area: string };
export const RequirementArea = z.strictObject({ id: z.string(), title: Text, requirements: z.array(SecurityRequirement).min(1) });
export type RequirementArea = z.infer<typeof RequirementArea>;
