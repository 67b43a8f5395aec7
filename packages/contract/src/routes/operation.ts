import { z } from 'zod';
import { route } from '../route.ts';

export const Health = z.object({ status: z.literal('ok'), software: z.string(), knowledge: z.string() });

/** Whether requests can be served; with status 503 where not. */
export const Readiness = z.object({
  ready: z.boolean(),
  database: z.enum(['up', 'down']),
  migrations: z.enum(['done', 'pending', 'unknown']),
});
export type Readiness = z.infer<typeof Readiness>;

export const operationRoutes = {
  health: route({
    id: 'health',
    method: 'GET',
    path: '/api/health',
    permission: 'public',
    summary: 'Is the server up, and with which knowledge',
    output: Health,
  }),
  ready: route({
    id: 'ready',
    method: 'GET',
    path: '/api/ready',
    permission: 'public',
    summary: 'Can requests be served: the database answers and the schema is up to date; 503 where not',
    produces: ['application/json'],
  }),
} as const;
