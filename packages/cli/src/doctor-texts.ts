import type { Text } from '@ancam/core';
import type { DoctorCode, DoctorLine } from '@ancam/server';

export const STATES: Readonly<Record<DoctorLine['state'], Text>> = {
  ok: { vi: 'tốt', en: 'ok' },
  warn: { vi: 'chú ý', en: 'warn' },
  fail: { vi: 'HỎNG', en: 'FAIL' },
};

/** What `ancam doctor` says of each thing, and what to do where it is not right. */
export const DOCTOR_TEXTS: Readonly<Record<DoctorCode, { readonly says: Text; readonly fix?: Text }>> = {
  'node.ok': { says: { vi: 'Node.js {version}', en: 'Node.js {version}' } },
  'node.old': {
    says: { vi: 'Node.js {version} quá cũ', en: 'Node.js {version} is too old' },
    fix: {
      vi: 'Chạy "npm ci" trong thư mục AnCam, hoặc cài Node.js 22.18 trở lên.',
      en: 'Run "npm ci" in the AnCam folder, or install Node.js 22.18 or newer.',
    },
  },
  'folder.ok': { says: { vi: 'Thư mục dữ liệu {folder}', en: 'Data folder {folder}' } },
  'folder.absent': {
    says: { vi: 'Chưa có thư mục dữ liệu {folder}', en: 'There is no data folder {folder} yet' },
    fix: {
      vi: 'Máy chủ tự tạo khi khởi động; nếu dữ liệu ở nơi khác, đặt ANCAM_DATA.',
      en: 'The server makes it at its start; set ANCAM_DATA where the data is elsewhere.',
    },
  },
  'folder.unwritable': {
    says: { vi: 'Không ghi được vào thư mục dữ liệu {folder}', en: 'The data folder {folder} cannot be written' },
    fix: {
      vi: 'Cho tài khoản chạy AnCam quyền đọc, ghi trên thư mục này.',
      en: 'Let the account that runs AnCam read and write this folder.',
    },
  },
  'folder.open': {
    says: {
      vi: 'Người khác trên máy vào được thư mục dữ liệu {folder} (quyền {mode})',
      en: 'Others on this machine may enter the data folder {folder} (mode {mode})',
    },
    fix: { vi: 'chmod 700 {folder}', en: 'chmod 700 {folder}' },
  },
  'lock.free': { says: { vi: 'Không tiến trình nào giữ dữ liệu', en: 'No process holds the data' } },
  'lock.held': { says: { vi: 'Máy chủ đang chạy: tiến trình {pid}, {url}', en: 'A server is running: process {pid}, {url}' } },
  'disk.ok': { says: { vi: 'Đĩa còn trống {mebibytes} MiB', en: '{mebibytes} MiB of disk are free' } },
  'disk.low': {
    says: { vi: 'Đĩa chỉ còn {mebibytes} MiB', en: 'Only {mebibytes} MiB of disk are free' },
    fix: { vi: 'Giải phóng chỗ hoặc thêm đĩa.', en: 'Free some room or add a disk.' },
  },
  'disk.full': {
    says: { vi: 'Đĩa gần đầy: còn {mebibytes} MiB', en: 'The disk is almost full: {mebibytes} MiB are left' },
    fix: { vi: 'Giải phóng chỗ ngay; cơ sở dữ liệu sẽ dừng khi đĩa đầy.', en: 'Free some room now; the database stops on a full disk.' },
  },
  'knowledge.ok': { says: { vi: 'Kho tri thức {hash}', en: 'Knowledge {hash}' } },
  'knowledge.invalid': {
    says: { vi: 'Kho tri thức hỏng: {reason}', en: 'The knowledge is damaged: {reason}' },
    fix: { vi: 'Cài lại AnCam, hoặc chạy "ancam knowledge lint".', en: 'Install AnCam again, or run "ancam knowledge lint".' },
  },
  'pages.ok': { says: { vi: 'Trang web đã dựng', en: 'The pages are built' } },
  'pages.absent': {
    says: { vi: 'Trang web chưa dựng', en: 'The pages are not built' },
    fix: { vi: 'Chạy "node tools/build.ts".', en: 'Run "node tools/build.ts".' },
  },
  'address.ok': { says: { vi: 'Địa chỉ {url}', en: 'Address {url}' } },
  'address.http': {
    says: { vi: 'Người dùng truy cập qua {url} không mã hóa', en: 'People reach the server through {url}, not encrypted' },
    fix: {
      vi: 'Đặt máy chủ web có https phía trước và ghi ANCAM_PUBLIC_URL=https://…',
      en: 'Put a proxy with https before it and set ANCAM_PUBLIC_URL=https://…',
    },
  },
  'address.open': {
    says: { vi: 'Lắng nghe tại {host} mà chưa khai địa chỉ https', en: 'It listens on {host} and no https address is set' },
    fix: {
      vi: 'Để HOST=127.0.0.1 sau máy chủ web có https, và đặt ANCAM_PUBLIC_URL.',
      en: 'Keep HOST=127.0.0.1 behind a proxy with https, and set ANCAM_PUBLIC_URL.',
    },
  },
  'database.ok': { says: { vi: 'Cơ sở dữ liệu {name}, PostgreSQL {version}', en: 'Database {name}, PostgreSQL {version}' } },
  'database.absent': {
    says: { vi: 'Chưa có dữ liệu trong {folder}', en: 'There is no data in {folder} yet' },
    fix: { vi: 'Máy chủ tự tạo khi khởi động lần đầu.', en: 'The server makes it at its first start.' },
  },
  'database.failed': {
    says: { vi: 'Không mở được cơ sở dữ liệu: {reason}', en: 'The database cannot be opened: {reason}' },
    fix: {
      vi: 'Kiểm tra DATABASE_URL, máy chủ PostgreSQL, và quyền của tài khoản.',
      en: 'Check DATABASE_URL, the PostgreSQL server, and the rights of the account.',
    },
  },
  'encoding.ok': { says: { vi: 'Bảng mã UTF-8', en: 'Encoding UTF-8' } },
  'encoding.other': {
    says: { vi: 'Cơ sở dữ liệu dùng bảng mã {encoding}', en: 'The database has the encoding {encoding}' },
    fix: { vi: "Tạo lại cơ sở dữ liệu với encoding 'UTF8' rồi khôi phục.", en: "Create the database with encoding 'UTF8' and restore." },
  },
  'durability.ok': { says: { vi: 'Mỗi lần ghi đều xuống đĩa trước khi báo xong', en: 'Each write is on disk before it is acknowledged' } },
  'durability.weak': {
    says: { vi: '{setting} đang tắt: mất điện là mất các ghi chép cuối', en: '{setting} is off: a power cut loses the last writes' },
    fix: { vi: 'Bật {setting} = on.', en: 'Set {setting} = on.' },
  },
  'durability.off': {
    says: { vi: '{setting} đang tắt: mất điện là hỏng dữ liệu', en: '{setting} is off: a power cut damages the data' },
    fix: { vi: 'Bật {setting} = on trong postgresql.conf.', en: 'Set {setting} = on in postgresql.conf.' },
  },
  'clock.ok': { says: { vi: 'Đồng hồ khớp với cơ sở dữ liệu', en: 'The clock agrees with the database' } },
  'clock.skew': {
    says: { vi: 'Đồng hồ lệch {ms} ms so với cơ sở dữ liệu', en: 'The clock is {ms} ms off that of the database' },
    fix: { vi: 'Bật đồng bộ giờ (NTP) trên cả hai máy.', en: 'Turn on time synchronisation (NTP) on both machines.' },
  },
  'schema.ok': { says: { vi: 'Cấu trúc mới nhất ({count} bước)', en: 'The schema is up to date ({count} migrations)' } },
  'schema.pending': {
    says: { vi: 'Cấu trúc chưa cập nhật: {names}', en: 'The schema is behind: {names}' },
    fix: { vi: 'Sao lưu, rồi chạy "ancam migrate".', en: 'Back up, then run "ancam migrate".' },
  },
  'schema.failed': {
    says: { vi: 'Cấu trúc không dùng được: {reason}', en: 'The schema cannot be used: {reason}' },
    fix: {
      vi: 'Dùng đúng phiên bản AnCam đã ghi dữ liệu này, hoặc bản mới hơn.',
      en: 'Use the AnCam that wrote this data, or a newer one.',
    },
  },
  'owner.ok': { says: { vi: 'Tài khoản kết nối {name} không phải siêu người dùng', en: 'The account {name} is no superuser' } },
  'owner.superuser': {
    says: { vi: 'Kết nối bằng siêu người dùng {name}', en: 'The connection is made as the superuser {name}' },
    fix: { vi: 'Tạo tài khoản riêng theo deploy/postgresql.sql.', en: 'Make an account of its own by deploy/postgresql.sql.' },
  },
  'role.ok': { says: { vi: 'Vai trò ancam_app không sở hữu gì', en: 'The role ancam_app owns nothing' } },
  'role.absent': {
    says: { vi: 'Thiếu vai trò ancam_app', en: 'The role ancam_app is missing' },
    fix: { vi: 'Chạy deploy/postgresql.sql, rồi "ancam migrate".', en: 'Run deploy/postgresql.sql, then "ancam migrate".' },
  },
  'role.strong': {
    says: {
      vi: 'Vai trò ancam_app có quyền vượt phân quyền hàng (sở hữu: {tables})',
      en: 'The role ancam_app could pass the row policies (owns: {tables})',
    },
    fix: {
      vi: 'alter role ancam_app nosuperuser nobypassrls nocreaterole; và trả bảng về tài khoản sở hữu.',
      en: 'alter role ancam_app nosuperuser nobypassrls nocreaterole; and give its tables to the owner.',
    },
  },
  'policies.ok': { says: { vi: 'Phân quyền hàng đang có hiệu lực trên {count} bảng', en: 'Row policies are in force on {count} tables' } },
  'policies.off': {
    says: { vi: 'Thiếu phân quyền hàng trên: {tables}', en: 'Row policies are missing on: {tables}' },
    fix: {
      vi: 'Dừng máy chủ; khôi phục từ bản sao lưu, hoặc bật lại "enable row level security".',
      en: 'Stop the server; restore a backup, or turn "enable row level security" on again.',
    },
  },
  'append-only.ok': { says: { vi: 'Nhật ký chỉ ghi thêm', en: 'The audit is append-only' } },
  'append-only.off': {
    says: { vi: 'Cơ chế chặn sửa nhật ký đã bị tắt', en: 'What keeps the audit from being changed is turned off' },
    fix: {
      vi: 'Chạy "ancam audit verify", rồi bật lại các trigger của audit_event.',
      en: 'Run "ancam audit verify", then enable the triggers of audit_event.',
    },
  },
  'heads.ok': { says: { vi: 'Điểm cuối của {homes} chuỗi nhật ký khớp', en: 'The ends of {homes} audit chains agree' } },
  'heads.differ': {
    says: { vi: 'Điểm cuối của {homes} chuỗi nhật ký không khớp', en: 'The ends of {homes} audit chains do not agree' },
    fix: { vi: 'Chạy "ancam audit verify" để biết sự kiện nào.', en: 'Run "ancam audit verify" to learn which event.' },
  },
  'units.ok': { says: { vi: 'Cây đơn vị và lịch sử của các đơn vị nhất quán', en: 'The tree of units and its history are consistent' } },
  'files.ok': {
    says: {
      vi: 'Tệp minh chứng trong {place}: {contents} tệp, đã đọc lại {looked}, tất cả còn nguyên vẹn',
      en: 'Evidence files in {place}: {contents} files, {looked} read again, all as they were',
    },
  },
  'files.waiting': {
    says: { vi: '{count} tệp minh chứng đang chờ quét mã độc', en: '{count} evidence files wait for the virus scan' },
    fix: {
      vi: 'Xem bộ quét có chạy không; địa chỉ hoặc lệnh nằm trong ANCAM_VIRUS_SCAN.',
      en: 'See whether the scanner runs; its address or command is in ANCAM_VIRUS_SCAN.',
    },
  },
  'files.missing': {
    says: { vi: 'Mất {count} tệp minh chứng: {names}', en: '{count} evidence files are missing: {names}' },
    fix: {
      vi: 'Chép lại từ bản sao của thư mục "files" hoặc của kho S3; tên tệp là mã băm của nội dung.',
      en: 'Copy them from a backup of the folder "files" or of the bucket; a file is named by the hash of its content.',
    },
  },
  'files.altered': {
    says: { vi: '{count} tệp minh chứng không còn như khi nộp: {names}', en: '{count} evidence files are not what they were: {names}' },
    fix: {
      vi: 'Giữ nguyên tệp hỏng để điều tra, rồi thay bằng bản sao lưu có đúng mã băm.',
      en: 'Set the altered file aside for inquiry, then put back the backup copy that has the hash.',
    },
  },
  'mail.ok': { says: { vi: 'Máy chủ thư {server} trả lời', en: 'The mail server {server} answers' } },
  'mail.absent': {
    says: {
      vi: 'Chưa đặt máy chủ thư: chỉ thông báo trong hệ thống',
      en: 'No mail server is set: people are told in the pages only',
    },
  },
  'mail.failed': {
    says: { vi: 'Không gửi thư được qua {server}: {reason}', en: 'No mail can be sent through {server}: {reason}' },
    fix: {
      vi: 'Kiểm tra các biến ANCAM_SMTP_*, tường lửa và chứng thư của máy chủ thư.',
      en: "Check the ANCAM_SMTP_* variables, the firewall and the mail server's certificate.",
    },
  },
  'files.unreachable': {
    says: { vi: 'Không đọc được kho tệp {place}: {reason}', en: 'The store of files {place} cannot be read: {reason}' },
    fix: { vi: 'Kiểm tra thư mục dữ liệu, hoặc các biến ANCAM_S3_*.', en: 'Check the data folder, or the ANCAM_S3_* variables.' },
  },
  'units.faults': {
    says: { vi: 'Cây đơn vị có chỗ không nhất quán: {rules}', en: 'The tree of units is not consistent: {rules}' },
    fix: {
      vi: 'Xem "Kiểm tra cây đơn vị" trong docs/units.md: mỗi quy tắc có cách xử lý.',
      en: 'See "Checks of the tree" in docs/units.md: each rule has its remedy.',
    },
  },
};
