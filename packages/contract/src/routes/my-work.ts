import { z } from 'zod';
import { Text } from '@ancam/core';
import { route } from '../route.ts';

/** What can wait for somebody, in the order in which it is shown. */
export const WORK_KINDS = ['dossiers', 'levels', 'plans', 'checks', 'records', 'reports', 'duties'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** One thing that waits for the reader. */
export const WorkItem = z.object({
  /** Tells it from the others of its kind. */
  id: z.string(),
  /** What it is called. */
  name: Text,
  /** What is to be done. */
  what: Text,
  /** The unit that answers for it; null where the reader does not see that, or it is the reader's own. */
  unit: z.string().nullable(),
  /** Last day in time. */
  due: z.iso.date().nullable(),
  late: z.boolean(),
  /** A path of the pages. */
  link: z.string(),
});
export type WorkItem = z.infer<typeof WorkItem>;

/** What waits for the reader now; a kind of which nothing waits is left out. */
export const MyWork = z.object({
  on: z.iso.date(),
  groups: z.array(
    z.object({
      kind: z.enum(WORK_KINDS),
      /** How many wait; `more`: at least so many. */
      count: z.number().int(),
      more: z.boolean(),
      /** Where all of them stand. */
      link: z.string(),
      /** The first of them, what is late or due first before the others. */
      items: z.array(WorkItem),
    }),
  ),
});
export type MyWork = z.infer<typeof MyWork>;

export const myWorkRoutes = {
  myWork: route({
    id: 'myWork',
    method: 'GET',
    path: '/api/my-work',
    permission: 'system.read',
    summary:
      'What waits for the reader: dossiers, levels, plans, checks, records and reports to decide on, duties of the own unit that are due',
    output: MyWork,
  }),
} as const;
