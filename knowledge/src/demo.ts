import { readFileSync } from 'node:fs';
import { AppError, Text } from '@ancam/core';
import { z } from 'zod';
import { Day } from './law/common.ts';
import { Confidence } from './schema.ts';
import { yaml } from './yaml.ts';

const Line = z.string().min(1);
const Party = z.enum(['province', 'securityUnit']);

/** A province as a source describes it: what the source gives, and what stands in for what it does not give. */
export const DemoProvince = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/u),
  asOf: Day,
  source: z.strictObject({ document: Line, clause: Text }),
  note: Text,
  province: z.strictObject({ name: Line, place: z.string().regex(/^\d{2}$/u) }),
  securityUnit: z.strictObject({ name: Line }),
  documents: z
    .array(
      z.strictObject({
        number: Line,
        on: Day,
        issuer: Line,
        type: z.enum(['letter', 'guidance', 'report']),
        direction: z.enum(['in', 'out']),
        by: Party,
        /** Part of the chain by which the Directive was passed on. */
        guidance: z.boolean(),
        subject: Line,
        confidence: Confidence,
      }),
    )
    .min(1),
  question: z.strictObject({ number: Line, on: Day, to: Line, topic: Line, subject: Line, text: Line, confidence: Confidence }),
  systems: z.strictObject({
    workedOn: Day,
    /** `{n}` in names stands for the number of the system. */
    series: z
      .array(
        z.strictObject({
          from: z.int().min(1),
          to: z.int().min(1),
          kind: z.enum(['department', 'district']),
          level: z.int().min(1).max(5),
          owner: Line,
          name: Line,
          serviceType: z.enum(['internal', 'infrastructure']),
          reach: z.enum(['agency', 'province']),
          confidence: Confidence,
        }),
      )
      .min(1),
    cameras: z.strictObject({ name: Line, count: z.int().min(1), counted: Line, purpose: Line, confidence: Confidence }),
    decision: z.strictObject({ number: Line, on: Day, confidence: Confidence }),
    /** On what it rests that all systems, the open ones too, are in use. */
    inUse: z.strictObject({ document: Line, confidence: Confidence }),
  }),
  open: z.array(
    z.strictObject({
      kind: z.enum(['commune', 'agency']),
      below: z.enum(['district', 'department']),
      owner: Line,
      name: Line,
      confidence: Confidence,
    }),
  ),
});
export type DemoProvince = z.infer<typeof DemoProvince>;

/** Reads a province of the demonstration. Throws `not-found` where there is none of that name, `knowledge.invalid` where it cannot be read. */
export function loadDemo(id: string): DemoProvince {
  const file = new URL(`../demo/${encodeURIComponent(id)}.yaml`, import.meta.url);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('not-found', `there is no demonstration ${id}`, { place: id, fix: 'quang-ngai' }, cause);
  }
  const read = DemoProvince.safeParse(yaml().parse(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new AppError('knowledge.invalid', issue?.message ?? 'unreadable', { place: `demo/${id}.yaml: ${issue?.path.join('.') ?? ''}` });
}
