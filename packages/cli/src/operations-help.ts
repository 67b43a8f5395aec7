import type { Text } from '@ancam/core';

/** What `--help` says of the commands of operation. */
export const OPERATIONS_HELP = {
  audit: { vi: 'Nhật ký kiểm toán: kiểm tra chuỗi băm, ghi mốc neo.', en: 'The audit: verify its hash chains, write anchors.' },
  auditVerify: {
    vi: 'Kiểm tra mọi chuỗi băm của nhật ký; nêu rõ sự kiện nào bị sửa, mất hoặc sai thứ tự.',
    en: 'Follow every hash chain of the audit; name each event that was changed, is missing or out of order.',
  },
  auditAnchor: {
    vi: 'In sự kiện cuối của mỗi chuỗi, để cất ở nơi khác làm mốc đối chiếu.',
    en: 'Print the end of each chain, to be kept elsewhere and compared later.',
  },
  anchors: { vi: 'đối chiếu với các tệp mốc neo đã cất', en: 'compare with anchor files kept elsewhere' },
  json: { vi: 'in kết quả dạng JSON', en: 'print the result as JSON' },
  backup: {
    vi: 'Sao lưu toàn bộ dữ liệu vào một tệp nén, tự kiểm tra lại sau khi ghi. Máy chủ đang chạy vẫn sao lưu được.',
    en: 'Back up all data into one compressed file, read again and checked. Works beside a running server.',
  },
  backupFile: { vi: 'tệp sao lưu', en: 'backup file' },
  files: { vi: 'kèm các tệp minh chứng trong thư mục dữ liệu', en: 'include the evidence files of the data folder' },
  restore: {
    vi: 'Khôi phục bản sao lưu vào nơi còn trống: tất cả hoặc không gì cả.',
    en: 'Restore a backup into an empty store: all or nothing.',
  },
  resetAdmin: {
    vi: 'Khi mất hết quyền vào: in liên kết dùng một lần cho một quản trị. Dừng máy chủ trước khi chạy với dữ liệu nhúng.',
    en: 'When all access is lost: print a one-time link for an administrator. Stop the server first where the data is embedded.',
  },
  resetLogin: {
    vi: 'tên đăng nhập của quản trị; không nêu thì là quản trị của đơn vị cao nhất',
    en: 'login of the administrator; one of the highest unit where absent',
  },
  migrate: { vi: 'Đưa cấu trúc cơ sở dữ liệu lên phiên bản này.', en: 'Bring the schema of the database up to this version.' },
  migrateDryRun: { vi: 'chỉ liệt kê những bước sẽ chạy', en: 'only list what would run' },
  duties: {
    vi: 'Nghĩa vụ của một đơn vị hoặc của mọi đơn vị, tính từ dữ kiện; ghi ra bảng, CSV, XLSX hoặc JSON.',
    en: 'The duties of a unit or of all units, computed from facts; as a table, CSV, XLSX or JSON.',
  },
  dutiesUnit: { vi: 'tên, mã hoặc id của đơn vị; bỏ trống là mọi đơn vị', en: 'name, code or id of a unit; all units without one' },
  dutiesOverdue: { vi: 'chỉ nghĩa vụ quá hạn', en: 'only what is overdue' },
  dutiesOn: { vi: 'ngày tính, dd/mm/yyyy; mặc định hôm nay', en: 'the day, dd/mm/yyyy; today by default' },
  doctor: {
    vi: 'Khám máy, cấu hình và cơ sở dữ liệu; nêu cách sửa từng chỗ chưa ổn.',
    en: 'Look at machine, settings and database; say how to mend what is not right.',
  },
  doctorFiles: {
    vi: 'đọc lại mọi tệp minh chứng và so mã băm (mặc định: 20 tệp ngẫu nhiên)',
    en: 'read every evidence file and compare its hash (by default 20 at random)',
  },
} as const satisfies Readonly<Record<string, Text>>;
