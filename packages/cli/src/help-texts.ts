import type { Text } from '@ancam/core';

/** Everything `--help` says. Kept apart from the commands, so that help loads nothing else. */
export const HELP = {
  about: {
    vi: 'AnCam: tìm camera IP trên mạng, chỉ ra điểm chưa đáp ứng quy chuẩn kỹ thuật quốc gia, kèm bằng chứng và cách khắc phục.',
    en: 'AnCam: find the IP cameras of a network and show, with evidence and remedy, where each falls short of the national regulation.',
  },
  exitCodes: {
    vi: 'Mã thoát: 0 không có phát hiện · 1 có phát hiện · 2 gọi sai hoặc dữ liệu vào sai · 3 không chạy được, hoặc demo không khớp · 130 đã hủy',
    en: 'Exit codes: 0 clean · 1 findings · 2 wrong usage or input · 3 could not run, or demo mismatch · 130 cancelled',
  },
  language: {
    vi: 'ngôn ngữ: vi (mặc định) hoặc en; biến ANCAM_LANGUAGE cũng đặt được',
    en: 'language: vi (default) or en; ANCAM_LANGUAGE sets it too',
  },
  debug: { vi: 'khi có lỗi, in cả ngăn xếp lời gọi', en: 'print the stack trace of an error' },
  version: { vi: 'in số phiên bản', en: 'print the version' },
  help: { vi: 'in hướng dẫn', en: 'print this help' },
  helpCommand: { vi: 'in hướng dẫn của một lệnh', en: 'print the help of a command' },

  scan: {
    vi: 'Quét các địa chỉ đã nêu. Chỉ đọc, không thay đổi gì trên thiết bị. Không cần máy chủ hay cơ sở dữ liệu.',
    en: 'Scan the named addresses. Reads only, changes nothing on a device. Needs neither server nor database.',
  },
  targets: {
    vi: 'địa chỉ, dải a-b, CIDR, tên máy, hoặc @tệp (mỗi dòng một mục tiêu)',
    en: 'address, range a-b, CIDR, host name, or @file (one target a line)',
  },
  exclude: {
    vi: 'không bao giờ chạm tới các địa chỉ này (lặp lại được, hoặc cách nhau bằng dấu phẩy)',
    en: 'never touch these addresses (repeatable, or comma-separated)',
  },
  excludeFile: { vi: 'tệp liệt kê địa chỉ loại trừ', en: 'file of excluded addresses' },
  ports: {
    vi: 'chỉ thử các cổng này, ví dụ 80,554 hoặc http:8080,rtsp:10554,8000-8010',
    en: 'try these ports only, such as 80,554 or http:8080,rtsp:10554,8000-8010',
  },
  snmpPort: {
    vi: 'hỏi SNMP trên cổng UDP này (mặc định 161; khi đã nêu --ports thì chỉ hỏi nếu nêu cả mục này)',
    en: 'ask by SNMP on this UDP port (161; where --ports is given, only if this is given too)',
  },
  interface: {
    vi: 'hỏi tìm camera bằng multicast và broadcast trên giao diện mạng này (lặp lại được; all là mọi giao diện)',
    en: 'ask for cameras by multicast and broadcast on this network interface (repeatable; all means every interface)',
  },
  noUnicastDiscovery: { vi: 'không hỏi tìm camera ở từng địa chỉ', en: 'do not ask each address by discovery protocols' },
  profile: {
    vi: 'mức quét: gentle (mạng yếu), normal (mặc định), laboratory (bàn thử); các giới hạn nêu riêng được ưu tiên',
    en: 'scan profile: gentle (weak networks), normal (default), laboratory (test bench); limits given apart win over it',
  },
  connectRate: { vi: 'số lượt kết nối mỗi giây tới mọi địa chỉ', en: 'connects per second over all addresses' },
  rate: { vi: 'số lượt trao đổi mỗi giây với một thiết bị', en: 'exchanges per second with one device' },
  timeout: { vi: 'thời gian chờ một kết nối hay trả lời, giây', en: 'seconds to wait for a connection or an answer' },
  limit: { vi: 'dừng toàn bộ lượt quét sau số giây này', en: 'end the whole scan after this many seconds' },
  authorisationBy: { vi: 'người cho phép quét', en: 'who allowed the scan' },
  authorisationDocument: { vi: 'số văn bản cho phép', en: 'document that allows it' },
  authorisationUntil: { vi: 'ngày hết hạn, yyyy-mm-dd hoặc dd/mm/yyyy', en: 'last day it is valid, yyyy-mm-dd or dd/mm/yyyy' },
  publicHolder: {
    vi: 'đơn vị quản lý dải địa chỉ công cộng và cho phép quét; thiếu thông tin này thì địa chỉ công cộng bị từ chối',
    en: 'who holds the public addresses named and allows the scan; public addresses are refused without it',
  },
  factoryPasswordTest: {
    vi: 'thử mỗi tài khoản xuất xưởng đã công bố đúng một lần (cần văn bản cho phép)',
    en: 'try each published factory account once (needs a recorded authorisation)',
  },
  testDevice: {
    vi: 'thiết bị dành riêng cho thử nghiệm: đăng nhập sai sáu lần bằng tài khoản giả để xem máy có khóa không (cần văn bản cho phép; lặp lại được)',
    en: 'device set apart for tests: six wrong log-ins with an account that does not exist, to see whether it locks (needs a recorded authorisation; repeatable)',
  },
  resume: {
    vi: 'giữ tiến độ trong thư mục này: bị ngắt thì chạy lại đúng lệnh để quét tiếp',
    en: 'keep what is finished in this folder: cut off, the same command goes on',
  },
  dryRun: { vi: 'chỉ in những gì sẽ được gửi, không gửi gì', en: 'print what would be sent, send nothing' },
  format: {
    vi: 'table (mặc định), json, ndjson, csv, html, pdf, docx, xlsx, sarif, hdf, nmap; mặc định theo đuôi tệp của --output',
    en: 'table (default), json, ndjson, csv, html, pdf, docx, xlsx, sarif, hdf, nmap; taken from the name of --output where not given',
  },
  output: { vi: 'ghi kết quả vào tệp này', en: 'write the result to this file' },
  all: { vi: 'liệt kê cả máy không phải camera', en: 'list hosts that are no cameras too' },

  demoProvince: {
    vi: 'nạp một tỉnh theo tài liệu nguồn, ví dụ quang-ngai, vào thư mục dữ liệu riêng và mở trang web',
    en: 'load a province after its source, e.g. quang-ngai, into a data folder of its own and serve it',
  },
  demoJson: {
    vi: 'chỉ in số liệu của tỉnh do hệ thống tự tính',
    en: 'print the figures of the province as the register counts them, and leave',
  },
  demoWithout: { vi: 'bỏ quyết định phê duyệt của hệ thống số n', en: 'leave the decision of system number n out' },
  demo: {
    vi: 'Dựng các camera mô phỏng trên loopback, quét chúng và so với những lỗi đã cài.',
    en: 'Start simulated cameras on loopback, scan them and compare with the planted truth.',
  },
  explain: {
    vi: 'Giải thích một phép kiểm tra: vì sao, điều khoản, cách khắc phục, nguồn.',
    en: 'Explain a check: why, clauses, remedy, sources.',
  },
  check: { vi: 'mã của phép kiểm tra; bỏ trống để liệt kê tất cả', en: 'id of the check; all are listed where it is left out' },
  read: {
    vi: 'Đọc tệp của công cụ khác như một lần quét: nhận dạng và đánh giá những gì tệp cho biết; không dùng mạng.',
    en: 'Read the file of another tool like a scan: identify and assess what it shows; uses no network.',
  },
  toolFile: {
    vi: 'tệp của nmap (-oX), masscan (-oJ, -oL), zgrab2, httpx (-json), Shadowserver (CSV), NetBox (CSV), danh sách camera (XLSX, CSV)',
    en: 'file of nmap (-oX), masscan (-oJ, -oL), zgrab2, httpx (-json), Shadowserver (CSV), NetBox (CSV), list of cameras (XLSX, CSV)',
  },
  replay: {
    vi: 'Áp dụng tri thức hiện hành lên bằng chứng đã lưu; không dùng mạng.',
    en: 'Apply the present knowledge to stored evidence; uses no network.',
  },
  report: {
    vi: 'Ghi kết quả đã lưu, đúng như đã đánh giá, sang định dạng khác; không dùng mạng.',
    en: 'Write a stored result, as it was judged, in another format; uses no network.',
  },
  reportCamera: {
    vi: 'chỉ camera ở địa chỉ này (lặp lại được, hoặc cách nhau bằng dấu phẩy)',
    en: 'only the camera at this address (repeatable, or comma-separated)',
  },
  resultFile: { vi: 'tệp kết quả của "ancam scan --format json"', en: 'result file of "ancam scan --format json"' },
  knowledge: { vi: 'Kho tri thức: quy chuẩn, hãng sản xuất, phép kiểm tra.', en: 'The knowledge: regulations, makers, checks.' },
  knowledgeLint: { vi: 'Kiểm tra kho tri thức, in lỗi theo tệp:dòng.', en: 'Check the knowledge, print problems as file:line.' },
  knowledgeTry: {
    vi: 'Thử quy tắc tự viết trên các lần quét đã lưu: in những gì sẽ thay đổi, không đụng tới mạng.',
    en: 'Try rules of your own on stored scans: print what would change, without touching the network.',
  },
  ownFolder: { vi: 'thư mục chứa devices/ với quy tắc tự viết', en: 'folder that holds devices/ with rules of your own' },
  ownKnowledge: {
    vi: 'thêm quy tắc tự viết trong thư mục này (xem docs/knowledge-guide.md)',
    en: 'add the rules of your own in this folder (see docs/knowledge-guide.md)',
  },
  changesJson: { vi: 'in mỗi tệp một đối tượng JSON', en: 'print one JSON object for each file' },
  importPlaces: {
    vi: 'Nhập huyện, xã cũ và đơn vị kế tiếp từ bảng CSV (cột: docs/knowledge-guide.md).',
    en: 'Import former districts and communes with their successors from a CSV table (columns: docs/knowledge-guide.md).',
  },
  placesFile: { vi: 'bảng CSV, UTF-8', en: 'CSV table, UTF-8' },
  skipBad: { vi: 'bỏ qua các dòng có lỗi thay vì dừng', en: 'leave bad rows out instead of stopping' },
  serve: {
    vi: 'Chạy máy chủ: in địa chỉ và liên kết thiết lập dùng một lần.',
    en: 'Run the server: print the address and the one-time set-up link.',
  },
  probe: {
    vi: 'Chạy trạm quét: nhận việc từ máy chủ, quét trong mạng này, gửi kết quả; mất kết nối vẫn quét tiếp.',
    en: 'Run a probe: take work from a server, scan in this network, send results; goes on while the line is down.',
  },
  probeServer: { vi: 'địa chỉ https của máy chủ; chỉ cần khi ghi danh', en: 'https address of the server; to enrol only' },
  probeCode: { vi: 'mã dùng một lần do trang Trạm quét cấp', en: 'one-time code that the page of probes gives' },
  probeAllow: {
    vi: 'địa chỉ được phép quét, ghi vào allow.txt khi ghi danh (lặp lại được)',
    en: 'what this probe may scan, written to allow.txt at the enrolment (repeatable)',
  },
  probeFolder: {
    vi: 'thư mục giữ khóa, danh sách được phép và kết quả chờ gửi (mặc định ~/.ancam/probe)',
    en: 'folder of its key, allow list and results to send (default ~/.ancam/probe)',
  },
  host: { vi: 'địa chỉ lắng nghe', en: 'address to listen on' },
  port: { vi: 'cổng lắng nghe', en: 'port to listen on' },
  dataDir: { vi: 'thư mục dữ liệu', en: 'data folder' },
} as const satisfies Readonly<Record<string, Text>>;

