import type { Text } from '@ancam/core';
import type { ToolFault } from './tool-record.ts';

interface Wording {
  readonly fault: Text;
  readonly remedy: Text;
}

const EXPORT_AGAIN: Text = {
  vi: 'Xuất lại tệp từ công cụ; nếu chỉ có dòng này hỏng thì có thể bỏ qua.',
  en: 'Write the file again with the tool; where this record alone is damaged it may be left out.',
};

/** What can be wrong with a record, and what to do. `{value}` is what stands there. */
export const FAULTS = {
  'no-address': {
    fault: { vi: 'Không có địa chỉ IP hợp lệ: {value}', en: 'No valid IP address: {value}' },
    remedy: { vi: 'Ghi địa chỉ IPv4 hoặc IPv6 của thiết bị.', en: 'Give the IPv4 or IPv6 address of the device.' },
  },
  'no-port': {
    fault: { vi: 'Cổng không hợp lệ: {value}', en: 'No valid port: {value}' },
    remedy: { vi: 'Ghi số cổng từ 1 đến 65535.', en: 'Give a port from 1 to 65535.' },
  },
  'no-json': { fault: { vi: 'Không phải JSON hợp lệ: {value}', en: 'Not valid JSON: {value}' }, remedy: EXPORT_AGAIN },
  'no-line': {
    fault: { vi: 'Dòng không đúng dạng: {value}', en: 'The line is not in the form of the tool: {value}' },
    remedy: EXPORT_AGAIN,
  },
  'other-shape': {
    fault: { vi: 'Bản ghi không có các mục cần thiết: {value}', en: 'The record lacks what is needed: {value}' },
    remedy: EXPORT_AGAIN,
  },
  'too-long': {
    fault: { vi: 'Bản ghi dài hơn giới hạn {value}', en: 'The record is longer than the limit of {value}' },
    remedy: {
      vi: 'Xuất lại tệp mà không kèm toàn bộ nội dung trang (ví dụ bỏ -include-response, --max-size nhỏ hơn).',
      en: 'Write the file again without whole pages (for example without -include-response, with a smaller --max-size).',
    },
  },
  'too-many': {
    fault: {
      vi: 'Địa chỉ {value} có quá nhiều bản ghi; phần sau đã bỏ qua',
      en: 'The address {value} has too many records; later ones were left out',
    },
    remedy: { vi: 'Kiểm tra tệp có bị ghi lặp không.', en: 'See whether the file repeats itself.' },
  },
  'cut-off': {
    fault: {
      vi: 'Tệp kết thúc giữa chừng hoặc hỏng từ đây: {value}',
      en: 'The file ends in the middle or is damaged from here on: {value}',
    },
    remedy: {
      vi: 'Những gì đứng trước đã được đọc. Để có đủ, hãy chạy lại công cụ cho tới khi xong rồi nhập tệp mới.',
      en: 'What stands before it was read. For the whole, let the tool run to its end and read the new file.',
    },
  },
} as const satisfies Readonly<Record<string, Wording>>;

const SHOWN = 80;

/** A fault in its place. */
export function toolFault(place: string, code: keyof typeof FAULTS, value: string): ToolFault {
  // what stands in the file is shown to people: no control characters, and short
  const shown = value
    .slice(0, SHOWN * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ')
    .trim();
  const short = shown.length > SHOWN ? `${shown.slice(0, SHOWN).toWellFormed()}…` : shown;
  const { fault, remedy } = FAULTS[code];
  return { place, fault: { vi: fault.vi.replace('{value}', () => short), en: fault.en.replace('{value}', () => short) }, remedy };
}
