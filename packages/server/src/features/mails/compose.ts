import type { Language } from '@ancam/core';
import type { NoticeRow } from '../notices/of-mail.service.ts';
import { wordsOf } from '../notices/words.ts';

/** What a mail says. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** More than that is a list to be read in the pages. */
const MOST_LINES = 20;
const LONGEST_SUBJECT = 120;

const WORDS = {
  vi: {
    several: (count: number) => `${count} việc cần xem`,
    open: 'Mở',
    more: (count: number) => `và ${count} việc khác trong hộp thông báo:`,
    why: 'Thư tự động của AnCam. Đổi cách nhận tại:',
    confirm: {
      subject: 'Mã xác nhận địa chỉ thư',
      line: (code: string) => `Mã xác nhận: ${code}`,
      about: 'Nhập mã này ở trang Tài khoản của tôi, mục Thông báo, trong 24 giờ. Nếu bạn không yêu cầu, hãy bỏ qua thư này.',
    },
    test: { subject: 'Thư thử', line: 'Máy chủ thư đã nhận và chuyển thư này. Không cần làm gì thêm.' },
  },
  en: {
    several: (count: number) => `${count} things to look at`,
    open: 'Open',
    more: (count: number) => `and ${count} more in the inbox:`,
    why: 'Sent by AnCam. Choose how you are told at:',
    confirm: {
      subject: 'Code to confirm an address',
      line: (code: string) => `Code: ${code}`,
      about: 'Type it in My account, Notices, within 24 hours. If you did not ask for it, ignore this mail.',
    },
    test: { subject: 'Test mail', line: 'The mail server has taken and delivered this mail. There is nothing else to do.' },
  },
} as const;

interface Line {
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

/** A mail about notices: short and plain, with a link to each. What is restricted is not told, only that there is something. */
export function composeNotices(notices: readonly NoticeRow[], language: Language, origin: string): Composed {
  const words = WORDS[language];
  const lines = notices.slice(0, MOST_LINES).map((notice): Line => {
    const { title, text } = wordsOf(notice.facts, notice.unit_name, notice, true);
    return { title: title[language], text: text[language], url: origin + (notice.classification > 0 ? '/notices' : notice.link) };
  });
  const rest = notices.length - lines.length;
  const subject = notices.length === 1 ? (lines[0]?.title ?? '') : words.several(notices.length);
  const more = rest > 0 ? [{ title: words.more(rest), text: '', url: `${origin}/notices` }] : [];
  return compose(subject, [...lines, ...more], language, origin);
}

/** A mail that only shows that mail arrives. */
export function composeTest(language: Language, origin: string): Composed {
  const { subject, line } = WORDS[language].test;
  return compose(subject, [{ title: line, text: '', url: `${origin}/mails` }], language, origin);
}

/** A mail with the code that shows that an address is its reader's. */
export function composeConfirm(code: string, language: Language, origin: string): Composed {
  const { subject, line, about } = WORDS[language].confirm;
  return compose(subject, [{ title: line(code), text: about, url: `${origin}/account?tab=notices` }], language, origin);
}

function compose(subject: string, lines: readonly Line[], language: Language, origin: string): Composed {
  const words = WORDS[language];
  const settings = `${origin}/account?tab=notices`;
  const text = [
    ...lines.map(({ title, text: about, url }) => [title, about, url].filter((each) => each !== '').join('\n')),
    `-- \n${words.why} ${settings}`,
  ];
  return {
    subject: `[AnCam] ${oneLine(subject)}`.slice(0, LONGEST_SUBJECT),
    text: `${text.join('\n\n')}\n`,
    html: page(lines, words, settings, language),
  };
}

function page(lines: readonly Line[], words: (typeof WORDS)[Language], settings: string, language: Language): string {
  const items = lines.map(
    ({ title, text, url }) =>
      `<p style="margin:0 0 16px"><strong>${escaped(title)}</strong>${text === '' ? '' : `<br>${escaped(text)}`}<br><a href="${escaped(url)}">${words.open}</a></p>`,
  );
  return `<!doctype html><html lang="${language}"><body style="font-family:sans-serif;font-size:15px;line-height:1.45">${items.join('')}
<p style="color:#555;font-size:13px">${words.why} <a href="${escaped(settings)}">${escaped(settings)}</a></p></body></html>`;
}

/** Names come from people: none of them writes a header. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
