import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Tinos by style; it has the widths of Times New Roman, which ND 30/2020 prescribes, and may be shipped. */
const FILES = {
  normal: import.meta.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  italics: import.meta.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: import.meta.resolve('@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf'),
} as const;

/** Tables of ligatures and kerning. */
const SHAPING = new Set(['GPOS', 'GSUB', 'GDEF', 'kern']);

const HEADER = 12;
const RECORD = 16;

/**
 * The font without its shaping tables. Vietnamese in composed letters needs none of them; without them lines break where
 * word processors break Times New Roman, no ligature hides in the text, and they need not be decoded anew for every
 * document, which took four fifths of its time.
 */
function plain(font: Buffer): Buffer {
  const count = font.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, index) => font.subarray(HEADER + index * RECORD, HEADER + (index + 1) * RECORD));
  const kept = records.filter((record) => !SHAPING.has(record.toString('latin1', 0, 4)));
  const directory = Buffer.concat([font.subarray(0, HEADER), ...kept]);
  directory.writeUInt16BE(kept.length, 4);
  const result = Buffer.from(font);
  directory.copy(result);
  return result;
}

/** The four styles by the names that the PDF library has for them. */
export async function readFonts(): Promise<[style: string, bytes: Buffer][]> {
  return Promise.all(
    Object.entries(FILES).map(async ([style, url]): Promise<[string, Buffer]> => [style, plain(await readFile(fileURLToPath(url)))]),
  );
}
