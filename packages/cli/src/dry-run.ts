import type { Language, Text } from '@ancam/core';
import type { DryRunLine } from '@ancam/scanner';
import type { Format } from './render.ts';

const WHEN: Readonly<Record<DryRunLine['when'], Text>> = {
  always: { vi: 'luôn gửi', en: 'always' },
  alive: { vi: 'nếu máy đang chạy', en: 'if the host is alive' },
  open: { vi: 'nếu cổng mở', en: 'if the port is open' },
  service: { vi: 'nếu dịch vụ trả lời', en: 'if the service answers' },
  maker: { vi: 'nếu là hãng liên quan', en: 'if the maker fits' },
  'opted-in': { vi: 'vì đã chọn thử mật khẩu xuất xưởng', en: 'because the factory password test is on' },
};
const NOTHING_SENT: Text = { vi: 'Chưa gửi gì. Lượt quét sẽ gửi:', en: 'Nothing was sent. A scan would send:' };
const ANY_PORT: Text = { vi: 'theo dịch vụ', en: 'as found' };

/** The messages of a dry run as JSON lines or as lines for people, one message a line. */
export function* describeDryRun(lines: Iterable<DryRunLine>, format: Format, language: Language): Iterable<string> {
  if (format === 'json' || format === 'ndjson') {
    for (const line of lines) yield `${JSON.stringify(line)}\n`;
    return;
  }
  yield `${NOTHING_SENT[language]}\n`;
  for (const { target, port, preview, when } of lines) {
    const text = preview.replaceAll(/\s*[\r\n]+\s*/g, ' ');
    yield `${target}\t${port === 0 ? ANY_PORT[language] : port}\t${text}\t(${WHEN[when][language]})\n`;
  }
}