/** Headings that commander writes itself. */
export const HEADINGS: Readonly<Record<string, Text>> = {
  'Usage:': { vi: 'Cách dùng:', en: 'Usage:' },
  'Arguments:': { vi: 'Đối số:', en: 'Arguments:' },
  'Options:': { vi: 'Tùy chọn:', en: 'Options:' },
  'Global Options:': { vi: 'Tùy chọn chung:', en: 'Global options:' },
  'Commands:': { vi: 'Lệnh:', en: 'Commands:' },
};

/** Faults of usage that commander finds, by its codes. `{name}` is what it quotes, `{hint}` its suggestion. */
export const USAGE_FAULTS: Readonly<Record<string, Text>> = {
  'commander.unknownOption': { vi: 'Không có tùy chọn {name}{hint}', en: 'Unknown option {name}{hint}' },
  'commander.unknownCommand': { vi: 'Không có lệnh {name}{hint}', en: 'Unknown command {name}{hint}' },
  'commander.missingArgument': { vi: 'Thiếu đối số {name}', en: 'Missing argument {name}' },
  'commander.missingMandatoryOptionValue': { vi: 'Thiếu tùy chọn {name}', en: 'Missing option {name}' },
  'commander.optionMissingArgument': { vi: 'Tùy chọn {name} cần một giá trị', en: 'Option {name} needs a value' },
  'commander.excessArguments': { vi: 'Thừa đối số', en: 'Too many arguments' },
  'commander.invalidArgument': { vi: 'Giá trị không hợp lệ cho {name}{allowed}', en: 'Invalid value for {name}{allowed}' },
};

export const USAGE_ADVICE: Readonly<{ hint: Text; allowed: Text; help: Text }> = {
  allowed: { vi: '; chọn một trong: {choices}', en: '; choose one of: {choices}' },
  hint: { vi: '; có lẽ là {guess}', en: '; perhaps {guess}' },
  help: { vi: 'Xem "ancam {command}--help".', en: 'See "ancam {command}--help".' },
};
