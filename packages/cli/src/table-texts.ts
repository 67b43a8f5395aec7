import type { Identity, ScanStatus, Text } from '@ancam/core';

const STATUS: Readonly<Record<ScanStatus, Text>> = {
  running: { vi: 'đang chạy', en: 'running' },
  paused: { vi: 'tạm dừng ngoài khung giờ: kết quả chưa đầy đủ', en: 'paused outside of its hours: the result is not complete' },
  completed: { vi: 'đã xong', en: 'completed' },
  cancelled: { vi: 'đã hủy giữa chừng: kết quả chưa đầy đủ', en: 'cancelled: the result is not complete' },
  interrupted: { vi: 'bị gián đoạn: kết quả chưa đầy đủ', en: 'interrupted: the result is not complete' },
  limit: { vi: 'dừng vì hết thời gian cho phép: kết quả chưa đầy đủ', en: 'ended by its time limit: the result is not complete' },
  failed: { vi: 'không chạy được', en: 'failed' },
};

const STRENGTH: Readonly<Record<Identity['strength'], Text>> = {
  firm: { vi: 'chắc', en: 'firm' },
  hint: { vi: 'gợi ý', en: 'hint' },
  none: { vi: 'chưa rõ', en: 'none' },
};

/** Words of the table on the terminal. */
export const TABLE_TEXTS = {
  columns: {
    address: { vi: 'Địa chỉ', en: 'Address' },
    maker: { vi: 'Hãng', en: 'Maker' },
    model: { vi: 'Model', en: 'Model' },
    firmware: { vi: 'Firmware', en: 'Firmware' },
    confidence: { vi: 'Độ tin cậy', en: 'Confidence' },
    findings: { vi: 'Phát hiện nặng nhất', en: 'Worst findings' },
    kind: { vi: 'Loại', en: 'Kind' },
    openPorts: { vi: 'Cổng mở', en: 'Open ports' },
  },
  status: STATUS,
  strength: STRENGTH,
  noFindings: { vi: 'không thấy dấu hiệu không phù hợp', en: 'no indication of non-conformity' },
  more: { vi: '… và {count} phát hiện khác', en: '… and {count} more' },
  evidence: { vi: 'Bằng chứng', en: 'Evidence' },
  clauses: { vi: 'Điều khoản', en: 'Clauses' },
  remedy: { vi: 'Khắc phục', en: 'Remedy' },
  doubtful: { vi: 'Chưa kết luận được{why}: {checks}', en: 'Inconclusive{why}: {checks}' },
  others: { vi: 'Máy khác (không phải camera hoặc chưa xác định):', en: 'Other hosts (no cameras, or not determined):' },
  summary: {
    vi: '{addresses} địa chỉ, {alive} máy đang chạy, {cameras} camera; {affected} camera có {findings} phát hiện.',
    en: '{addresses} addresses, {alive} hosts alive, {cameras} cameras; {affected} cameras with {findings} findings.',
  },
  ended: {
    vi: 'Lượt quét {status} ({from} – {to}). Đối chiếu {regulation}; kết quả quét mạng không thay cho chứng nhận hợp quy.',
    en: 'Scan {status} ({from} – {to}). Compared with {regulation}; a network scan does not replace certification.',
  },
  bounds: { vi: 'Mức quét: {bounds}.', en: 'Scan profile: {bounds}.' },
  note: { vi: 'Lưu ý: {note}', en: 'Note: {note}' },
} as const satisfies Readonly<Record<string, unknown>>;
