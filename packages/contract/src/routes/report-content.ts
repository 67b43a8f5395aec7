import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { ReadingMode } from './figures.ts';

/** A number with the whole that it is a part of, and what lies outside of that whole. A share is never told without both. */
export const ReportFigure = z.object({
  id: z.string(),
  title: Text,
  value: z.number().int(),
  of: z.object({ title: Text, value: z.number().int() }).nullable(),
  outside: z.object({ title: Text, value: z.number().int() }).nullable(),
  /** Table of the report whose rows it counts, and which of them: those whose mark it is. */
  table: z.string().nullable(),
});
export type ReportFigure = z.infer<typeof ReportFigure>;

export const ReportCell = z.union([z.string(), z.number(), Text, z.null()]);
export type ReportCell = z.infer<typeof ReportCell>;
export const ReportTable = z.object({
  id: z.string(),
  title: Text,
  /** Why it is empty or does not hold all, where there is something to say. */
  note: Text.nullable(),
  columns: z.array(z.object({ id: z.string(), title: Text, kind: z.enum(['text', 'number', 'date']) })),
  rows: z.array(
    z.object({
      /** What the row is about, e.g. `systems` and its id; null for sums. */
      about: z.object({ kind: z.enum(['systems', 'units', 'records', 'camera-groups', 'reports']), id: Id }).nullable(),
      /** Figures that count this row. */
      counts: z.array(z.string()),
      cells: z.array(ReportCell),
    }),
  ),
});
export type ReportTable = z.infer<typeof ReportTable>;

/** What is written by hand. */
export const ReportEntry = z.object({
  id: z.string(),
  title: Text,
  kind: z.enum(['line', 'prose', 'date']),
  required: z.boolean(),
  value: z.string(),
});
export type ReportEntry = z.infer<typeof ReportEntry>;

/** A rule of the form that the figures break, and where. */
export const ReportFault = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  text: Text,
  /** The clause; in one language only where the report was frozen before it was told in both. */
  basis: z.union([Text, z.string()]),
  /** E.g. `systems`, `3`, `7`: table, row from 1, column; a figure; an entry. Empty where the report as a whole is meant. */
  at: z.object({ table: z.string(), row: z.number().int().nullable(), column: z.string(), name: z.string() }),
});
export type ReportFault = z.infer<typeof ReportFault>;

/** What a report says. Frozen it never changes; its hash is SHA-256 over its canonical JSON (RFC 8785). */
export const ReportContent = z.object({
  kind: z.string(),
  title: Text,
  subject: z.object({ id: Id, name: z.string() }),
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  asOf: z.iso.date(),
  mode: ReadingMode,
  /** Regime whose form and words are used. */
  regime: z.enum(['A', 'B']),
  /** Clause that asks for it. */
  clause: Text,
  figures: z.array(ReportFigure),
  tables: z.array(ReportTable),
  entries: z.array(ReportEntry),
  faults: z.array(ReportFault),
  /** Reports that the figures rest on; empty where they were counted in the register. */
  sources: z.array(z.object({ id: Id, unit: Id, name: z.string(), version: z.number().int(), state: z.string(), hash: z.string() })),
  /** Units from which a report is awaited and none has come; `noted`: why it goes without. */
  missing: z.array(z.object({ unit: Id, name: z.string(), noted: z.string() })),
});
export type ReportContent = z.infer<typeof ReportContent>;
