import { z } from 'zod';
import { Id } from '@ancam/core';
import { ROLES, route } from '../route.ts';
import { Done } from './common.ts';

/** A role by its name. */
export const AccountRole = z.enum(ROLES);

export const Account = z.object({
  id: Id,
  login: z.string(),
  displayName: z.string(),
  role: AccountRole,
  unit: z.object({ id: Id, name: z.string() }),
});
export type Account = z.infer<typeof Account>;

/** What a half-open session still owes: a code or passkey, or the enrolment that the installation demands. */
export const SessionStep = z.enum(['none', 'second-factor', 'enrol']);
export type SessionStep = z.infer<typeof SessionStep>;

/** State of this browser: signed in or not, set up or not. */
export const Session = z.object({
  account: Account.nullable(),
  step: SessionStep,
  /** Second factors that the account has, while one is owed. */
  factors: z.array(z.enum(['code', 'passkey'])),
  setupNeeded: z.boolean(),
  /** Name of the provider of sign-on, where one is set. */
  signOn: z.string().nullable(),
  software: z.string(),
  knowledge: z.string(),
  instanceId: Id,
  /** The register is made up and stands at this day; null of a real one. */
  demonstration: z.iso.date().nullable(),
  permissions: z.array(z.string()),
});
export type Session = z.infer<typeof Session>;

export const LoginName = z.string().trim().min(3).max(100);
/** Length over composition rules (NIST SP 800-63B); Decision 724's eight characters are the floor for devices, not for this product. */
export const NewPassword = z.string().min(12).max(200);
const Token = z.string().min(20).max(200);

export const SetupBody = z.object({
  token: Token,
  unitName: z.string().trim().min(2).max(200),
  displayName: z.string().trim().min(2).max(200),
  login: LoginName,
  password: NewPassword,
});
export type SetupBody = z.infer<typeof SetupBody>;
export const LoginBody = z.object({ login: LoginName, password: z.string().min(1).max(200) });
export type LoginBody = z.infer<typeof LoginBody>;
/** Six digits of the app, or a recovery code. */
export const CodeBody = z.object({ code: z.string().trim().min(6).max(40) });
export type CodeBody = z.infer<typeof CodeBody>;

/** An answer of the browser's authenticator; checked by the library that verifies it. */
const Credential = z.looseObject({ id: z.string().min(1).max(2000), response: z.record(z.string(), z.unknown()) });
/** What the browser's authenticator is asked, as the WebAuthn library words it. */
export const PasskeyQuestion = z.object({ options: z.record(z.string(), z.unknown()) });
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>;
export const PasskeyAnswer = z.object({ answer: Credential });
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;
export const NewPasskey = z.object({ name: z.string().trim().min(1).max(80), answer: Credential });
export type NewPasskey = z.infer<typeof NewPasskey>;

const InvitationLook = z.object({ token: Token });
/** Whom a one-time link is for. */
export const InvitationView = z.object({
  login: z.string(),
  displayName: z.string(),
  unitName: z.string(),
  expiresAt: z.iso.datetime(),
  clearsFactors: z.boolean(),
});
export type InvitationView = z.infer<typeof InvitationView>;
export const InvitationUse = z.object({ token: Token, password: NewPassword });
export type InvitationUse = z.infer<typeof InvitationUse>;

const SignOnStart = z.object({ back: z.string().max(500).optional() });

export const sessionRoutes = {
  session: route({
    id: 'session',
    method: 'GET',
    path: '/api/session',
    permission: 'public',
    summary: 'The session of this browser',
    output: Session,
  }),
  setup: route({
    id: 'setup',
    method: 'POST',
    path: '/api/setup',
    permission: 'public',
    summary: 'Create the first administrator by the one-time link',
    body: SetupBody,
    output: Session,
  }),
  login: route({
    id: 'login',
    method: 'POST',
    path: '/api/login',
    permission: 'public',
    summary: 'Sign in; where a second factor is enrolled the session stays half open until it is given',
    body: LoginBody,
    output: Session,
  }),
  loginCode: route({
    id: 'loginCode',
    method: 'POST',
    path: '/api/login/code',
    permission: 'public',
    summary: 'Give the code of the authenticator app, or a recovery code, to a half-open session',
    body: CodeBody,
    output: Session,
  }),
  passkeyQuestion: route({
    id: 'passkeyQuestion',
    method: 'POST',
    path: '/api/login/passkey/question',
    permission: 'public',
    summary: 'What the browser must ask its authenticator to sign in',
    output: PasskeyQuestion,
  }),
  passkeyLogin: route({
    id: 'passkeyLogin',
    method: 'POST',
    path: '/api/login/passkey',
    permission: 'public',
    summary: 'Sign in by a passkey, which counts as both factors',
    body: PasskeyAnswer,
    output: Session,
  }),
  lookAtInvitation: route({
    id: 'lookAtInvitation',
    method: 'POST',
    path: '/api/invitation',
    permission: 'public',
    summary: 'Whom a one-time link is for',
    body: InvitationLook,
    output: InvitationView,
  }),
  takeInvitation: route({
    id: 'takeInvitation',
    method: 'POST',
    path: '/api/invitation/use',
    permission: 'public',
    summary: 'Take up an account by its one-time link and choose a password',
    body: InvitationUse,
    output: Session,
  }),
  signOnStart: route({
    id: 'signOnStart',
    method: 'GET',
    path: '/api/sign-on',
    permission: 'public',
    summary: 'Go to the provider of sign-on (OpenID Connect)',
    query: SignOnStart,
    produces: ['text/html'],
  }),
  signOnReturn: route({
    id: 'signOnReturn',
    method: 'GET',
    path: '/api/sign-on/return',
    permission: 'public',
    summary: 'Come back from the provider of sign-on',
    produces: ['text/html'],
  }),
  logout: route({ id: 'logout', method: 'POST', path: '/api/logout', permission: 'public', summary: 'Sign out', output: Done }),
} as const;
