import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { AppError } from '@ancam/core';
import { z } from 'zod';
import type { MailSettings } from './features/mails/mail-settings.ts';

/** Settings of the mail server, part of those of the environment. */
export const MAIL_ENVIRONMENT = {
  ANCAM_SMTP_URL: z
    .union([z.literal(''), z.url({ protocol: /^smtps?$/ })])
    .default('')
    .describe('Server that takes mail: `smtp://host:587` (STARTTLS is demanded) or `smtps://host:465`; no mail is sent where empty.'),
  ANCAM_SMTP_TLS: z
    .enum(['required', 'none'])
    .default('required')
    .describe('`none`: in clear text to a `smtp://` server on this machine or a net that is trusted.'),
  ANCAM_SMTP_CA_FILE: z.string().default('').describe('Certificates (PEM) of an authority of your own that the mail server is trusted by.'),
  ANCAM_SMTP_USER: z.string().default('').describe('Name by which AnCam signs in at the mail server, where it asks for one.'),
  ANCAM_SMTP_PASSWORD: z.string().default('').describe('Password of that name; better in a file.'),
  ANCAM_SMTP_PASSWORD_FILE: z.string().default('').describe('File that holds the password.'),
  ANCAM_SMTP_FROM: z
    .union([z.literal(''), z.email()])
    .default('')
    .describe('Address of the sender, e.g. `ancam@example.gov.vn`; needed with ANCAM_SMTP_URL.'),
};

const Given = z.object(MAIL_ENVIRONMENT);
const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

function fault(place: string, fix: string): AppError {
  return new AppError('input.invalid', `configuration: ${place}: ${fix}`, { place, fix });
}

function contentOf(file: string, place: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new AppError('input.invalid', `configuration: ${file} cannot be read`, { place, fix: 'name a readable file' }, thrown);
  }
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Name and password, where the server asks for them; `openly`: they would cross a net in clear text. */
function signInOf(given: z.infer<typeof Given>, openly: boolean): Pick<MailSettings, 'user' | 'password'> {
  const { ANCAM_SMTP_USER: user, ANCAM_SMTP_PASSWORD_FILE: file } = given;
  const password = file === '' ? given.ANCAM_SMTP_PASSWORD : contentOf(file, 'ANCAM_SMTP_PASSWORD_FILE').trim();
  if (user === '') return {};
  if (password === '') throw fault('ANCAM_SMTP_PASSWORD', 'set it, or ANCAM_SMTP_PASSWORD_FILE');
  if (openly) throw fault('ANCAM_SMTP_TLS', 'a password does not leave this machine in clear text');
  return { user, password };
}

/** How mail leaves; undefined where no server is set. Throws `input.invalid` where the settings do not fit together. */
export function mailOf(given: z.infer<typeof Given>): MailSettings | undefined {
  if (given.ANCAM_SMTP_URL === '') return undefined;
  const url = new URL(given.ANCAM_SMTP_URL);
  const implicit = url.protocol === 'smtps:';
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  if (url.username !== '' || url.password !== '')
    throw fault('ANCAM_SMTP_URL', 'give name and password in settings of their own, not in the address');
  if (given.ANCAM_SMTP_FROM === '') throw fault('ANCAM_SMTP_FROM', 'set the address of the sender');
  const tls = implicit ? 'implicit' : given.ANCAM_SMTP_TLS === 'none' ? 'none' : 'starttls';
  return {
    host,
    port: url.port === '' ? PORTS[implicit ? 'smtps:' : 'smtp:'] : Number(url.port),
    tls,
    from: given.ANCAM_SMTP_FROM,
    ...signInOf(given, tls === 'none' && !isHere(host)),
    ...(given.ANCAM_SMTP_CA_FILE === '' ? {} : { ca: contentOf(given.ANCAM_SMTP_CA_FILE, 'ANCAM_SMTP_CA_FILE') }),
  };
}
