import type { Scan, ScanHostRow } from '@ancam/contract';
import { YES_NO, choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

const SEVERITY_COLUMNS = [
  column('critical', 'number', 'Nghiêm trọng', 'Critical', { width: 12 }),
  column('high', 'number', 'Cao', 'High', { width: 12 }),
  column('medium', 'number', 'Trung bình', 'Medium', { width: 12 }),
  column('low', 'number', 'Thấp', 'Low', { width: 12 }),
  column('info', 'number', 'Thông tin', 'Info', { width: 12 }),
];

export const SCAN_TABLE: ListTable<Scan> = {
  name: 'scans',
  title: { vi: 'Lần quét', en: 'Scans' },
  columns: [
    column('startedAt', 'moment', 'Bắt đầu', 'Started'),
    column('finishedAt', 'moment', 'Kết thúc', 'Finished'),
    column('status', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        running: ['đang quét', 'running'],
        paused: ['tạm dừng ngoài khung giờ', 'paused outside of its hours'],
        completed: ['hoàn thành', 'completed'],
        cancelled: ['đã hủy', 'cancelled'],
        interrupted: ['bị gián đoạn', 'interrupted'],
        limit: ['dừng do đến giới hạn', 'stopped at a limit'],
        failed: ['không thành công', 'failed'],
      }),
    }),
    column('origin', 'enum', 'Nguồn', 'Origin', {
      choices: choicesOf({
        live: ['quét từ đây', 'run here'],
        imported: ['nhập tệp kết quả', 'imported file'],
        probe: ['trạm quét', 'probes'],
      }),
    }),
    column('source', 'text', 'Tệp nguồn', 'Source file', { width: 32 }),
    column('startedBy', 'text', 'Người quét', 'Started by'),
    column('targets', 'text', 'Địa chỉ quét', 'Targets', { width: 40 }),
    column('document', 'text', 'Văn bản cho phép', 'Authorisation', { width: 24 }),
    column('addresses', 'number', 'Số địa chỉ', 'Addresses'),
    column('alive', 'number', 'Có trả lời', 'Answering'),
    column('cameras', 'number', 'Camera', 'Cameras'),
    ...SEVERITY_COLUMNS,
  ],
  cells: ({ authorisation, source, stats, findings }) => ({
    source: source === null ? null : `${source.tool}: ${source.file}`,
    document: authorisation?.document ?? null,
    addresses: stats.addresses,
    alive: stats.alive,
    cameras: stats.cameras,
    ...findings,
  }),
};

export const SCAN_HOST_TABLE: ListTable<ScanHostRow> = {
  name: 'scan-hosts',
  title: { vi: 'Thiết bị của lần quét', en: 'Hosts of the scan' },
  columns: [
    column('address', 'id', 'Địa chỉ', 'Address', { width: 24 }),
    column('kind', 'enum', 'Loại thiết bị', 'Kind', {
      choices: choicesOf({
        camera: ['camera', 'camera'],
        recorder: ['đầu ghi', 'recorder'],
        'not-a-camera': ['không phải camera', 'not a camera'],
        unknown: ['chưa rõ', 'not known'],
      }),
    }),
    column('makerName', 'text', 'Hãng', 'Maker'),
    column('model', 'text', 'Kiểu máy', 'Model'),
    column('firmware', 'text', 'Phiên bản phần mềm', 'Firmware'),
    column('confidence', 'number', 'Độ tin cậy', 'Confidence'),
    ...SEVERITY_COLUMNS,
    column('cutShort', 'enum', 'Chưa kiểm tra hết', 'Cut short', { choices: YES_NO }),
  ],
  cells: ({ failed }) => ({ ...failed }),
};
