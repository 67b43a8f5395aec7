import { z } from 'zod';

/** Kinds of bodies, as the register of units names them. */
export const BODY_KINDS = [
  'ministry',
  'province',
  'corporation',
  'district',
  'commune',
  'department',
  'agency',
  'school',
  'hospital',
  'branch',
  'company',
  'press',
  'other',
] as const;
export const BodyKind = z.enum(BODY_KINDS);
export type BodyKind = z.infer<typeof BodyKind>;

/** What a body is in the eyes of the law, as the register of units names it. */
export const BODY_ROLES = [
  'owner',
  'operator',
  'security-unit',
  'state-manager',
  'police',
  'market-surveillance',
  'customs',
  'maker',
  'importer',
  'telecom',
  'press',
] as const;
export const BodyRole = z.enum(BODY_ROLES);
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
  'reports',
] as const;
export const RegisterId = z.enum(EVIDENCE_REGISTERS);
export type RegisterId = z.infer<typeof RegisterId>;
