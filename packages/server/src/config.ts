import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AccountRole, ROLES } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { z } from 'zod';
import type { Access } from './access.ts';
import type { S3Settings } from './files/s3-store.ts';
import { readCommand } from './files/virus-scan.ts';
import { readNetworks } from './http/client-address.ts';
import type { Network } from './http/client-address.ts';
import { MAIL_ENVIRONMENT, mailOf } from './mail-config.ts';
import type { MailSettings } from './features/mails/mail-settings.ts';

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
  ANCAM_PROXIES: z
    .string()
    .default('')
    .refine(isNetworks, 'addresses or networks, separated by commas')
    .describe(
      'Addresses or networks of proxies before the server, e.g. `127.0.0.1, 10.0.0.0/8`; only their `X-Forwarded-For` is believed.',
    ),
  ANCAM_SECOND_FACTOR: z
    .string()
    .default('')
    .refine((text) => rolesIn(text).every(isRole), `roles out of ${ROLES.join(', ')}`)
    .describe('Roles that need a second factor, e.g. `administrator, approver`; whoever has none yet may only enrol one.'),
  ANCAM_OIDC_ISSUER: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .default('')
    .describe('Address of the provider for sign-on by OpenID Connect; no sign-on where empty. Needs ANCAM_PUBLIC_URL.'),
  ANCAM_OIDC_CLIENT_ID: z.string().default('').describe('Name under which AnCam is registered at the provider.'),
  ANCAM_OIDC_CLIENT_SECRET: z.string().default('').describe('Secret of that registration; better in a file.'),
  ANCAM_OIDC_CLIENT_SECRET_FILE: z.string().default('').describe('File that holds the secret.'),
  ANCAM_OIDC_CLAIM: z
    .string()
    .min(1)
    .default('email')
    .describe(
      'Claim that names the account: `email` (must be verified by the provider) or one that equals the login, e.g. `preferred_username`.',
    ),
  ANCAM_OIDC_NAME: z.string().min(1).max(60).default('SSO').describe('Name of the provider on the sign-in page.'),
  ANCAM_FILE_MEGABYTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(5000)
    .default(50)
    .describe('Size of the largest file of evidence, in megabytes.'),
  ANCAM_S3_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .default('')
    .describe(
      'Bucket of an S3-compatible service for files of evidence, `https://host/bucket`; the folder `files` of ANCAM_DATA where empty.',
    ),
  ANCAM_S3_REGION: z.string().min(1).default('auto').describe('Region of that bucket, as its service names it.'),
  ANCAM_S3_ACCESS_KEY: z.string().default('').describe('Name of the key to that bucket.'),
  ANCAM_S3_SECRET_KEY: z.string().default('').describe('Secret of that key; better in a file.'),
  ANCAM_S3_SECRET_KEY_FILE: z.string().default('').describe('File that holds the secret of that key.'),
  ANCAM_VIRUS_SCAN: z
    .string()
    .default('')
    .refine(isScanner, '`clamd:/path`, `clamd://host:port`, or a list of arguments in JSON')
    .describe(
      '`clamd:/path/of.sock`, `clamd://host:port`, or a command as a list in JSON, e.g. `["/usr/bin/scan", "--quiet"]`, that is given the path and exits with 0 (clean) or 1 (infected): files of evidence stay closed until it has found nothing. None where empty.',
    ),
  ...MAIL_ENVIRONMENT,
  ANCAM_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn').describe('How much is logged to stderr.'),
});

function rolesIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((each) => each !== '');
}

function isRole(text: string): boolean {
  return AccountRole.safeParse(text).success;
}

function isNetworks(text: string): boolean {
  try {
    readNetworks(text);
    return true;
  } catch {
    return false;
  }
}

function isScanner(text: string): boolean {
  if (text === '' || /^clamd:\/\S+$/.test(text)) return true;
  try {
    return readCommand(text).length > 0;
  } catch {
    return false;
  }
}

function missing(place: string, fix: string): AppError {
  return new AppError('input.invalid', `configuration: ${place}: ${fix}`, { place, fix });
}

