import type { Language } from '@ancam/core';
import { examine } from '@ancam/server';
import type { DoctorLine } from '@ancam/server';
import { DOCTOR_TEXTS, STATES } from '../doctor-texts.ts';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { storeConfig } from '../store-config.ts';

/** Options of `ancam doctor`, as commander names them. */
export interface DoctorOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly json?: boolean;
  /** All files of evidence, not a sample. */
  readonly files?: boolean;
}

/** Prints what was looked at, a line each, with the remedy where something is not right. Exit code 1 where something fails. */
export async function doctor({ language, dataDir, json = false, files = false }: DoctorOptions): Promise<number> {
  const lines = await examine(storeConfig(dataDir), files);
  const text = json
    ? JSON.stringify(
        lines.map((line) => ({ ...line, text: sayOf(line, language), fix: fixOf(line, language) })),
        undefined,
        2,
      )
    : lines.map((line) => describe(line, language)).join('\n');
  process.stdout.write(`${text}\n`);
  return lines.some(({ state }) => state === 'fail') ? EXIT.findings : EXIT.clean;
}

function sayOf({ code, values }: DoctorLine, language: Language): string {
  return say(language, DOCTOR_TEXTS[code].says, values);
}

function fixOf({ code, values, state }: DoctorLine, language: Language): string | undefined {
  const { fix } = DOCTOR_TEXTS[code];
  return fix === undefined || state === 'ok' ? undefined : say(language, fix, values);
}

function describe(line: DoctorLine, language: Language): string {
  const fix = fixOf(line, language);
  return `${STATES[line.state][language].padEnd(8)} ${sayOf(line, language)}${fix === undefined ? '' : `\n         → ${fix}`}`;
}
