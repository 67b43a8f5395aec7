/** Anything that parses unknown input or throws; structural, so that the type checker need not unfold zod. */
export interface Schema<T> {
  parse(input: unknown): T;
}

/** What an account is to its unit. */
export const ROLES = ['administrator', 'officer', 'approver', 'viewer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may call a route. `public`: anybody; `session`: any signed-in account; `own.enrol`: a browser's session, even one that still owes
 * its second factor; `own.manage`: a browser's session in one's own name, never a token or a delegation; the rest is granted by role.
 */
export const PERMISSIONS = [
  'public',
  'session',
  'own.enrol',
  'own.manage',
  'account.read',
  'account.write',
  'authorisation.read',
  'authorisation.write',
  'scan.read',
  'scan.run',
  'camera.read',
  'camera.write',
  'finding.decide',
  'assessment.export',
  'audit.read',
  'unit.read',
  'unit.write',
  'reorganisation.propose',
  'reorganisation.approve',
  'system.read',
  'system.write',
  'dossier.move',
  'model.write',
  'warning.propose',
  'warning.publish',
  'record.read',
  'record.write',
  'record.approve',
  'evidence.read',
  'evidence.write',
  'report.read',
  'report.write',
  'report.approve',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** One row of the API table. `produces` marks a download or stream instead of a JSON `output`. */
export interface Route<P = unknown, Q = unknown, B = unknown, O = unknown> {
  readonly id: string;
  readonly method: Method;
  /** Path with `:name` parameters. */
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly params?: Schema<P>;
  readonly query?: Schema<Q>;
  readonly body?: Schema<B>;
  readonly output?: Schema<O>;
  readonly produces?: readonly string[];
  /** Id of the list that this route writes as a file. */
  readonly exports?: string;
  /** The body is read as a stream by the handler and is not parsed here. */
  readonly streamedBody?: true;
}

/** Declares a route; the type parameters come from the schemas. */
export function route<P = undefined, Q = undefined, B = undefined, O = undefined>(declared: Route<P, Q, B, O>): Route<P, Q, B, O> {
  return declared;
}
