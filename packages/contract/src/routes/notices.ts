import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, Done, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

/** What a notice is about: a step that waits for its reader, what came of an own proposal, a day that comes near, an urging, a scan by schedule. */
export const NoticeKind = z.enum([
  'step',
  'decided',
  'duty-due',
  'duty-late',
  'units-late',
  'check-due',
  'check-late',
  'urged',
  'scan-changed',
  'scan-unrun',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;
export const NoticeSeverity = z.enum(['info', 'attention', 'urgent']);
export type NoticeSeverity = z.infer<typeof NoticeSeverity>;
export const NoticeState = z.enum(['unread', 'read', 'done']);
export type NoticeState = z.infer<typeof NoticeState>;

export const Notice = z.object({
  id: Id,
  kind: NoticeKind,
  severity: NoticeSeverity,
  title: Text,
  /** What there is to do, and by when. */
  text: Text,
  unit: z.object({ id: Id, name: z.string() }),
  /** A path of the pages. */
  link: z.string(),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
  state: NoticeState,
});
export type Notice = z.infer<typeof Notice>;
export const NoticeFilter = z.object({
  state: NoticeState.optional(),
  kind: NoticeKind.optional(),
  severity: NoticeSeverity.optional(),
});
export type NoticeFilter = z.infer<typeof NoticeFilter>;
export const NoticeList = z.object({ items: z.array(Notice), next: z.string().nullable() });
export type NoticeList = z.infer<typeof NoticeList>;

/** Some notices, or all that the filter shows. */
export const MarkBody = z.object({ as: NoticeState, ids: z.array(Id).max(200).optional(), filter: NoticeFilter.optional() });
export type MarkBody = z.infer<typeof MarkBody>;

/** When mails are sent. `daily`: one a day; `weekly`: one on Monday. */
export const MailChoice = z.enum(['each', 'daily', 'weekly', 'none']);
export type MailChoice = z.infer<typeof MailChoice>;
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'hh:mm');
export const NoticePreferencesBody = z.object({
  mail: MailChoice,
  language: z.enum(['vi', 'en']),
  /** From and to, time of Viet Nam; the same twice: no quiet hours. */
  quietFrom: ClockTime,
  quietTo: ClockTime,
});
export type NoticePreferencesBody = z.infer<typeof NoticePreferencesBody>;
export const NoticePreferences = z.object({
  ...NoticePreferencesBody.shape,
  email: z.string().nullable(),
  /** Whether this installation sends mail at all. */
  mailServer: z.boolean(),
});
export type NoticePreferences = z.infer<typeof NoticePreferences>;

export const MailState = z.enum(['waiting', 'sending', 'sent', 'failed', 'dropped']);
export type MailState = z.infer<typeof MailState>;
export const MailKind = z.enum(['notice', 'digest', 'test', 'confirm']);
export type MailKind = z.infer<typeof MailKind>;
/** A mail of the outbox; what it says is its reader's alone. */
export const Mail = z.object({
  id: Id,
  kind: MailKind,
  state: MailState,
  account: z.object({ id: Id, login: z.string(), displayName: z.string() }),
  email: z.string().nullable(),
  unitName: z.string(),
  tries: z.number().int(),
  lastError: z.string(),
  createdAt: z.iso.datetime(),
  notBefore: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  actions: Actions,
});
export type Mail = z.infer<typeof Mail>;
export const MailFilter = z.object({ state: MailState.optional(), kind: MailKind.optional() });
export type MailFilter = z.infer<typeof MailFilter>;
export const MailList = z.object({
  items: z.array(Mail),
  next: z.string().nullable(),
  /** `test`: send a test mail to oneself. */
  actions: Actions,
});
export type MailList = z.infer<typeof MailList>;
export const RetryBody = z.object({ ids: z.array(Id).min(1).max(200) });
export const RetryDone = z.object({ again: z.number().int() });

export const noticeRoutes = {
  listNotices: route({
    id: 'listNotices',
    method: 'GET',
    path: '/api/own/notices',
    permission: 'own.manage',
    summary: 'What oneself is told, newest first',
    query: z.object({ ...PageQuery.shape, ...NoticeFilter.shape }),
    output: NoticeList,
  }),
  exportNotices: exportRoute({
    id: 'exportNotices',
    exports: 'listNotices',
    path: '/api/own/notices/export',
    permission: 'own.manage',
    summary: 'The notices exactly as filtered',
    query: exportQuery(NoticeFilter),
  }),
  countNotices: route({
    id: 'countNotices',
    method: 'GET',
    path: '/api/own/notices/count',
    permission: 'own.manage',
    summary: 'How many notices are unread',
    output: z.object({ unread: z.number().int(), urgent: z.number().int() }),
  }),
  markNotices: route({
    id: 'markNotices',
    method: 'POST',
    path: '/api/own/notices/mark',
    permission: 'own.manage',
    summary: 'Mark notices as unread, read or done',
    body: MarkBody,
    output: z.object({ marked: z.number().int() }),
  }),
  noticePreferences: route({
    id: 'noticePreferences',
    method: 'GET',
    path: '/api/own/notice-preferences',
    permission: 'own.manage',
    summary: 'How oneself is told',
    output: NoticePreferences,
  }),
  changeNoticePreferences: route({
    id: 'changeNoticePreferences',
    method: 'POST',
    path: '/api/own/notice-preferences',
    permission: 'own.manage',
    summary: 'Choose channel, digest, quiet hours and language',
    body: NoticePreferencesBody,
    output: NoticePreferences,
  }),
  listMails: route({
    id: 'listMails',
    method: 'GET',
    path: '/api/mails',
    permission: 'account.read',
    summary: 'Mails to the accounts one administers, newest first: state, tries, last error',
    query: z.object({ ...PageQuery.shape, ...MailFilter.shape }),
    output: MailList,
  }),
  exportMails: exportRoute({
    id: 'exportMails',
    exports: 'listMails',
    path: '/api/mails/export',
    permission: 'account.read',
    summary: 'The mails exactly as filtered',
    query: exportQuery(MailFilter),
  }),
  retryMails: route({
    id: 'retryMails',
    method: 'POST',
    path: '/api/mails/retry',
    permission: 'account.write',
    summary: 'Try mails again that failed',
    body: RetryBody,
    output: RetryDone,
  }),
  testMail: route({
    id: 'testMail',
    method: 'POST',
    path: '/api/mails/test',
    permission: 'account.write',
    summary: 'Send a test mail to oneself',
    output: Done,
  }),
} as const;
