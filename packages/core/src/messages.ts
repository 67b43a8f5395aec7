import { EXCHANGE_ENDS } from './observation.ts';
import type { ExchangeEnd } from './observation.ts';
import type { Language, Text } from './text.ts';

/**
 * What the scanner tells people: notes of a scan, reasons of probes and of checks. A closed set; `{name}` stands for a value.
 * Results hold the code and the values, never the sentence, so that every reader words it in its language.
 */
export const MESSAGES = {
  'host-unknown': { vi: 'không tìm thấy tên máy, không quét: {host}', en: 'host name not found, not scanned: {host}' },
  'no-interface': {
    vi: 'máy này không có giao diện mạng {name}; không hỏi multicast qua đó',
    en: 'this machine has no interface {name}; not asked by multicast',
  },
  'no-multicast': { vi: 'giao diện mạng không nhận multicast: {name}', en: 'an interface does not take multicast: {name}' },
  'outside-answer': {
    vi: 'một thiết bị trả lời từ địa chỉ không có trong phạm vi, không quét: {address}',
    en: 'a device answered discovery from an address that is not named, not scanned: {address}',
  },
  'outside-camera': {
    vi: 'một camera trả lời từ địa chỉ ngoài phạm vi, không quét: {address}, model {model}, firmware {firmware}, số sê-ri {serial}, MAC {mac} ({protocols})',
    en: 'a camera answered from an address outside the scope, not scanned: {address}, model {model}, firmware {firmware}, serial number {serial}, MAC {mac} ({protocols})',
  },
  'recorder-channels': {
    vi: 'đầu ghi {address}: {channels} kênh camera phía sau không thấy được từ mạng, chưa được đánh giá riêng',
    en: 'recorder {address}: {channels} camera channels behind it cannot be seen from the network and were not assessed one by one',
  },
  'recorder-unread': {
    vi: 'đầu ghi {address}: camera phía sau không thấy được từ mạng, chưa được đánh giá riêng; không đọc được số kênh',
    en: 'recorder {address}: cameras behind it cannot be seen from the network and were not assessed one by one; the number of channels could not be read',
  },
  'network-unstable': {
    vi: 'dừng vì mạng không ổn định: {silent} thiết bị đã trả lời rồi im lặng khi được hỏi tiếp; kiểm tra mạng rồi quét tiếp, nên ở mức nhẹ',
    en: 'stopped since the network is not stable: {silent} devices that had answered went silent when asked further; look at the network, then go on, gently',
  },
  'refused-for-all': {
    vi: 'từ {first} đến {last}: {count} địa chỉ từ chối mọi cổng như nhau, có vẻ một thiết bị trả lời thay tất cả; các địa chỉ ấy không được hỏi gì thêm',
    en: 'from {first} to {last}: {count} addresses refuse every port alike, as where one device answers for all; they were not asked any further',
  },
  'discovery-failed': { vi: 'hỏi tìm thiết bị trong mạng bị lỗi: {cause}', en: 'discovery failed: {cause}' },

  'read-from-file': {
    vi: 'đọc từ tệp {file} của {tool}, không gửi gói tin nào tới thiết bị; những gì tệp không cho biết là chưa kiểm tra',
    en: 'read from the file {file} of {tool}, nothing was sent to any device; what the file does not show is not checked',
  },
  'read-from-list': {
    vi: 'đọc từ danh sách camera {file}, không gửi gói tin nào tới thiết bị; những gì danh sách không cho biết là chưa kiểm tra',
    en: 'read from the list of cameras {file}, nothing was sent to any device; what the list does not show is not checked',
  },
  'records-left-out': {
    vi: '{count} bản ghi trong tệp không đọc được, đã bỏ qua; đầu tiên: {place}',
    en: '{count} records of the file cannot be read and were left out; the first: {place}',
  },
  'file-time-only': {
    vi: 'tệp không ghi thời điểm quan sát; dùng thời điểm sửa tệp lần cuối',
    en: 'the file tells no time of observation; that of its last change is taken',
  },
  'outside-ranges': {
    vi: '{count} địa chỉ nằm ngoài các dải địa chỉ đã ghi cho địa điểm này, đầu tiên: {address}',
    en: '{count} addresses lie outside the ranges recorded for this site, the first: {address}',
  },
  'not-in-file': { vi: 'tệp được đọc không cho biết', en: 'the file that was read does not show it' },

  'scan-cancelled': { vi: 'lần quét đã bị hủy', en: 'the scan was cancelled' },
  'host-time-up': { vi: 'đã hết thời gian dành cho thiết bị này', en: 'the time for this device was up' },
  'scanner-fault': { vi: 'lỗi của chương trình quét: {cause}', en: 'fault of the scanner: {cause}' },

  'ports-not-tried': { vi: 'không cổng nào của dịch vụ này được thử', en: 'none of its ports was among those tried' },
  'discovery-off': { vi: 'không bật hỏi tìm thiết bị trong mạng', en: 'discovery was switched off' },
  'label-not-read': { vi: 'chưa có người đọc nhãn', en: 'not read by a person' },
  'no-suspect': { vi: 'chưa đoán được hãng', en: 'no maker is suspected' },
  'no-maker': { vi: 'chưa xác định được hãng', en: 'no maker was identified' },
  'not-requested': { vi: 'không yêu cầu trong lần quét này', en: 'not asked for in this scan' },
  'no-maker-request': {
    vi: 'các hãng đang đoán không có câu hỏi riêng nào dùng được khi chưa đăng nhập',
    en: 'no suspected maker offers a request without log-in',
  },
  'no-web-service': { vi: 'không có dịch vụ web nào trả lời', en: 'no web service answered' },
  'no-factory-account': {
    vi: 'không có tài khoản xuất xưởng nào được công bố cho hãng này',
    en: 'no factory account is published for this maker',
  },
  'no-login-door': {
    vi: 'không dịch vụ nào hỏi đăng nhập theo cách có thể trả lời',
    en: 'no service asks for credentials in a way that can be answered',
  },
  'no-test-device': {
    vi: 'thiết bị không được đánh dấu là thiết bị thử nghiệm, nên không thử khóa đăng nhập',
    en: 'the device is not marked as a test device, so whether log-ins lock was not tried',
  },
  'attempted-lately': {
    vi: 'đã thử tài khoản xuất xưởng trên thiết bị này trong vòng {hours} giờ; lần này không thử lại',
    en: 'factory accounts were tried on this device within the last {hours} hours; not tried again',
  },
  'attempt-noted': {
    vi: 'đã ghi nhận một lượt thử đăng nhập trên thiết bị này, trong vòng {hours} giờ hoặc ở chính lần quét này trước khi bị ngắt; không thử lại',
    en: 'log-in attempts on this device are on record, within the last {hours} hours or of this scan before it was cut off; not tried again',
  },
  'attempt-not-noted': {
    vi: 'không ghi lại được lượt thử đăng nhập trước khi thử, nên không thử',
    en: 'log-in attempts could not be put on record beforehand, so none was made',
  },
  'hosts-read-on': {
    vi: 'lần quét bị ngắt giữa chừng: {hosts} thiết bị đang đọc dở được đọc tiếp, phần đã trả lời không hỏi lại; mỗi quan sát ghi thời điểm riêng',
    en: 'the scan had been cut off: {hosts} devices that were being read were read on, without asking again what they had answered; every observation has its own time',
  },
  'journal-failed': {
    vi: 'không ghi được nhật ký quét ({cause}): nếu lần quét bị ngắt, thiết bị đang đọc dở sẽ được đọc lại từ đầu',
    en: 'the journal of the scan could not be written ({cause}): where the scan is cut off, devices that are being read will be read anew',
  },
  'lock-signs': { vi: 'thiết bị có dấu hiệu khóa đăng nhập; đã dừng', en: 'the device shows signs of a lock; stopped' },
  'login-unclear': {
    vi: 'câu trả lời không cho biết tài khoản có được chấp nhận hay không',
    en: 'the answer does not show whether the account was accepted',
  },

  'no-port-answered': { vi: 'không cổng nào trả lời', en: 'no port gave any answer' },
  'root-beside-log-in': {
    vi: 'cổng {port}: đường dẫn gốc mô tả hình ảnh mà không đòi đăng nhập, nhưng đường dẫn của hãng lại đòi; không rõ có luồng nào để mở',
    en: "port {port}: the root describes video without a log-in, but the maker's own path wants one; whether any stream is open is not known",
  },
  'silent-service': {
    vi: 'cổng {port}: nhận kết nối nhưng không gửi gì ({end})',
    en: 'port {port}: accepts connections but says nothing ({end})',
  },
  'no-answer': { vi: 'cổng {port}: không trả lời {question} ({end})', en: 'port {port}: no answer to {question} ({end})' },
  'no-usable-answer': {
    vi: 'cổng {port}: không có câu trả lời dùng được cho {question} ({end})',
    en: 'port {port}: no usable answer to {question} ({end})',
  },
  'no-icon-answer': {
    vi: 'cổng {port}: không trả lời khi hỏi biểu tượng trang ({end})',
    en: 'port {port}: no answer for the icon ({end})',
  },
  'no-image-answer': {
    vi: 'cổng {port}: không trả lời khi hỏi ảnh chụp ({end})',
    en: 'port {port}: no answer to a still-image address ({end})',
  },
  'no-stream-answer': {
    vi: 'cổng {port}: không trả lời khi hỏi luồng hình ({end})',
    en: 'port {port}: no answer to a stream question ({end})',
  },
  'put-off': {
    vi: 'cổng {port}: thiết bị đang từ chối mọi yêu cầu (trạng thái {status}), có thể do bị khóa tạm hoặc quá nhiều kết nối',
    en: 'port {port}: the device turns everybody away for now (status {status}): blocked for a time, or too many connections',
  },
  'no-handshake': {
    vi: 'cổng {port}: không trả lời khi bắt tay TLS ({end})',
    en: 'port {port}: no answer to a TLS handshake ({end})',
  },
  'no-version-answer': {
    vi: 'cổng {port}: không trả lời khi hỏi phiên bản {version} ({end})',
    en: 'port {port}: no answer about {version} ({end})',
  },
  'page-cut': { vi: 'cổng {port}: trang đầu bị cắt ngắn ({end})', en: 'port {port}: the first page was cut off ({end})' },
  'redirects-endless': { vi: 'cổng {port}: chuyển hướng không dứt', en: 'port {port}: redirects without end' },
  'fleet-incomplete': { vi: 'chưa so sánh hết các thiết bị của lần quét', en: 'not every device of the scan was compared' },

  'probe-cut': { vi: '{probe}: chưa hỏi hết', en: '{probe}: cut short' },
  'probe-not-asked': { vi: '{probe}: chưa hỏi', en: '{probe}: not asked' },
  undecided: { vi: 'dữ kiện đọc được chưa đủ để kết luận', en: 'what was read does not decide it' },
  'maker-unknown': { vi: 'chưa xác định được nhà sản xuất', en: 'the maker is not determined' },
  'model-unknown': { vi: 'chưa xác định được model', en: 'the model is not determined' },
  'firmware-unknown': { vi: 'chưa xác định được firmware', en: 'the firmware is not determined' },
  'firmware-incomparable': { vi: 'không so sánh được phiên bản firmware', en: 'the firmware version cannot be compared' },
} as const satisfies Record<string, Text>;

