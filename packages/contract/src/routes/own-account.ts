import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { ById, Done } from './common.ts';
import { CodeBody, LoginName, NewPasskey, NewPassword, PasskeyQuestion, AccountRole } from './session.ts';

const UnitName = z.object({ id: Id, name: z.string() });
const Password = z.string().min(1).max(200);

export const OwnSession = z.object({
  id: Id,
  device: z.string(),
  address: z.string(),
  method: z.enum(['password', 'passkey', 'sign-on', 'link']),
  since: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** The session that asks. */
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof OwnSession>;

export const OwnPasskey = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type OwnPasskey = z.infer<typeof OwnPasskey>;

/** How one proves who one is. */
export const OwnSecurity = z.object({
  login: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  role: AccountRole,
  unit: UnitName,
  hasPassword: z.boolean(),
  /** When the authenticator app was enrolled. */
  codeSince: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.array(OwnPasskey),
  /** Whether the installation demands a second factor of this role. */
  secondFactorRequired: z.boolean(),
  sessions: z.array(OwnSession),
});
export type OwnSecurity = z.infer<typeof OwnSecurity>;

export const PasswordBody = z.object({ current: Password, password: NewPassword });
export type PasswordBody = z.infer<typeof PasswordBody>;
const Confirm = z.object({ password: z.string().max(200) });

/** One's own address; `pending` waits for the code that was sent to it. */
export const OwnEmail = z.object({
  email: z.string().nullable(),
  pending: z.object({ email: z.string(), until: z.iso.datetime() }).nullable(),
  /** Whether this installation sends mail at all. */
  mailServer: z.boolean(),
});
export type OwnEmail = z.infer<typeof OwnEmail>;
/** Null takes the address away. */
export const OwnEmailBody = z.object({ email: z.email().max(200).nullable(), password: z.string().max(200) });
export type OwnEmailBody = z.infer<typeof OwnEmailBody>;
const EmailCode = z.object({ code: z.string().trim().min(1).max(20) });

/** The secret for the authenticator app, shown until a first code confirms it. */
export const CodeEnrolment = z.object({ uri: z.string(), secret: z.string() });
export type CodeEnrolment = z.infer<typeof CodeEnrolment>;
/** Shown once. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

const PasskeyRemoval = z.object({ id: z.string().min(1).max(2000), password: z.string().max(200) });

export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  permissions: z.array(z.string()),
  unit: UnitName,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  lastAddress: z.string().nullable(),
  state: z.enum(['valid', 'expired', 'revoked']),
});
export type ApiToken = z.infer<typeof ApiToken>;
export const ApiTokenList = z.object({
  items: z.array(ApiToken),
  /** What a new token may be given at most. */
  grantable: z.array(z.string()),
});
export const ApiTokenBody = z.object({
  name: z.string().trim().min(1).max(80),
  permissions: z.array(z.string()).min(1).max(60),
  /** A unit at or below one's own; one's own where absent. */
  unitId: Id.optional(),
  /** Last day of its term, at most a year away. */
  until: z.iso.date(),
});
export type ApiTokenBody = z.infer<typeof ApiTokenBody>;
/** `secret` is shown once. */
export const NewApiToken = z.object({ token: ApiToken, secret: z.string() });
export type NewApiToken = z.infer<typeof NewApiToken>;

