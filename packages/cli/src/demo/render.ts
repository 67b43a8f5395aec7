import Table from 'cli-table3';
import type { Language, Text } from '@ancam/core';
import { say } from '../language.ts';
import type { Comparison, DemoTotals } from './compare.ts';

const TEXTS = {
  address: { vi: 'Địa chỉ', en: 'Address' },
  camera: { vi: 'Camera', en: 'Camera' },
  planted: { vi: 'Lỗi đã cài', en: 'Planted flaws' },
  result: { vi: 'Kết quả', en: 'Result' },
  good: { vi: '(không có lỗi)', en: '(none)' },
  agrees: { vi: 'khớp', en: 'agrees' },
  missed: { vi: 'sót: {names}', en: 'missed: {names}' },
  unexpected: { vi: 'thừa: {names}', en: 'unexpected: {names}' },
  totals: {
    vi: '{agree}/{cameras} camera khớp; đúng hãng {makersRight}, model {modelsRight}, firmware {firmwareRight}; tìm thấy {flawsFound}/{flawsPlanted} lỗi đã cài, {unexpected} phát hiện thừa; {goodWithoutFinding}/{goodCameras} camera tốt không bị báo lỗi.',
    en: '{agree}/{cameras} cameras agree; maker right {makersRight}, model {modelsRight}, firmware {firmwareRight}; {flawsFound}/{flawsPlanted} planted flaws found, {unexpected} unexpected findings; {goodWithoutFinding}/{goodCameras} good cameras without a finding.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** The comparison for a terminal. */
export function renderComparison(comparisons: readonly Comparison[], totals: DemoTotals, language: Language): string {
  const head = [TEXTS.address, TEXTS.camera, TEXTS.planted, TEXTS.result].map((text) => text[language]);
  const table = new Table({ head, style: { head: [], border: [], compact: true }, wordWrap: true, colWidths: [null, null, 44, 34] });
  for (const comparison of comparisons) {
    const { address, found, truth } = comparison;
    const camera = `${found.maker ?? '?'} ${found.model ?? '?'}\n${found.firmware ?? '?'}`;
    const flaws = truth.flaws.length === 0 ? TEXTS.good[language] : truth.flaws.join(', ');
    table.push([address, camera, flaws, verdict(comparison, language)]);
  }
  return `${table.toString()}\n${say(language, TEXTS.totals, { ...totals })}\n`;
}

function verdict({ missed, unexpected, result }: Comparison, language: Language): string {
  if (result === 'agrees') return TEXTS.agrees[language];
  const part = (text: Text, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [say(language, text, { names: names.join(', ') })];
  return [...part(TEXTS.missed, missed), ...part(TEXTS.unexpected, unexpected)].join('\n');
}
