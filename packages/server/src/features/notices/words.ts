import type { ChangeCounts, NoticeKind } from '@ancam/contract';
import { formatDate, formatDateTime } from '@ancam/core';
import type { Language, Text } from '@ancam/core';

/** What a notice is filled with, by its kind. Days are `yyyy-mm-dd`. */
export type NoticeFacts =
  /** Something waits for its reader: what is to be done, e.g. "Publish or refuse the warning", and the name of the thing. */
  | { readonly kind: 'step'; readonly step: Text; readonly name: string; readonly by?: string; readonly due?: string }
  /** What became of what its reader proposed. */
  | { readonly kind: 'decided'; readonly outcome: Text; readonly name: string; readonly by: string; readonly reason?: string }
  | (OfDuty & { readonly kind: 'duty-due'; readonly days: number })
  | (OfDuty & { readonly kind: 'duty-late'; readonly days: number })
  | (OfDuty & { readonly kind: 'units-late'; readonly units: number })
  | (OfCheck & { readonly kind: 'check-due' })
  | (OfCheck & { readonly kind: 'check-late' })
  | (OfDuty & { readonly kind: 'urged'; readonly by: string; readonly byUnit: string; readonly note: string })
  /** What a scan by schedule found otherwise than the run before, an instant; without name and run for units below that do not see the scan. */
  | { readonly kind: 'scan-changed'; readonly name: string | null; readonly before: string | null; readonly counts: ChangeCounts }
  /** A scan by schedule that was due at an instant and did not come to its end; with what it found all the same. */
  | { readonly kind: 'scan-unrun'; readonly name: string; readonly why: Text; readonly due: string; readonly counts: ChangeCounts | null };

interface OfDuty {
  /** Id in the statute book. */
  readonly duty: string;
  readonly title: Text;
  readonly due: string;
}

/** The periodic check of a system; `days` until its day, or since. */
interface OfCheck {
  readonly name: string;
  readonly due: string;
  readonly days: number;
  readonly clause: Text;
}

interface Words {
  readonly title: Text;
  readonly text: Text;
}

/** Nothing of what is restricted leaves the pages. */
const RESTRICTED: Words = {
  title: { vi: 'Có việc thuộc dữ liệu hạn chế', en: 'Something about restricted data' },
  text: { vi: 'Đăng nhập để xem.', en: 'Sign in to see it.' },
};

/** Whose notice it is in whose place, and how far it may be told. */
interface Telling {
  /** Who gave the delegation by which it is told; empty in one's own name. */
  readonly given_by: string;
  readonly classification: number;
}

/** The words of a notice in both languages; `outside`: for a mail, which tells nothing of what is restricted. */
export function wordsOf(facts: NoticeFacts, unit: string, { given_by: giver, classification }: Telling, outside = false): Words {
  if (outside && classification > 0) return RESTRICTED;
  const words = WORDS[facts.kind](facts as never, unit); // the table is keyed by kind
  if (giver === '') return words;
  const text = {
    vi: `${words.text.vi} Theo ủy quyền của ${giver}: chọn làm thay ở đầu trang để mở.`,
    en: `${words.text.en} By delegation from ${giver}: choose to act for them at the top of the page to open it.`,
  };
  return { ...words, text };
}