export type MessageCode = keyof typeof MESSAGES;

/** A message as results hold it: `no-answer|port=80|question=GetUsers|end=timeout`. */
export type Message = MessageCode | `${MessageCode}|${string}`;

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type NamesOf<C extends MessageCode> = NamesIn<(typeof MESSAGES)[C]['vi']>;
type ValuesOf<C extends MessageCode> = [NamesOf<C>] extends [never] ? [] : [Readonly<Record<NamesOf<C>, string | number>>];

/** Keeps every message within what results hold of a reason, whatever a device or the machine put into a value. */
const VALUE_LIMIT = 120;

/** Codes a message with its values; long values are cut. */
export function message<C extends MessageCode>(code: C, ...values: ValuesOf<C>): Message {
  const parts = values.flatMap((each) => Object.entries<string | number>(each)).map(([name, value]) => `${name}=${guarded(String(value))}`);
  return parts.length === 0 ? code : `${code}|${parts.join('|')}`;
}

function guarded(value: string): string {
  return value
    .replaceAll(/[%|]/g, (mark) => encodeURIComponent(mark))
    .slice(0, VALUE_LIMIT)
    .toWellFormed();
}

const ENDS: Readonly<Record<ExchangeEnd, Text>> = {
  ok: { vi: 'có trả lời', en: 'answered' },
  refused: { vi: 'bị từ chối', en: 'refused' },
  timeout: { vi: 'hết giờ', en: 'timed out' },
  closed: { vi: 'bị đóng', en: 'closed' },
  unreachable: { vi: 'không tới được', en: 'unreachable' },
  limit: { vi: 'quá giới hạn', en: 'over a limit' },
  malformed: { vi: 'trả lời sai dạng', en: 'malformed answer' },
  cancelled: { vi: 'đã hủy', en: 'cancelled' },
};

