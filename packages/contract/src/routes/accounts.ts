import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Language, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';
import { LoginName, AccountRole } from './session.ts';

export const AccountState = z.enum(['invited', 'expired', 'active', 'disabled']);
export type AccountState = z.infer<typeof AccountState>;

/** An account as its administrators see it. Actions: `edit`, `disable`, `enable`, `invite`. */
export const AccountRow = z.object({
  id: Id,
  login: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  role: AccountRole,
  unit: z.object({ id: Id, name: z.string() }),
  state: AccountState,
  secondFactor: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().nullable(),
  /** End of the open invitation. */
  invitedUntil: z.iso.datetime().nullable(),
  actions: Actions,
});
export type AccountRow = z.infer<typeof AccountRow>;

export const AccountFilter = z.object({
  q: z.string().trim().max(200).optional(),
  role: AccountRole.optional(),
  state: AccountState.optional(),
  /** Accounts of this unit and those below it. */
  unit: Id.optional(),
});
export type AccountFilter = z.infer<typeof AccountFilter>;
export const AccountQuery = z.object({ ...PageQuery.shape, ...AccountFilter.shape });
export const AccountList = z.object({
  items: z.array(AccountRow),
  next: z.string().nullable(),
  /** Roles that the caller may give. */
  roles: z.array(AccountRole),
});
export type AccountList = z.infer<typeof AccountList>;

const Email = z.email().max(200);
export const AccountBody = z.object({
  login: LoginName,
  displayName: z.string().trim().min(2).max(200),
  email: Email.optional(),
  role: AccountRole,
  /** One's own unit where absent. */
  unitId: Id.optional(),
  /** How long the link works. */
  days: z.number().int().min(1).max(30).default(7),
});
export type AccountBody = z.infer<typeof AccountBody>;
export const AccountChange = z.object({
  displayName: z.string().trim().min(2).max(200).optional(),
  email: Email.nullable().optional(),
  role: AccountRole.optional(),
  unitId: Id.optional(),
});
export type AccountChange = z.infer<typeof AccountChange>;
export const InviteBody = z.object({
  days: z.number().int().min(1).max(30).default(7),
  /** Taking it up removes the second factors: for one who lost them. */
  clearsFactors: z.boolean().default(false),
});
export type InviteBody = z.infer<typeof InviteBody>;

/** The one-time link, shown once; `path` is relative to the address of the server. */
export const Invited = z.object({ account: AccountRow, path: z.string(), expiresAt: z.iso.datetime() });
export type Invited = z.infer<typeof Invited>;

/**
 * A sheet with the columns unit, name, login, role and optionally e-mail: as text with comma, semicolon or tab between, or an XLSX or CSV
 * file in Base64.
 */
export const SheetBody = z.object({
  text: z.string().max(200_000).default(''),
  file: z.base64().max(240_000).optional(),
  days: z.number().int().min(1).max(30).default(14),
});
export type SheetBody = z.infer<typeof SheetBody>;
export const SHEET_FAULTS = [
  'columns-missing',
  'not-a-table',
  'too-many-rows',
  'unit-missing',
  'unit-unknown',
  'unit-ambiguous',
  'name-missing',
  'login-missing',
  'login-taken',
  'login-twice',
  'email-wrong',
  'email-taken',
  'role-unknown',
  'role-too-high',
  'unreadable',
] as const;
const SheetFault = z.object({ column: z.enum(['unit', 'name', 'login', 'email', 'role', 'sheet']), reason: z.enum(SHEET_FAULTS) });
/** `line` counts as the sheet shows it: the header is line 1. */
export const SheetRow = z.object({
  line: z.number().int(),
  unit: z.string(),
  name: z.string(),
  login: z.string(),
  email: z.string(),
  role: z.string(),
  faults: z.array(SheetFault),
});
export type SheetRow = z.infer<typeof SheetRow>;
export const SheetPreview = z.object({
  rows: z.array(SheetRow),
  faults: z.array(SheetFault),
  good: z.number().int(),
  bad: z.number().int(),
});
export type SheetPreview = z.infer<typeof SheetPreview>;
/** The links of new accounts, shown once. */
export const SheetLinks = z.object({
  items: z.array(z.object({ line: z.number().int(), unit: z.string(), name: z.string(), login: z.string(), path: z.string() })),
  expiresAt: z.iso.datetime(),
});
export type SheetLinks = z.infer<typeof SheetLinks>;

const accounts = '/api/accounts';
export const accountRoutes = {
  listAccounts: route({
    id: 'listAccounts',
    method: 'GET',
    path: accounts,
    permission: 'account.read',
    summary: 'Accounts of one’s subtree, by login',
    query: AccountQuery,
    output: AccountList,
  }),
  exportAccounts: exportRoute({
    id: 'exportAccounts',
    exports: 'listAccounts',
    path: '/api/accounts/export',
    permission: 'account.read',
    summary: 'The accounts exactly as filtered',
    query: exportQuery(AccountFilter),
  }),
  createAccount: route({
    id: 'createAccount',
    method: 'POST',
    path: accounts,
    permission: 'account.write',
    summary: 'Invite a person: an account with a one-time link, shown once',
    body: AccountBody,
    output: Invited,
  }),
  changeAccount: route({
    id: 'changeAccount',
    method: 'PATCH',
    path: `${accounts}/:id`,
    permission: 'account.write',
    summary: 'Change name, e-mail, role or unit of another’s account',
    params: ById,
    body: AccountChange,
    output: AccountRow,
  }),
  inviteAgain: route({
    id: 'inviteAgain',
    method: 'POST',
    path: `${accounts}/:id/invite`,
    permission: 'account.write',
    summary: 'A new one-time link; the earlier ones end',
    params: ById,
    body: InviteBody,
    output: Invited,
  }),
  disableAccount: route({
    id: 'disableAccount',
    method: 'POST',
    path: `${accounts}/:id/disable`,
    permission: 'account.write',
    summary: 'Disable an account: its sessions, links and tokens end',
    params: ById,
    output: AccountRow,
  }),
  enableAccount: route({
    id: 'enableAccount',
    method: 'POST',
    path: `${accounts}/:id/enable`,
    permission: 'account.write',
    summary: 'Enable a disabled account',
    params: ById,
    output: AccountRow,
  }),
  accountSheetTemplate: route({
    id: 'accountSheetTemplate',
    method: 'GET',
    path: `${accounts}/sheet/template`,
    permission: 'account.write',
    summary: 'The empty sheet of accounts',
    query: z.object({ language: Language }),
    produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  }),
  previewAccountSheet: route({
    id: 'previewAccountSheet',
    method: 'POST',
    path: `${accounts}/sheet/preview`,
    permission: 'account.write',
    summary: 'Read a sheet of accounts and name each fault; creates nothing',
    body: SheetBody,
    output: SheetPreview,
  }),
  createAccountsFromSheet: route({
    id: 'createAccountsFromSheet',
    method: 'POST',
    path: `${accounts}/sheet`,
    permission: 'account.write',
    summary: 'Invite everybody of a sheet without faults, all or none',
    body: SheetBody,
    output: SheetLinks,
  }),
} as const;