export const Delegation = z.object({
  id: Id,
  from: z.string(),
  to: z.string(),
  permissions: z.array(z.string()),
  unit: UnitName,
  document: z.string(),
  documentDate: z.iso.date(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date(),
  state: z.enum(['valid', 'not-yet', 'expired', 'revoked']),
});
export type Delegation = z.infer<typeof Delegation>;
export const DelegationList = z.object({
  given: z.array(Delegation),
  received: z.array(Delegation),
  /** What one may delegate at most. */
  grantable: z.array(z.string()),
});
export type DelegationList = z.infer<typeof DelegationList>;
export const DelegationBody = z.object({
  /** Login of the one who is to act. */
  to: LoginName,
  permissions: z.array(z.string()).min(1).max(60),
  unitId: Id.optional(),
  document: z.string().trim().min(1).max(200),
  documentDate: z.iso.date(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date(),
});
export type DelegationBody = z.infer<typeof DelegationBody>;

/** In whose name, and for which unit, one may act beside oneself. */
export const ActingChoices = z.object({
  delegations: z.array(Delegation),
  /** Whether one may record for units below one's own. */
  behalf: z.boolean(),
});
export type ActingChoices = z.infer<typeof ActingChoices>;
const UnitSearch = z.object({ q: z.string().trim().max(100).default('') });
/** Units at or below one's own, found by name or code. */
export const UnitChoices = z.object({ items: z.array(z.object({ id: Id, name: z.string(), code: z.string().nullable() })) });
export type UnitChoices = z.infer<typeof UnitChoices>;

const own = '/api/own';
export const ownAccountRoutes = {
  ownSecurity: route({
    id: 'ownSecurity',
    method: 'GET',
    path: own,
    permission: 'own.enrol',
    summary: 'One’s own account: factors, sessions',
    output: OwnSecurity,
  }),
  changePassword: route({
    id: 'changePassword',
    method: 'POST',
    path: `${own}/password`,
    permission: 'own.manage',
    summary: 'Change one’s password; ends all other sessions',
    body: PasswordBody,
    output: Done,
  }),
  ownEmail: route({
    id: 'ownEmail',
    method: 'GET',
    path: `${own}/email`,
    permission: 'own.manage',
    summary: 'One’s own e-mail address, and one that waits to be confirmed',
    output: OwnEmail,
  }),
  changeEmail: route({
    id: 'changeEmail',
    method: 'POST',
    path: `${own}/email`,
    permission: 'own.manage',
    summary: 'Set one’s e-mail address; where mail is sent, a code goes to it first',
    body: OwnEmailBody,
    output: OwnEmail,
  }),
  confirmEmail: route({
    id: 'confirmEmail',
    method: 'POST',
    path: `${own}/email/confirm`,
    permission: 'own.manage',
    summary: 'Confirm one’s e-mail address by the code that was sent to it',
    body: EmailCode,
    output: OwnEmail,
  }),
  startCode: route({
    id: 'startCode',
    method: 'POST',
    path: `${own}/code`,
    permission: 'own.enrol',
    summary: 'A secret for the authenticator app',
    output: CodeEnrolment,
  }),
  confirmCode: route({
    id: 'confirmCode',
    method: 'POST',
    path: `${own}/code/confirm`,
    permission: 'own.enrol',
    summary: 'Confirm the authenticator app by a first code; answers with recovery codes',
    body: CodeBody,
    output: RecoveryCodes,
  }),
  removeCode: route({
    id: 'removeCode',
    method: 'POST',
    path: `${own}/code/remove`,
    permission: 'own.manage',
    summary: 'Remove the authenticator app',
    body: Confirm,
    output: Done,
  }),
  renewRecoveryCodes: route({
    id: 'renewRecoveryCodes',
    method: 'POST',
    path: `${own}/recovery-codes`,
    permission: 'own.manage',
    summary: 'New recovery codes in the place of all old ones',
    body: Confirm,
    output: RecoveryCodes,
  }),
  askNewPasskey: route({
    id: 'askNewPasskey',
    method: 'POST',
    path: `${own}/passkeys/question`,
    permission: 'own.enrol',
    summary: 'What the browser must ask its authenticator to make a passkey',
    output: PasskeyQuestion,
  }),
  addPasskey: route({
    id: 'addPasskey',
    method: 'POST',
    path: `${own}/passkeys`,
    permission: 'own.enrol',
    summary: 'Add a passkey',
    body: NewPasskey,
    output: Done,
  }),
  removePasskey: route({
    id: 'removePasskey',
    method: 'POST',
    path: `${own}/passkeys/remove`,
    permission: 'own.manage',
    summary: 'Remove a passkey',
    body: PasskeyRemoval,
    output: Done,
  }),
  endSession: route({
    id: 'endSession',
    method: 'POST',
    path: `${own}/sessions/:id/end`,
    permission: 'own.manage',
    summary: 'End one of one’s sessions',
    params: ById,
    output: Done,
  }),
  endOtherSessions: route({
    id: 'endOtherSessions',
    method: 'POST',
    path: `${own}/sessions/end-others`,
    permission: 'own.manage',
    summary: 'End all sessions but this',
    output: Done,
  }),
  listTokens: route({
    id: 'listTokens',
    method: 'GET',
    path: `${own}/tokens`,
    permission: 'own.manage',
    summary: 'One’s API tokens, newest first',
    output: ApiTokenList,
  }),
  createToken: route({
    id: 'createToken',
    method: 'POST',
    path: `${own}/tokens`,
    permission: 'own.manage',
    summary: 'A new API token, shown once',
    body: ApiTokenBody,
    output: NewApiToken,
  }),
  revokeToken: route({
    id: 'revokeToken',
    method: 'POST',
    path: `${own}/tokens/:id/revoke`,
    permission: 'own.manage',
    summary: 'End an API token now',
    params: ById,
    output: Done,
  }),
  listDelegations: route({
    id: 'listDelegations',
    method: 'GET',
    path: `${own}/delegations`,
    permission: 'own.manage',
    summary: 'Delegations given and received, newest first',
    output: DelegationList,
  }),
  createDelegation: route({
    id: 'createDelegation',
    method: 'POST',
    path: `${own}/delegations`,
    permission: 'own.manage',
    summary: 'Delegate in writing',
    body: DelegationBody,
    output: Delegation,
  }),
  revokeDelegation: route({
    id: 'revokeDelegation',
    method: 'POST',
    path: `${own}/delegations/:id/revoke`,
    permission: 'own.manage',
    summary: 'End a delegation given or received',
    params: ById,
    output: Done,
  }),
  actingChoices: route({
    id: 'actingChoices',
    method: 'GET',
    path: `${own}/acting`,
    permission: 'session',
    summary: 'In whose name one may act',
    output: ActingChoices,
  }),
  findOwnUnits: route({
    id: 'findOwnUnits',
    method: 'GET',
    path: `${own}/units`,
    permission: 'session',
    summary: 'Units at or below one’s own, by name or code',
    query: UnitSearch,
    output: UnitChoices,
  }),
} as const;
