import type { Language, Text } from '@ancam/core';
import { backUpStore, restoreStore } from '@ancam/server';
import type { Manifest } from '@ancam/server';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { assertWritable } from '../output.ts';
import { software } from '../software.ts';
import { storeConfig } from '../store-config.ts';

/** Options of `ancam backup`, as commander names them. */
export interface BackupOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly files?: boolean;
  readonly json?: boolean;
}

/** Options of `ancam restore`. */
export type RestoreOptions = Omit<BackupOptions, 'files'>;

const TEXTS = {
  done: {
    vi: 'Đã sao lưu và kiểm tra lại: {rows} dòng trong {tables} bảng, {files} tệp → {file}',
    en: 'Backed up and checked: {rows} rows in {tables} tables, {files} files → {file}',
  },
  restored: {
    vi: 'Đã khôi phục: {rows} dòng trong {tables} bảng, {files} tệp; bản sao lưu lập lúc {at}',
    en: 'Restored: {rows} rows in {tables} tables, {files} files; the backup is of {at}',
  },
  migrated: { vi: 'Đã nâng cấp cấu trúc: {names}', en: 'Schema brought up to date: {names}' },
  leftOut: {
    vi: 'Bản sao lưu này không kèm tệp minh chứng; hãy chép riêng thư mục "files".',
    en: 'This backup holds no evidence files; copy the folder "files" by itself.',
  },
  inBucket: {
    vi: 'Tệp minh chứng nằm trong kho S3, không có trong bản sao lưu này: hãy bật quản lý phiên bản và nhân bản của kho đó.',
    en: 'Evidence files lie in the S3 bucket and are not in this backup: turn on versioning and replication of that bucket.',
  },
  missing: {
    vi: 'Thiếu {count} tệp minh chứng: chép thư mục "files" hoặc đặt ANCAM_S3_URL, rồi chạy "ancam doctor --files".',
    en: '{count} evidence files are missing: copy the folder "files" or set ANCAM_S3_URL, then run "ancam doctor --files".',
  },
  secret: {
    vi: 'Tệp chứa mọi dữ liệu, kể cả băm mật khẩu: hãy mã hóa trước khi đưa ra khỏi máy.',
    en: 'The file holds all data, hashes of passwords too: encrypt it before it leaves this machine.',
  },
} as const satisfies Readonly<Record<string, Text>>;

function counts({ tables, files }: Manifest): { rows: number; tables: number; files: number } {
  return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), tables: tables.length, files: files.length };
}

/** Writes everything into one file and reads it again. Throws `file.unreadable`, `store.locked`, `not-found`. */
export async function backUp(file: string, { language, dataDir, files = false, json = false }: BackupOptions): Promise<number> {
  await assertWritable(file);
  const manifest = await backUpStore(storeConfig(dataDir), { file, withFiles: files, software: software() });
  process.stdout.write(`${json ? JSON.stringify({ file, ...manifest }) : say(language, TEXTS.done, { ...counts(manifest), file })}\n`);
  const config = storeConfig(dataDir);
  if (config.s3 !== undefined) process.stderr.write(`${TEXTS.inBucket[language]}\n`);
  process.stderr.write(`${TEXTS.secret[language]}\n`);
  return EXIT.clean;
}

/** Restores a backup into an empty store. Throws `backup.invalid`, `store.not-empty`, `store.newer-schema`, `store.locked`. */
export async function restore(file: string, { language, dataDir, json = false }: RestoreOptions): Promise<number> {
  const { header, manifest, migrated, missing } = await restoreStore(storeConfig(dataDir), file);
  const at = new Intl.DateTimeFormat('vi-VN', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(new Date(header.createdAt));
  const lines = [say(language, TEXTS.restored, { ...counts(manifest), at })];
  if (migrated.length > 0) lines.push(say(language, TEXTS.migrated, { names: migrated.join(', ') }));
  process.stdout.write(
    json ? `${JSON.stringify({ createdAt: header.createdAt, migrated, missing, ...manifest })}\n` : `${lines.join('\n')}\n`,
  );
  if (header.files === 'left-out') process.stderr.write(`${TEXTS.leftOut[language]}\n`);
  if (missing > 0) process.stderr.write(`${say(language, TEXTS.missing, { count: missing })}\n`);
  return EXIT.clean;
}
