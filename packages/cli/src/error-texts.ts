import { toAppError } from '@ancam/core';
import { say } from './language.ts';
import { printable } from './printable.ts';
import type { AppError, ErrorCode, Language, Text } from '@ancam/core';

const TEXTS: Readonly<Record<ErrorCode, Text>> = {
  'input.invalid': { vi: 'Giá trị không hợp lệ', en: 'Invalid value' },
  'target.malformed': { vi: 'Mục tiêu viết sai', en: 'Malformed target' },
  'target.unknown-host': { vi: 'Không tìm thấy địa chỉ của tên máy', en: 'Unknown host name' },
  'target.too-many': { vi: 'Quá nhiều địa chỉ', en: 'Too many addresses' },
  'target.refused': { vi: 'Không được phép quét mục tiêu này', en: 'This target may not be scanned' },
  'file.unreadable': { vi: 'Không đọc được tệp', en: 'Cannot read the file' },
  'file.not-a-result': { vi: 'Tệp không phải là kết quả quét của AnCam', en: 'The file is not a scan result of AnCam' },
  'file.too-large': { vi: 'Tệp quá lớn', en: 'The file is too large' },
  'file.refused': { vi: 'Tệp không được nhận', en: 'The file is not accepted' },
  'knowledge.invalid': { vi: 'Kho tri thức có lỗi', en: 'The knowledge has faults' },
  'check.unknown': { vi: 'Không có phép kiểm tra này', en: 'There is no such check' },
  'auth.required': { vi: 'Cần đăng nhập', en: 'Log-in required' },
  'auth.failed': { vi: 'Sai tài khoản hoặc mật khẩu', en: 'Wrong account or password' },
  'auth.locked': { vi: 'Tài khoản đang bị khóa', en: 'The account is locked' },
  'auth.forbidden': { vi: 'Không đủ quyền', en: 'Not permitted' },
  'setup.done': { vi: 'Hệ thống đã được thiết lập', en: 'Set-up is already done' },
  'invitation.invalid': { vi: 'Liên kết mời không còn hiệu lực', en: 'The invitation link is not valid' },
  'setup.link-invalid': { vi: 'Liên kết thiết lập không còn hiệu lực', en: 'The set-up link is not valid' },
  'authorisation.missing': { vi: 'Chưa ghi nhận văn bản cho phép quét', en: 'No authorisation is recorded for this scan' },
  'authorisation.expired': { vi: 'Văn bản cho phép quét đã hết hạn', en: 'The authorisation has expired' },
  'not-found': { vi: 'Không tìm thấy', en: 'Not found' },
  conflict: { vi: 'Xung đột với dữ liệu hiện có', en: 'Conflict with what is there' },
  'rate.limited': { vi: 'Quá nhiều yêu cầu, hãy chờ', en: 'Too many requests, please wait' },
  'store.locked': {
    vi: 'Thư mục dữ liệu đang được một máy chủ AnCam khác sử dụng',
    en: 'The data folder is in use by another AnCam server',
  },
  'store.newer-schema': { vi: 'Dữ liệu do phiên bản AnCam mới hơn tạo ra', en: 'The data was written by a newer AnCam' },
  'store.failed': { vi: 'Cơ sở dữ liệu gặp lỗi', en: 'The database failed' },
  'store.not-empty': { vi: 'Nơi khôi phục đã có dữ liệu', en: 'The store is not empty' },
  'backup.invalid': { vi: 'Tệp sao lưu không toàn vẹn', en: 'The backup is not whole' },
  'scan.failed': { vi: 'Không quét được', en: 'The scan could not run' },
  internal: { vi: 'Lỗi bên trong AnCam', en: 'Internal error of AnCam' },
};

/** What to do, in Vietnamese, where the error itself gives its advice in English only. */
const ADVICE_VI: Partial<Readonly<Record<ErrorCode, string>>> = {
  'input.invalid': 'Hãy xem lại giá trị này; "ancam help scan" nói rõ cách viết.',
  'target.malformed': 'Viết địa chỉ, dải như 192.168.1.10-50, mạng như 192.168.1.0/24, hoặc tên máy.',
  'target.unknown-host': 'Hãy kiểm tra chính tả hoặc ghi địa chỉ.',
  'target.too-many': 'Hãy nêu dải nhỏ hơn.',
  'target.refused': 'Chỉ nêu địa chỉ nội bộ của thiết bị; với địa chỉ công cộng, ghi đơn vị quản lý bằng --public-holder.',
  'file.unreadable': 'Hãy kiểm tra đường dẫn và quyền đọc.',
  'file.not-a-result': 'Dùng tệp do "ancam scan --format json" ghi ra.',
  'file.too-large': 'Hãy chia nhỏ tệp.',
  'file.refused': 'Hãy nộp tệp PDF, ảnh hoặc văn bản không có macro.',
  'knowledge.invalid': 'Chạy "ancam knowledge lint", thêm tên thư mục nếu là quy tắc tự viết, để xem lỗi.',
  'check.unknown': 'Chạy "ancam explain" để xem danh sách.',
  'authorisation.missing': 'Hãy nêu --authorisation-by, --authorisation-document và --authorisation-until.',
  'authorisation.expired': 'Hãy nêu văn bản còn hiệu lực.',
  'store.locked': 'Hãy dùng máy chủ đang chạy, hoặc dừng máy chủ đó trước.',
  'store.newer-schema': 'Hãy cập nhật AnCam.',
  'store.not-empty': 'Hãy nêu cơ sở dữ liệu và thư mục dữ liệu còn trống.',
  'backup.invalid': 'Hãy dùng bản sao khác; chưa có gì được ghi.',
};

const USE_THAT: Text = {
  vi: 'Hãy dùng máy chủ đang chạy tại {url}, hoặc dừng máy chủ đó trước.',
  en: 'Use the running server at {url}, or stop it first.',
};

/** One clear line for a thrown value: what is wrong, where, what to do. No stack trace. */
export function describeError(thrown: unknown, language: Language): string {
  const error = toAppError(thrown);
  const where = asText(error.details['place'], language);
  const advice = adviceOf(error, language);
  const parts = [TEXTS[error.code][language]];
  if (where !== undefined) parts.push(`: ${where}`);
  // The engineer's message is shown only where nothing better tells the cause.
  if (where === undefined || error.code === 'internal' || error.code.endsWith('failed')) parts.push(` (${error.message})`);
  if (advice !== undefined) parts.push(`. ${advice}`);
  return `ancam: ${printable(parts.join('').replaceAll(/\s*\n\s*/g, ' '))}`;
}

function adviceOf(error: AppError, language: Language): string | undefined {
  const { fix, url } = error.details;
  if (error.code === 'store.locked' && typeof url === 'string' && url !== '') return say(language, USE_THAT, { url });
  if (language === 'vi' && typeof fix === 'string') return ADVICE_VI[error.code] ?? fix;
  const advice = asText(fix, language) ?? (language === 'vi' ? ADVICE_VI[error.code] : undefined);
  return advice === undefined ? undefined : `${advice.charAt(0).toUpperCase()}${advice.slice(1)}`;
}

/** Details may hold a plain string or a text in both languages. */
function asText(value: unknown, language: Language): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && 'vi' in value && 'en' in value) {
    return String(language === 'vi' ? value.vi : value.en);
  }
  return undefined;
}
