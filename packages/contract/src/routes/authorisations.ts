import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Language } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

/** The recorded right to scan: who allowed it, by which document, for which targets, until when. */
export const AuthorisationBody = z.object({
  grantedBy: z.string().trim().min(2).max(200),
  grantedByTitle: z.string().trim().max(200).default(''),
  document: z.string().trim().min(1).max(200),
  documentDate: z.iso.date(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date(),
  targets: z.array(z.string().trim().min(1).max(200)).min(1).max(500),
  excluded: z.array(z.string().trim().min(1).max(200)).max(500).default([]),
  /** Name of the holder of a public address range; without it public targets are refused. */
  publicHolder: z.string().trim().max(200).optional(),
  factoryPasswordTest: z.boolean().default(false),
  note: z.string().trim().max(2000).default(''),
});
export type AuthorisationBody = z.infer<typeof AuthorisationBody>;

export const Authorisation = z.object({
  ...AuthorisationBody.shape,
  id: Id,
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  revokedAt: z.iso.datetime().nullable(),
  actions: Actions,
});
export type Authorisation = z.infer<typeof Authorisation>;

export const AuthorisationList = z.object({ items: z.array(Authorisation) });
export type AuthorisationList = z.infer<typeof AuthorisationList>;
const LetterQuery = z.object({ language: Language });

export const authorisationRoutes = {
  listAuthorisations: route({
    id: 'listAuthorisations',
    method: 'GET',
    path: '/api/authorisations',
    permission: 'authorisation.read',
    summary: 'Recorded authorisations, newest first',
    output: AuthorisationList,
  }),
  exportAuthorisations: exportRoute({
    id: 'exportAuthorisations',
    exports: 'listAuthorisations',
    path: '/api/authorisations/export',
    permission: 'authorisation.read',
    summary: 'All recorded authorisations, newest first',
    query: exportQuery(z.object({})),
  }),
  createAuthorisation: route({
    id: 'createAuthorisation',
    method: 'POST',
    path: '/api/authorisations',
    permission: 'authorisation.write',
    summary: 'Record an authorisation to scan',
    body: AuthorisationBody,
    output: Authorisation,
  }),
  getAuthorisation: route({
    id: 'getAuthorisation',
    method: 'GET',
    path: '/api/authorisations/:id',
    permission: 'authorisation.read',
    summary: 'One authorisation',
    params: ById,
    output: Authorisation,
  }),
  revokeAuthorisation: route({
    id: 'revokeAuthorisation',
    method: 'POST',
    path: '/api/authorisations/:id/revoke',
    permission: 'authorisation.write',
    summary: 'End an authorisation now',
    params: ById,
    output: Authorisation,
  }),
  authorisationLetter: route({
    id: 'authorisationLetter',
    method: 'GET',
    path: '/api/authorisations/:id/letter',
    permission: 'authorisation.read',
    summary: 'The letter for the head of the unit to sign',
    params: ById,
    query: LetterQuery,
    produces: ['application/pdf'],
  }),
} as const;
