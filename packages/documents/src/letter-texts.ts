import type { Language } from '@ancam/core';

const vi = {
  country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  numberLabel: 'Số:',
  numberBlank: '        /GUQ-……',
  dated: (place: string, date: string): string => `${place}, ${date}`,
  kind: 'GIẤY ỦY QUYỀN',
  subject: 'Về việc quét, kiểm tra an ninh mạng camera giám sát',
  basis:
    'Căn cứ Chỉ thị số 23/CT-TTg ngày 26 tháng 12 năm 2022 của Thủ tướng Chính phủ về tăng cường công tác bảo đảm an toàn thông tin mạng, an ninh thông tin cho thiết bị camera giám sát;',
  need: 'Căn cứ yêu cầu quản lý, sử dụng hệ thống camera giám sát của cơ quan, đơn vị,',
  grants: (unit: string): string => `Người đứng đầu ${unit} ủy quyền thực hiện việc quét, kiểm tra như sau:`,
  holder: 'Bên được ủy quyền',
  work: 'Nội dung',
  workText:
    'Tìm các thiết bị camera, đầu ghi hình trong phạm vi dưới đây; đọc những gì thiết bị trả lời qua mạng; đối chiếu với quy chuẩn kỹ thuật quốc gia; lập báo cáo kèm bằng chứng. Chỉ đọc: không thay đổi cấu hình, không khai thác lỗ hổng, không làm gián đoạn hoạt động của thiết bị.',
  targets: 'Phạm vi được quét',
  excluded: 'Không được chạm tới',
  nothingExcluded: 'Không có địa chỉ nào trong phạm vi trên bị loại trừ.',
  period: 'Thời hạn',
  periodText: (from: string, until: string): string => `Từ ngày ${from} đến hết ngày ${until}.`,
  password: 'Thử tài khoản xuất xưởng',
  passwordYes:
    'Được phép: mỗi tài khoản xuất xưởng đã công bố chỉ thử đăng nhập một lần trên mỗi thiết bị, dừng trước ngưỡng khóa; mật khẩu không được ghi lại.',
  passwordNo: 'Không được phép.',
  duties: 'Trách nhiệm',
  dutiesText:
    'Bên được ủy quyền giữ kín kết quả, chỉ báo cáo cho người đứng đầu cơ quan, đơn vị; dừng ngay khi được yêu cầu hoặc khi thiết bị hoạt động bất thường; không ủy quyền lại cho người khác.',
  contact: 'Đầu mối liên hệ',
  receivers: 'Nơi nhận:',
  copies: (holder: string): readonly string[] => [`- ${holder};`, '- Bộ phận quản lý hệ thống mạng;', '- Lưu: VT.'],
  head: 'NGƯỜI ĐỨNG ĐẦU CƠ QUAN, ĐƠN VỊ',
  sign: '(Ký, ghi rõ họ tên và đóng dấu)',
  translation: undefined as string | undefined, // only the English letter carries such a line
};

type LetterTexts = typeof vi;

const en: LetterTexts = {
  country: 'SOCIALIST REPUBLIC OF VIET NAM',
  motto: 'Independence - Freedom - Happiness',
  numberLabel: 'No.:',
  numberBlank: '        /GUQ-……',
  dated: (place, date) => `${place}, ${date}`,
  kind: 'LETTER OF AUTHORISATION',
  subject: 'to scan and check the security of surveillance cameras',
  basis:
    'Pursuant to Directive No. 23/CT-TTg of 26/12/2022 of the Prime Minister on strengthening network information safety and information security for surveillance cameras;',
  need: 'In view of the needs of managing and using the surveillance cameras of the unit,',
  grants: (unit) => `the head of ${unit} authorises the following scan and check:`,
  holder: 'Who is authorised',
  work: 'Work',
  workText:
    'To find cameras and video recorders within the scope below, to read what they answer over the network, to compare it with the national technical regulation, and to report with evidence. Reading only: no settings are changed, no weakness is exploited, no device is disturbed in its work.',
  targets: 'Scope of the scan',
  excluded: 'Not to be touched',
  nothingExcluded: 'No address within this scope is excluded.',
  period: 'Period',
  periodText: (from, until) => `From ${from} up to and including ${until}.`,
  password: 'Factory account test',
  passwordYes:
    'Allowed: one log-in attempt per published factory account on each device, stopping short of the lock-out threshold; passwords are not recorded.',
  passwordNo: 'Not allowed.',
  duties: 'Duties',
  dutiesText:
    'Whoever is authorised keeps the results confidential and reports them to the head of the unit only, stops at once when asked to or when a device behaves abnormally, and does not pass this authorisation on.',
  contact: 'Contact',
  receivers: 'Copies to:',
  copies: (holder) => [`- ${holder};`, '- Those in charge of the network;', '- Filed: clerical office.'],
  head: 'HEAD OF THE UNIT',
  sign: '(Signature, full name and seal)',
  translation: 'English rendering for reference; the signed Vietnamese letter is the one that counts.',
};

const CATALOGUES: Readonly<Record<Language, LetterTexts>> = { vi, en };

/** Wording of the authorisation letter. */
export function letterTexts(language: Language): LetterTexts {
  return CATALOGUES[language];
}
