import { z } from 'zod';
import { Id } from '@ancam/core';
import { ROLES, route } from '../route.ts';
import { Done } from './common.ts';

export const Account = z.object({
  id: Id,
  login: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  unit: z.object({ id: Id, name: z.string() }),
});
export type Account = z.infer<typeof Account>;

/** State of this browser: signed in or not, set up or not. */
export const Session = z.object({
  account: Account.nullable(),
  setupNeeded: z.boolean(),
  software: z.string(),
  knowledge: z.string(),
  instanceId: Id,
  permissions: z.array(z.string()),
});
export type Session = z.infer<typeof Session>;

const Login = z.string().trim().min(3).max(100);
/** Length over composition rules (NIST SP 800-63B); Decision 724's eight characters are the floor for devices, not for this product. */
const NewPassword = z.string().min(12).max(200);

export const SetupBody = z.object({
  token: z.string().min(20).max(200),
  unitName: z.string().trim().min(2).max(200),
  displayName: z.string().trim().min(2).max(200),
  login: Login,
  password: NewPassword,
});
export type SetupBody = z.infer<typeof SetupBody>;
export const LoginBody = z.object({ login: Login, password: z.string().min(1).max(200) });
export type LoginBody = z.infer<typeof LoginBody>;

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
    summary: 'Sign in',
    body: LoginBody,
    output: Session,
  }),
  logout: route({ id: 'logout', method: 'POST', path: '/api/logout', permission: 'session', summary: 'Sign out', output: Done }),
} as const;
