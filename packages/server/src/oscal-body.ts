import { AppError } from '@ancam/core';

/** Bytes of the largest document of OSCAL that is read: a plan of level 5 with every text at its longest takes less. */
export const LARGEST_OSCAL = 8 * 1024 * 1024;
/** Lists within lists and objects: the models of OSCAL go to about fifteen. */
const DEEPEST = 40;
/** Entries of one list: more findings than one system is ever exported with. */
const LONGEST = 20_000;

/** A document that is refused: where in it, what is wrong, and the remedy. */
export function faultyOscal(place: string, fault: string, vi: string, en: string): AppError {
  return new AppError('input.invalid', fault, { place, fix: { vi, en } });
}

/** Refuses what no document of OSCAL looks like before anything walks through it by recursion or tells every fault of it. */
function assertShape(document: unknown): void {
  let level: { readonly value: unknown; readonly place: string }[] = [{ value: document, place: '' }];
  for (let depth = 0; level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { value, place } of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (depth > DEEPEST)
        throw faultyOscal(
          place.slice(0, 200),
          'too deep',
          `Tài liệu lồng quá ${DEEPEST} cấp.`,
          `The document is nested deeper than ${DEEPEST}.`,
        );
      if (Array.isArray(value) && value.length > LONGEST) {
        const fix = [
          `Danh sách dài quá ${LONGEST} mục: chia tài liệu.`,
          `A list of more than ${LONGEST} entries: divide the document.`,
        ] as const;
        throw faultyOscal(place, 'too many entries', ...fix);
      }
      for (const [key, each] of Object.entries(value)) next.push({ value: each, place: place === '' ? key : `${place}/${key}` });
    }
    level = next;
  }
}

/** What was sent as JSON, with the name of its model. Throws `input.invalid` with place and remedy. */
export function parseOscal(bytes: Uint8Array): { readonly model: string; readonly document: unknown } {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    const fault = `not JSON: ${thrown instanceof Error ? thrown.message : ''}`;
    throw faultyOscal('', fault, 'Chọn tệp OSCAL dạng JSON, mã hóa UTF-8.', 'Choose an OSCAL file in JSON, in UTF-8.');
  }
  assertShape(document);
  const keys = typeof document === 'object' && document !== null && !Array.isArray(document) ? Object.keys(document) : [];
  return { model: keys.find((key) => key !== '$schema') ?? '', document };
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/u;

/** Line breaks and tabs are text, other control characters are not. Throws `input.invalid`. */
export function assertText(place: string, values: Readonly<Record<string, unknown>>): void {
  const broken = Object.entries(values).find(([, value]) => typeof value === 'string' && CONTROL.test(value));
  if (broken === undefined) return;
  throw faultyOscal(place, `${broken[0]} has control characters`, 'Xóa ký tự điều khiển trong văn bản.', 'Remove the control characters.');
}
