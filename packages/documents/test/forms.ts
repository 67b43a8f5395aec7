import type {
  AppraisalRequestData,
  DecisionData,
  DirectiveReportData,
  OpinionData,
  PaperHead,
  RequestData,
  Row08,
  SubmissionData,
  YearlyReportData,
} from '../src/index.ts';

const HEAD: PaperHead = {
  regime: 'B',
  issuer: { name: 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi', superior: 'Ủy ban nhân dân tỉnh Quảng Ngãi' },
  number: '7',
  symbol: 'SKHCN-CNTT',
  place: 'Quảng Ngãi',
  day: '2026-10-05',
  to: ['Công an tỉnh Quảng Ngãi'],
  mandate: 'Quyết định số 12/QĐ-UBND ngày 02/3/2025 của Ủy ban nhân dân tỉnh Quảng Ngãi',
  copies: ['Lãnh đạo Sở'],
  archive: 'CNTT',
  signature: { lines: [{ prefix: 'KT.', text: 'Giám đốc' }, { text: 'Phó Giám đốc' }], name: 'Nguyễn Thị Ánh Tuyết' },
};

const SYSTEM = {
  name: 'Hệ thống camera giám sát giao thông',
  operator: 'Trung tâm Chuyển đổi số',
  address: '118 Hùng Vương, Quảng Ngãi',
  level: 4,
  basis: 'điểm a khoản 2 Điều 12',
};

const DOCUMENT = { number: '45/CAT-ANM', day: '2026-09-30', issuer: 'Công an tỉnh Quảng Ngãi' };

const PAPERS = { overview: true, design: 'Quyết định số 3/QĐ-SKHCN', levelCase: true, plan: true, professionalOpinion: DOCUMENT } as const;

/** Every field of the form has a value. */
export const FULL_REQUEST: AppraisalRequestData = { ...HEAD, systems: [SYSTEM], papers: PAPERS, nationalSecurityCandidate: true };
export const FULL_SUBMISSION: SubmissionData = { ...HEAD, systems: [SYSTEM], papers: PAPERS, appraisalOpinion: DOCUMENT };
export const FULL_OPINION: OpinionData = {
  ...HEAD,
  request: DOCUMENT,
  systemName: SYSTEM.name,
  level: 4,
  papers: PAPERS,
  leadUnit: 'Cục An ninh mạng',
  partners: ['Viễn thông Quảng Ngãi'],
  held: 'both',
  partnersOpinion: 'thống nhất',
  fitLevel: 'phù hợp',
  fitDesign: 'phù hợp',
  fitOperation: 'phù hợp',
  otherOpinion: 'không',
  conclusion: 'not-fit',
  faults: ['Chưa nêu phương án sao lưu'],
};
export const FULL_DECISION: DecisionData = {
  ...HEAD,
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi',
  system: SYSTEM,
  submission: DOCUMENT,
  standard: 'TCVN 14423:2026',
  regulation: 'QCVN 11:2026/BCA',
  duties: 'Thay mật khẩu mặc định của mọi camera.',
  otherDuties: 'Sở Tài chính bố trí kinh phí.',
  securityUnit: 'Công an tỉnh',
};

const PARTY = {
  name: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
  mandate: 'Luật Tổ chức chính quyền địa phương',
  representative: 'Ông Đặng Văn Minh, Chủ tịch',
  address: '52 Hùng Vương',
  contact: '0255 3 822 000, ubnd@quangngai.example',
};

export function row08(number: number): Row08 {
  return {
    name: `Hệ thống thông tin số ${number}`,
    owner: PARTY.name,
    operator: 'Trung tâm Chuyển đổi số',
    level: 2 + (number % 2),
    status: 'approved',
    decision: { number: `${number}/QĐ-UBND`, day: '2026-11-05', issuer: 'UBND tỉnh' },
    bylaw: { number: `${number}/QĐ-SKHCN`, day: '2026-10-05', issuer: 'Sở KH&CN' },
    deployment: 'some',
    expectedFull: '2027-06-30',
    checks: 'periodic',
  };
}

export function fullYearlyReport(rows: number): YearlyReportData {
  return {
    ...HEAD,
    counters: { T: rows + 1, C: rows, H: rows, A: rows, P: rows, K: rows, D: '2027-03-31' },
    owners: [{ owner: PARTY, securityUnit: PARTY }],
    rows: Array.from({ length: rows }, (_, index) => row08(index + 1)),
    annexes: {
      requirements: {
        title: 'Kết quả đáp ứng từng yêu cầu',
        columns: [
          { title: 'Hệ thống', kind: 'text' },
          { title: 'Yêu cầu', kind: 'text' },
          { title: 'Thời hạn', kind: 'date' },
        ],
        rows: [['Hệ thống thông tin số 1', 'Sao lưu nhật ký', '2027-06-30']],
      },
    },
  };
}

/** The report of Quảng Ngãi of 05/4/2023 in figures. */
export const QUANG_NGAI: DirectiveReportData = {
  regime: 'A',
  issuer: { name: 'Ủy ban nhân dân tỉnh Quảng Ngãi' },
  number: '1446',
  symbol: 'UBND-KGVX',
  place: 'Quảng Ngãi',
  day: '2023-04-05',
  to: ['Bộ Thông tin và Truyền thông'],
  copies: ['Văn phòng Chính phủ', 'Cục An toàn thông tin'],
  archive: 'KGVX',
  signature: { lines: [{ text: 'Chủ tịch' }], name: 'Đặng Văn Minh' },
  asOf: '2023-04-05',
  guidance: [
    {
      type: 'Công văn',
      number: '353/UBND-KGVX',
      day: '2023-02-02',
      issuer: 'UBND tỉnh Quảng Ngãi',
      excerpt: 'chỉ đạo triển khai Chỉ thị số 23/CT-TTg',
    },
    {
      type: 'Công văn',
      number: '382/STTTT-BCVT&CNTT',
      day: '2023-03-16',
      issuer: 'Sở Thông tin và Truyền thông',
      basis: 'Công văn số 294/CATTT-ATHTTT',
    },
  ],
  counted: { systems: 41, approved: 41, levels: { '2': 38, '3': 3 }, open: 5, terminals: 41 },
  questions: ['Đơn vị nào thẩm định, phê duyệt hồ sơ của mạng nội bộ Ủy ban nhân dân cấp xã?'],
};

const BLANK_HEAD = { regime: 'B', issuer: {} } as const;

/** Nothing is known but the level and what decides which fields the form has. */
export const EMPTY_REQUEST: RequestData = { ...BLANK_HEAD, systems: [{}], papers: {} };
export const EMPTY_OPINION: OpinionData = { ...BLANK_HEAD, level: 4, papers: {} };
export const EMPTY_DECISION: DecisionData = { ...BLANK_HEAD, system: {} };
export const EMPTY_YEARLY: YearlyReportData = {
  ...BLANK_HEAD,
  counters: { T: null, C: null, H: null, A: null, P: null, K: null },
  owners: [],
  rows: [{}],
  annexes: {},
};
