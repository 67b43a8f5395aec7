import { FILE_REFUSALS } from '@ancam/contract';
import type { EvidenceList, FileRefusal } from '@ancam/contract';
import type { Language } from '@ancam/core';
import { toAppError } from '@ancam/core';

const TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/tiff': 'TIFF',
  'image/heic': 'HEIC',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
};

/** What a type of content is called; of text the ending of its name tells more. */
export function typeText(type: string, name: string): string {
  return TYPES[type] ?? name.replace(/^.*\./s, '').toUpperCase();
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A size as people read it, e.g. `1,2 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: step === 0 ? 0 : 1 }).format(bytes / 1000 ** step);
  return `${number} ${UNITS[step] ?? ''}`;
}

/** Why the server did not take a file; undefined where it says something else. */
export function refusalOf(thrown: unknown): FileRefusal | undefined {
  const { code, details } = toAppError(thrown);
  return code === 'file.refused' ? FILE_REFUSALS.find((each) => each === details.reason) : undefined;
}

/** What a file chooser offers. */
export function acceptOf({ endings }: EvidenceList): string {
  return endings.map((ending) => `.${ending}`).join(',');
}
