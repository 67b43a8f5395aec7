import type { Language, Text } from '@ancam/core';
import { formatDateTime } from '@ancam/core';
import { resetAdmin } from '@ancam/server';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { storeConfig } from '../store-config.ts';

/** Options of `ancam reset-admin`, as commander names them. */
export interface ResetAdminOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly login?: string;
}

const TEXTS = {
  link: {
    vi: 'Liên kết dùng một lần cho quản trị {login}, đến {at}. Đặt mật khẩu mới, gỡ lớp xác thực cũ:\n{url}',
    en: 'One-time link for the administrator {login}, until {at}. It sets a new password and removes the old second factors:\n{url}',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Prints a one-time link for an administrator when all access is lost. Throws `not-found`, `store.locked` while a server has the data. */
export async function printResetLink({ language, dataDir, login }: ResetAdminOptions): Promise<number> {
  const link = await resetAdmin(storeConfig(dataDir), login);
  process.stdout.write(`${say(language, TEXTS.link, { login: link.login, at: formatDateTime(link.expiresAt), url: link.url })}\n`);
  return EXIT.clean;
}
