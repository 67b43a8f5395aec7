import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import en from '../locales/en.json' with { type: 'json' };
import vi from '../locales/vi.json' with { type: 'json' };
import { scannerText } from './scanner-text.ts';

const i18n = createInstance();
await i18n.init({ lng: 'vi', resources: { vi: { translation: vi }, en: { translation: en } }, interpolation: { escapeValue: false } });

test.each([
  ['not asked for in this scan', 'không yêu cầu trong lần quét này'],
  ['port 80: no answer to GetUsers (timeout)', 'cổng 80: không trả lời GetUsers (hết giờ)'],
  ['port 443: the first page was cut off (limit)', 'cổng 443: trang đầu bị cắt ngắn (quá giới hạn)'],
  ['host name not found, not scanned: nvr-2.local', 'không tìm thấy tên máy, không quét: nvr-2.local'],
  ['rtsp: cut short', 'rtsp: chưa hỏi hết'],
  ['identity: maker not determined', 'chưa xác định được nhà sản xuất'],
  ['something new: 12', 'something new: 12'],
])('%s reads as "%s"', (note, text) => {
  expect(scannerText(i18n, note)).toBe(text);
});

test('in English a known phrase stays what the scanner wrote', async () => {
  await i18n.changeLanguage('en');
  for (const phrase of Object.values(en.reasons)) expect(scannerText(i18n, phrase)).toBe(phrase);
});
