import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { systemClock } from '@ancam/core';
import type { Language, Text } from '@ancam/core';
import { createPlaces, importFormerPlaces, loadPlaces } from '@ancam/knowledge';
import { formerPlacesFile, loadConfig } from '@ancam/server';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { writeOutput } from '../output.ts';

/** Options of `ancam knowledge import-places`, as commander names them. */
export interface ImportPlacesOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly skipBad?: true;
}

const TEXTS = {
  bad: { vi: '{file}:{line}: {message}; cách sửa: {fix}', en: '{file}:{line}: {message}; fix: {fix}' },
  refused: {
    vi: '{bad} trong {rows} dòng có lỗi; chưa ghi gì. Sửa tệp, hoặc thêm --skip-bad để bỏ qua các dòng này.',
    en: '{bad} of {rows} rows are bad; nothing was written. Correct the file, or add --skip-bad to leave these rows out.',
  },
  done: {
    vi: 'Đã đọc {rows} dòng, bỏ qua {bad}; ghi {districts} huyện và {communes} xã cũ vào {file}.',
    en: 'Read {rows} rows, left out {bad}; wrote {districts} former districts and {communes} former communes to {file}.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Reads a table of old and new communes into the data folder. With bad rows nothing is written unless they may be left out; exit code 1. */
export async function importPlaces(path: string, { language, dataDir, skipBad }: ImportPlacesOptions): Promise<number> {
  const { dataFolder } = loadConfig({ ...process.env, ...(dataDir === undefined ? {} : { ANCAM_DATA: dataDir }) });
  const source = { document: basename(path), read: systemClock().toISOString().slice(0, 10) };
  const { rows, bad, faults, former } = await importFormerPlaces(createReadStream(path), createPlaces(loadPlaces()), source);
  for (const { line, message, fix } of faults)
    process.stderr.write(`${say(language, TEXTS.bad, { file: path, line, message: message[language], fix: fix[language] })}\n`);
  if (bad > 0 && skipBad !== true) {
    process.stderr.write(`${say(language, TEXTS.refused, { bad, rows })}\n`);
    return EXIT.findings;
  }
  const file = formerPlacesFile(dataFolder);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeOutput([JSON.stringify(former)], file);
  const districts = former.flatMap((each) => each.districts);
  const communes = districts.reduce((sum, district) => sum + (district.communes?.length ?? 0), 0);
  process.stdout.write(`${say(language, TEXTS.done, { rows, bad, districts: districts.length, communes, file })}\n`);
  return bad === 0 ? EXIT.clean : EXIT.findings;
}
