import type { Limits } from '../limits.ts';
import { SharedStrings } from './shared-strings.ts';
import { TextRun } from './text-run.ts';
import { readXml } from './xml.ts';

/** Reads the table of shared strings. Formatted runs are joined, phonetic guides are left out. */
export async function readSharedStrings(part: string, chunks: AsyncIterable<Uint8Array>, limits: Limits): Promise<SharedStrings> {
  const strings = new SharedStrings(limits);
  const run = new TextRun(limits.cellText);
  try {
    await readXml(part, chunks, limits, {
      open: (name) => {
        if (name === 'si') run.clear();
        else run.open(name);
      },
      text: (text) => run.text(text),
      close: (name) => {
        if (name === 'si') strings.add(run.value, run.length);
        else run.close(name);
      },
    });
    return strings;
  } catch (error) {
    strings.close();
    throw error;
  }
}