function secretOf(value: string, file: string, place: string): string {
  if (file === '') return value;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (thrown) {
    throw new AppError('input.invalid', `configuration: ${file} cannot be read`, { place, fix: 'name a readable file' }, thrown);
  }
}

function accessOf(settings: z.infer<typeof Environment>): Access {
  const { ANCAM_OIDC_ISSUER: issuer, ANCAM_OIDC_CLIENT_ID: clientId, ANCAM_PUBLIC_URL, ANCAM_OIDC_CLAIM, ANCAM_OIDC_NAME } = settings;
  const secondFactorRoles = rolesIn(settings.ANCAM_SECOND_FACTOR);
  if (issuer === '') return { secondFactorRoles };
  const clientSecret = secretOf(settings.ANCAM_OIDC_CLIENT_SECRET, settings.ANCAM_OIDC_CLIENT_SECRET_FILE, 'ANCAM_OIDC_CLIENT_SECRET_FILE');
  if (clientId === '') throw missing('ANCAM_OIDC_CLIENT_ID', 'set it as registered at the provider');
  if (clientSecret === '') throw missing('ANCAM_OIDC_CLIENT_SECRET', 'set it, or ANCAM_OIDC_CLIENT_SECRET_FILE');
  // The provider sends browsers back to one fixed address; what a request claims to have asked must not decide it.
  if (ANCAM_PUBLIC_URL === '') throw missing('ANCAM_PUBLIC_URL', 'sign-on needs the fixed address of this server');
  return { secondFactorRoles, signOn: { issuer, clientId, clientSecret, claim: ANCAM_OIDC_CLAIM, name: ANCAM_OIDC_NAME } };
}

function s3Of(settings: z.infer<typeof Environment>): S3Settings | undefined {
  const { ANCAM_S3_URL: url, ANCAM_S3_REGION: region, ANCAM_S3_ACCESS_KEY: accessKey } = settings;
  if (url === '') return undefined;
  const secretKey = secretOf(settings.ANCAM_S3_SECRET_KEY, settings.ANCAM_S3_SECRET_KEY_FILE, 'ANCAM_S3_SECRET_KEY_FILE');
  if (accessKey === '') throw missing('ANCAM_S3_ACCESS_KEY', 'set the key to the bucket');
  if (secretKey === '') throw missing('ANCAM_S3_SECRET_KEY', 'set it, or ANCAM_S3_SECRET_KEY_FILE');
  return { url: url.replace(/\/+$/, ''), region, accessKey, secretKey };
}

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
  /** Proxies whose word on the client's address is taken. */
  readonly proxies: readonly Network[];
  readonly access: Access;
  /** Bytes of the largest file of evidence. */
  readonly largestFile: number;
  /** Absent: files of evidence lie in the data folder. */
  readonly s3?: S3Settings;
  /** Address or command of a virus scanner. */
  readonly virusScan?: string;
  /** Absent: no mail is sent. */
  readonly mail?: MailSettings;
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
  const s3 = s3Of(parsed.data);
  const mail = mailOf(parsed.data);
  return {
    host: HOST,
    port: PORT,
    ...(DATABASE_URL === '' ? {} : { databaseUrl: DATABASE_URL }),
    ...(CITUS_URL === '' ? {} : { citusUrl: CITUS_URL }),
    dataFolder: resolve(ANCAM_DATA),
    ...(ANCAM_PUBLIC_URL === '' ? {} : { publicUrl: new URL(ANCAM_PUBLIC_URL).origin }),
    ...(ANCAM_METRICS_TOKEN === '' ? {} : { metricsToken: ANCAM_METRICS_TOKEN }),
    ...(ANCAM_METRICS_PORT === 0 ? {} : { metricsPort: ANCAM_METRICS_PORT }),
    proxies: readNetworks(parsed.data.ANCAM_PROXIES),
    access: accessOf(parsed.data),
    largestFile: parsed.data.ANCAM_FILE_MEGABYTES * 1_000_000,
    ...(s3 === undefined ? {} : { s3 }),
    ...(parsed.data.ANCAM_VIRUS_SCAN === '' ? {} : { virusScan: parsed.data.ANCAM_VIRUS_SCAN }),
    ...(mail === undefined ? {} : { mail }),
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
