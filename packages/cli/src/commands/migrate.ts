import type { Language, Text } from '@ancam/core';
import { migrateStore } from '@ancam/server';
import { EXIT } from '../exit-codes.ts';
import { storeConfig } from '../store-config.ts';

/** Options of `ancam migrate`, as commander names them. */
export interface MigrateOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const TEXTS = {
  none: { vi: 'Cấu trúc đã là mới nhất.', en: 'The schema is up to date.' },
  ran: { vi: 'Đã chạy:', en: 'Ran:' },
  spread: { vi: 'Đã phân tán trên cụm Citus:', en: 'Spread over the Citus cluster:' },
  pending: { vi: 'Sẽ chạy:', en: 'Would run:' },
} as const satisfies Readonly<Record<string, Text>>;

/** Brings the schema up to date, or lists what is missing. Throws `store.newer-schema`, `store.failed`, `store.locked`. */
export async function migrate({ language, dataDir, dryRun = false, json = false }: MigrateOptions): Promise<number> {
  const { migrations: names, spread } = await migrateStore(storeConfig(dataDir), dryRun);
  const title = names.length === 0 ? TEXTS.none : dryRun ? TEXTS.pending : TEXTS.ran;
  const lines = [title[language], ...names, ...(spread.length === 0 ? [] : [TEXTS.spread[language], ...spread])];
  process.stdout.write(json ? `${JSON.stringify({ dryRun, migrations: names, spread })}\n` : `${lines.join('\n')}\n`);
  return EXIT.clean;
}
