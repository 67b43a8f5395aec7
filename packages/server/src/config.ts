import { resolve } from 'node:path';
import { AppError } from '@ancam/core';
import { z } from 'zod';

/** Everything that can be set from outside, in one place. Names are those of the environment. */
const Environment = z.object({
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on. Keep the default unless a proxy with https stands before it.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8023).describe('Port to listen on; 0 takes any free one.'),
  DATABASE_URL: z
    .union([z.literal(''), z.url({ protocol: /^postgres(ql)?$/ })])
    .default('')
    .describe('PostgreSQL 15 or newer, `postgres://…`; the embedded database where empty.'),
  CITUS_URL: z
    .union([z.literal(''), z.url({ protocol: /^postgres(ql)?$/ })])
    .default('')
    .describe(
      'Coordinator of a Citus cluster: `ancam migrate` works there and spreads the large tables. DATABASE_URL names the same database.',
    ),
  ANCAM_DATA: z.string().min(1).default('./.ancam/data').describe('Folder of the embedded database; one process at a time.'),
  ANCAM_PUBLIC_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .default('')
    .describe(
      'Address under which people reach the server, where a proxy stands before it. With https, cookies are marked Secure and HSTS is sent.',
    ),
  ANCAM_METRICS_TOKEN: z
    .union([z.literal(''), z.string().min(20)])
    .default('')
    .describe('Token with which Prometheus reads `/metrics` (`Authorization: Bearer …`), 20 characters at least; off where empty.'),
  ANCAM_METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('Port of 127.0.0.1 on which `/metrics` is served without a token, for a collector on this machine; off where 0.'),
  ANCAM_FILE_MEGABYTES: z.coerce.number().int().min(1).max(10_000).default(50).describe('Size of the largest file of evidence.'),
  ANCAM_VIRUS_SCAN: z
    .union([z.literal(''), z.string().regex(/^clamd:\/\S+$/)])
    .default('')
    .describe('`clamd:/path/of.sock` or `clamd://host:port`: files of evidence stay closed until this scanner found nothing. None where empty.'),
  ANCAM_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn').describe('How much is logged to stderr.'),
});

/** Settings of one server. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absent: the embedded database in `dataFolder`. */
  readonly databaseUrl?: string;
  /** Where `migrate` spreads the large tables. */
  readonly citusUrl?: string;
  /** Absolute path. */
  readonly dataFolder: string;
  /** Origin without a trailing slash. */
  readonly publicUrl?: string;
  /** Absent: `/metrics` is not served beside the pages. */
  readonly metricsToken?: string;
  /** Absent: no port for metrics of its own. */
  readonly metricsPort?: number;
  /** Bytes. */
  readonly largestFile: number;
  /** Address of a virus scanner. */
  readonly virusScan?: string;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** Reads the settings from an environment. Throws `input.invalid` naming every fault at once. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({ place: issue.path.join('.'), fault: issue.message }));
    throw new AppError('input.invalid', `configuration: ${faults.map(({ place, fault }) => `${place}: ${fault}`).join('; ')}`, {
      place: faults.map(({ place }) => place).join(', '),
      fix: 'correct these environment variables',
      faults,
    });
  }
  const { HOST, PORT, DATABASE_URL, CITUS_URL, ANCAM_DATA, ANCAM_PUBLIC_URL, ANCAM_LOG, ANCAM_METRICS_TOKEN, ANCAM_METRICS_PORT } =
    parsed.data;
  return {
    host: HOST,
    port: PORT,
    ...(DATABASE_URL === '' ? {} : { databaseUrl: DATABASE_URL }),
    ...(CITUS_URL === '' ? {} : { citusUrl: CITUS_URL }),
    dataFolder: resolve(ANCAM_DATA),
    ...(ANCAM_PUBLIC_URL === '' ? {} : { publicUrl: new URL(ANCAM_PUBLIC_URL).origin }),
    ...(ANCAM_METRICS_TOKEN === '' ? {} : { metricsToken: ANCAM_METRICS_TOKEN }),
    ...(ANCAM_METRICS_PORT === 0 ? {} : { metricsPort: ANCAM_METRICS_PORT }),
    largestFile: parsed.data.ANCAM_FILE_MEGABYTES * 1_000_000,
    ...(parsed.data.ANCAM_VIRUS_SCAN === '' ? {} : { virusScan: parsed.data.ANCAM_VIRUS_SCAN }),
    logLevel: ANCAM_LOG,
  };
}

/** The settings as rows of a table, for the documentation. */
export function configurationTable(): { name: string; default: string; about: string }[] {
  const defaults: Record<string, string | number> = Environment.parse({});
  return Object.entries(Environment.shape).map(([name, schema]) => ({
    name,
    default: String(defaults[name] ?? ''),
    about: schema.description ?? '',
  }));
}
