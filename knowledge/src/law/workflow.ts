import { z } from 'zod';
import { Text } from '@ancam/core';
import { Level, RegimeId, recordHead } from './common.ts';
import { FormBreak, FormCheck, FormRecord } from './form-rules.ts';
import { Party } from './procedure.ts';

/** A step of a file from one state to another. */
export const WorkflowStep = z.strictObject({
  id: z.string(),
  title: Text,
  from: z.array(z.string()).min(1),
  to: z.string(),
  by: z.array(Party).min(1),
  levels: z.array(Level).min(1).optional(),
  regimes: z.array(RegimeId).min(1).optional(),
  /** Whoever took one of these steps may not take this one. */
  notBy: z.array(z.string()).optional(),
  /** Conditions that must hold; without them the step is refused and says why. */
  needs: z.array(z.string()).optional(),
  reason: z.literal(true).optional(),
  /** What it does to the clocks. */
  clocks: z
    .array(z.strictObject({ step: z.enum(['validity', 'appraisal', 'approval']), does: z.enum(['start', 'pause', 'resume', 'stop']) }))
    .optional(),
  /** The form that goes with it. */
  form: z.string().optional(),
  /** The fact of the statute book that it records. */
  records: z.string().optional(),
});
export type WorkflowStep = z.infer<typeof WorkflowStep>;

/** The life of a file as data. */
export const Workflow = z.strictObject({
  ...recordHead,
  initial: z.string(),
  states: z
    .array(
      z.strictObject({
        id: z.string(),
        title: Text,
        tone: z.enum(['open', 'waiting', 'good', 'closed']),
        /** The contents can be changed. */
        editable: z.literal(true).optional(),
      }),
    )
    .min(2),
  /** Named by `needs`; `gate` is a gate of the statute book. */
  conditions: z.array(z.strictObject({ id: z.string(), blocker: Text, gate: z.enum(['approve', 'operate']).optional() })),
  steps: z.array(WorkflowStep).min(1),
  /** Walks that must be possible, and steps that must be refused at their end. */
  examples: z
    .array(
      z.strictObject({
        about: z.string(),
        level: Level.optional(),
        regime: RegimeId.optional(),
        steps: z.array(z.string()).min(1),
        ends: z.string(),
        refused: z.array(z.string()).optional(),
      }),
    )
    .min(2),
});
export type Workflow = z.infer<typeof Workflow>;

const FormField = z.strictObject({
  id: z.string(),
  label: z.string().min(1),
  labelEn: z.string().min(1),
  type: z.enum([
    'text',
    'constant',
    'organisation',
    'level',
    'document',
    'documents',
    'attachment',
    'date',
    'number',
    'choice',
    'list',
    'signature',
  ]),
  choices: z.array(Text).optional(),
  /** Where the register holds it. */
  from: z.string().optional(),
  levels: z.array(Level).min(1).optional(),
  optional: z.literal(true).optional(),
  note: Text.optional(),
});

/** An official form, or a paper for which none is set: its parts and fields in order, and what must be consistent. Layout is not its business. */
export const LawForm = z.strictObject({
  ...recordHead,
  /** Absent where no text sets a form. */
  number: z
    .string()
    .regex(/^0[1-8]$/u)
    .optional(),
  documentType: z.enum(['công văn', 'tờ trình', 'quyết định', 'báo cáo']),
  levels: z.array(Level).min(1),
  from: Party,
  to: Party.optional(),
  subject: z.string().min(1),
  template: z.string(),
  blocks: z.array(z.strictObject({ id: z.string(), title: Text, fields: z.array(FormField).min(1) })).min(1),
  /** Columns of the table of form 08. */
  columns: z.array(FormField).optional(),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      rule: Text,
      severity: z.enum(['error', 'warning']),
      basis: Text,
      confidence: recordHead.confidence,
      checks: z.array(FormCheck).min(1).optional(),
      /** Changes to the sound example, each of which this rule must find. */
      breaks: z.array(FormBreak).min(1).optional(),
    }),
  ),
  /** A filled-in form in which no rule finds a fault. */
  sound: FormRecord.optional(),
});
export type LawForm = z.infer<typeof LawForm>;
