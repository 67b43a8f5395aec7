import { UNIT_KINDS, UNIT_ROLES } from '@ancam/core';
import { z } from 'zod';

/** Kinds of bodies, as the register of units names them. */
export const BodyKind = z.enum(UNIT_KINDS);
export type BodyKind = z.infer<typeof BodyKind>;

/** What a body is in the eyes of the law, as the register of units names it. */
export const BodyRole = z.enum(UNIT_ROLES);
export type BodyRole = z.infer<typeof BodyRole>;

/** Where evidence is kept: definitions of simple registers, features of the register, and the files of this statute book. */
export const EVIDENCE_REGISTERS = [
  'bylaws',
  'documents',
  'budget',
  'questions',
  'outreach',
  'inspections',
  'training',
  'campaigns',
  'import-declarations',
  'systems',
  'cameras',
  'warnings',
  'findings',
  'dossiers',
  'plans',
  'checks',
  'reports',
] as const;
export const RegisterId = z.enum(EVIDENCE_REGISTERS);
export type RegisterId = z.infer<typeof RegisterId>;
