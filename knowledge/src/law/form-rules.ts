import { z } from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const FormValue = z.union([Scalar, z.null()]);

/** What a filled-in form says, as data: fields of its head, and lists of rows. Days as `yyyy-mm-dd`; null where nothing stands. */
export const FormRecord = z.strictObject({
  head: z.record(z.string(), FormValue),
  lists: z.record(z.string(), z.array(z.record(z.string(), FormValue))),
});
export type FormRecord = z.infer<typeof FormRecord>;

const Relation = z.enum(['=', '<', '<=', '>', '>=']);

/** One test on a field of a row, or of the head. A relation to what is empty holds: that something must stand there is said by `given`. */
export const FieldTest = z.strictObject({
  field: z.string(),
  given: z.boolean().optional(),
  oneOf: z.array(Scalar).min(1).optional(),
  is: Relation.optional(),
  /** What `is` compares with: another field of the row, a field of the head, a value. */
  to: z.union([z.strictObject({ field: z.string() }), z.strictObject({ head: z.string() }), Scalar]).optional(),
});
export type FieldTest = z.infer<typeof FieldTest>;
export type FormTest = { all: FormTest[] } | { any: FormTest[] } | { not: FormTest } | FieldTest;
export const FormTest: z.ZodType<FormTest> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(FormTest).min(1) }),
    z.strictObject({ any: z.array(FormTest).min(1) }),
    z.strictObject({ not: FormTest }),
    FieldTest,
  ]),
) as z.ZodType<FormTest>; // the inferred optionals of FieldTest carry `| undefined`

/** A number or day of the form: a field of the head, how many rows there are, or the greatest of a field. */
const Amount = z.union([
  z.strictObject({ head: z.string() }),
  z.strictObject({ rows: z.string(), when: FormTest.optional() }),
  z.strictObject({ greatest: z.string(), field: z.string(), when: FormTest.optional() }),
]);
export type FormAmount = z.infer<typeof Amount>;

/** What must hold of a filled-in form. `column` says where a fault is shown. */
export const FormCheck = z.union([
  /** Of each row of a list, or of those that `when` picks. */
  z.strictObject({ each: z.string(), when: FormTest.optional(), must: FormTest, column: z.string() }),
  /** Of the head. */
  z.strictObject({ when: FormTest.optional(), must: FormTest, column: z.string() }),
  z.strictObject({ amount: Amount, is: Relation, than: Amount, when: FormTest.optional(), column: z.string() }),
  /** No two rows of a list are alike in these fields. */
  z.strictObject({ unique: z.string(), by: z.array(z.string()).min(1), column: z.string() }),
  /** The field counts the rows from 1. */
  z.strictObject({ numbered: z.string(), by: z.string() }),
  /** Each value of a field of one list stands in that of the other. */
  z.strictObject({ every: z.string(), by: z.string(), standsIn: z.string(), as: z.string() }),
]);
export type FormCheck = z.infer<typeof FormCheck>;

/** Changes to the sound example: fields of the head, fields of rows by their number; a row beyond the last is added. */
export const FormBreak = z.strictObject({
  head: z.record(z.string(), FormValue).optional(),
  lists: z.record(z.string(), z.record(z.string(), z.record(z.string(), FormValue))).optional(),
});
export type FormBreak = z.infer<typeof FormBreak>;