const day = (on: string): string => formatDate(on);
const after = (text: string | undefined, lead = ' '): string => (text === undefined || text === '' ? '' : `${lead}${text}`);
/** `1 day`, `1,432 days`. */
const inDays = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'day' : 'days'}`;
const sentence = (text: string | undefined, lead: string): string => (after(text) === '' ? '' : `${lead}${text}.`);

function checkText(name: string, unit: string, due: string, clause: Text): Text {
  return {
    vi: `${name} · ${unit}. Hạn: ${day(due)}. Căn cứ: ${clause.vi}`,
    en: `${name} · ${unit}. Due: ${day(due)}. Basis: ${clause.en}`,
  };
}

const COUNTED: { readonly [K in keyof ChangeCounts]: Text } = {
  new: { vi: 'camera mới', en: 'new' },
  changed: { vi: 'camera thay đổi', en: 'changed' },
  gone: { vi: 'camera không còn thấy', en: 'gone' },
  findings: { vi: 'điểm yếu mới hoặc nặng hơn', en: 'findings new or worse' },
};

/** `2 camera mới, 1 camera không còn thấy`; empty where nothing changed. */
function countedText(counts: ChangeCounts | null, language: Language): string {
  const keys = ['new', 'changed', 'gone', 'findings'] as const;
  return keys.flatMap((key) => (counts === null || counts[key] === 0 ? [] : `${counts[key]} ${COUNTED[key][language]}`)).join(', ');
}

const WORDS: { readonly [K in NoticeKind]: (facts: Extract<NoticeFacts, { kind: K }>, unit: string) => Words } = {
  step: ({ step, name, by, due }, unit) => ({
    title: { vi: `Chờ bạn: ${step.vi}`, en: `Waits for you: ${step.en}` },
    text: {
      vi: `${name} · ${unit}.${sentence(by, ' Người trình: ')}${sentence(due === undefined ? due : day(due), ' Hạn: ')}`,
      en: `${name} · ${unit}.${sentence(by, ' From: ')}${sentence(due === undefined ? due : day(due), ' Due: ')}`,
    },
  }),
  decided: ({ outcome, name, by, reason }, unit) => ({
    title: outcome,
    text: {
      vi: `${name} · ${unit}. Người quyết định: ${by}.${after(reason, ' Lý do: ')}`,
      en: `${name} · ${unit}. Decided by ${by}.${after(reason, ' Reason: ')}`,
    },
  }),
  'duty-due': ({ duty, title, due, days }, unit) => ({
    title: {
      vi: days === 0 ? `Đến hạn hôm nay: ${title.vi}` : `Còn ${days} ngày: ${title.vi}`,
      en: days === 0 ? `Due today: ${title.en}` : `${inDays(days)} left: ${title.en}`,
    },
    text: { vi: `${unit} · nhiệm vụ ${duty}, hạn ${day(due)}.`, en: `${unit} · duty ${duty}, due ${day(due)}.` },
  }),
  'duty-late': ({ duty, title, due, days }, unit) => ({
    title: { vi: `Quá hạn ${days} ngày: ${title.vi}`, en: `${inDays(days)} late: ${title.en}` },
    text: { vi: `${unit} · nhiệm vụ ${duty}, hạn ${day(due)}.`, en: `${unit} · duty ${duty}, was due ${day(due)}.` },
  }),
  'units-late': ({ duty, title, due, units }, unit) => ({
    title: {
      vi: `${units} đơn vị cấp dưới quá hạn: ${title.vi}`,
      en: `${units === 1 ? '1 unit below is' : `${units} units below are`} late: ${title.en}`,
    },
    text: { vi: `${unit} · nhiệm vụ ${duty}, hạn ${day(due)}.`, en: `${unit} · duty ${duty}, was due ${day(due)}.` },
  }),
  'check-due': ({ name, due, days, clause }, unit) => ({
    title: {
      vi: days === 0 ? 'Đến hạn hôm nay: kiểm tra, đánh giá định kỳ hệ thống' : `Còn ${days} ngày: kiểm tra, đánh giá định kỳ hệ thống`,
      en: days === 0 ? 'Due today: the periodic check of a system' : `${inDays(days)} left: the periodic check of a system`,
    },
    text: checkText(name, unit, due, clause),
  }),
  'check-late': ({ name, due, days, clause }, unit) => ({
    title: {
      vi: `Quá hạn ${days} ngày: kiểm tra, đánh giá định kỳ hệ thống`,
      en: `${inDays(days)} late: the periodic check of a system`,
    },
    text: checkText(name, unit, due, clause),
  }),
  urged: ({ duty, title, due, by, byUnit, note }, unit) => ({
    title: { vi: `${byUnit} đôn đốc: ${title.vi}`, en: `${byUnit} urges: ${title.en}` },
    text: {
      vi: `${unit} · nhiệm vụ ${duty}, hạn ${day(due)}. Người đôn đốc: ${by}.${after(note)}`,
      en: `${unit} · duty ${duty}, was due ${day(due)}. By ${by}.${after(note)}`,
    },
  }),
  'scan-changed': ({ name, before, counts }, unit) => {
    const at = before === null ? undefined : formatDateTime(before);
    return {
      title: {
        vi: `Quét theo lịch thấy thay đổi: ${countedText(counts, 'vi')}`,
        en: `A scheduled scan saw changes: ${countedText(counts, 'en')}`,
      },
      text: {
        vi: `${name ?? 'Lần quét của đơn vị cấp trên'} · ${unit}.${at === undefined ? '' : ` So với lần quét ${at}.`}`,
        en: `${name ?? 'A scan by the unit above'} · ${unit}.${at === undefined ? '' : ` Compared with the scan of ${at}.`}`,
      },
    };
  },
  'scan-unrun': ({ name, why, due, counts }, unit) => ({
    title: { vi: `Quét theo lịch không xong: ${why.vi}`, en: `A scheduled scan was not done: ${why.en}` },
    text: {
      vi: `${name} · ${unit}. Đến lịch ${formatDateTime(due)}.${after(countedText(counts, 'vi'), ' Đã thấy: ')}`,
      en: `${name} · ${unit}. Was due ${formatDateTime(due)}.${after(countedText(counts, 'en'), ' Seen so far: ')}`,
    },
  }),
};
