/** Everything that `doctor` can say; the words are the command line's. */
export const DOCTOR_CODES = [
  'node.ok',
  'node.old',
  'folder.ok',
  'folder.absent',
  'folder.unwritable',
  'folder.open',
  'lock.free',
  'lock.held',
  'disk.ok',
  'disk.low',
  'disk.full',
  'knowledge.ok',
  'knowledge.invalid',
  'pages.ok',
  'pages.absent',
  'address.ok',
  'address.http',
  'address.open',
  'mail.ok',
  'mail.absent',
  'mail.failed',
  'database.ok',
  'database.absent',
  'database.failed',
  'encoding.ok',
  'encoding.other',
  'durability.ok',
  'durability.weak',
  'durability.off',
  'clock.ok',
  'clock.skew',
  'schema.ok',
  'schema.pending',
  'schema.failed',
  'owner.ok',
  'owner.superuser',
  'role.ok',
  'role.absent',
  'role.strong',
  'policies.ok',
  'policies.off',
  'append-only.ok',
  'append-only.off',
  'heads.ok',
  'heads.differ',
  'units.ok',
  'units.faults',
  'files.ok',
  'files.waiting',
  'files.missing',
  'files.altered',
  'files.unreachable',
] as const;
export type DoctorCode = (typeof DOCTOR_CODES)[number];

/** One thing looked at. */
export interface DoctorLine {
  readonly code: DoctorCode;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly values: Readonly<Record<string, string | number>>;
}

type Values = DoctorLine['values'];
export const ok = (code: DoctorCode, values: Values = {}): DoctorLine => ({ code, state: 'ok', values });
export const warn = (code: DoctorCode, values: Values = {}): DoctorLine => ({ code, state: 'warn', values });
export const fail = (code: DoctorCode, values: Values = {}): DoctorLine => ({ code, state: 'fail', values });