/** How an exchange ended, in words. */
export function endText(end: ExchangeEnd, language: Language): string {
  return ENDS[end][language];
}

/** The values of a message of this code; undefined where the text is another message or none. */
export function messageValues(code: MessageCode, text: string): ReadonlyMap<string, string> | undefined {
  const [found, ...parts] = text.split('|');
  return found === code ? new Map(parts.map(valueOf)) : undefined;
}

/** The sentence of a message. A text that is none, such as one from an older result or another program, stays as it is. */
export function messageText(text: string, language: Language): string {
  const [code = '', ...parts] = text.split('|');
  if (!isCode(code)) return text;
  const values = new Map(parts.map(valueOf));
  let complete = true;
  const sentence = MESSAGES[code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) complete = false;
    const end = name === 'end' ? EXCHANGE_ENDS.find((each) => each === value) : undefined;
    return end === undefined ? (value ?? whole) : endText(end, language);
  });
  return complete ? sentence : text;
}

function isCode(code: string): code is MessageCode {
  return Object.hasOwn(MESSAGES, code);
}

function valueOf(part: string): [string, string] {
  const at = part.indexOf('=');
  const value = part.slice(at + 1).replaceAll(/%(?:25|7C)/g, (mark) => decodeURIComponent(mark));
  return [part.slice(0, at), value];
}
