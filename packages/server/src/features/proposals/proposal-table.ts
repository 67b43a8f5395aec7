import { ProposalField } from '@ancam/contract';
import type { Proposal } from '@ancam/contract';
import type { RowValues } from '@ancam/sheets';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

const FIELD_TITLES: Readonly<Record<ProposalField, readonly [vi: string, en: string]>> = {
  maker: ['Hãng', 'Maker'],
  model: ['Model', 'Model'],
  firmware: ['Firmware', 'Firmware'],
  serial: ['Số sê-ri', 'Serial number'],
  mac: ['MAC', 'MAC'],
  address: ['Địa chỉ', 'Address'],
  site: ['Điểm lắp đặt', 'Site'],
  status: ['Tình trạng', 'Status'],
};
const STATUS = choicesOf({ 'in-use': ['đang dùng', 'in use'], retired: ['ngừng dùng', 'retired'] });

/** The register and the scan side by side, two columns a field. */
const CHANGES = ProposalField.options.flatMap((field) => {
  const [vi, en] = FIELD_TITLES[field];
  const [kind, more] = field === 'status' ? (['enum', { choices: STATUS }] as const) : (['id', {}] as const);
  return [
    column(`${field} before`, kind, `${vi} (trong sổ)`, `${en} (register)`, more),
    column(`${field} after`, kind, `${vi} (lần quét)`, `${en} (scan)`, more),
  ];
});

function changesOf({ changes }: Proposal): RowValues {
  return Object.fromEntries(
    changes.flatMap(({ field, before, after }) => [
      [`${field} before`, before],
      [`${field} after`, after],
    ]),
  );
}

export const PROPOSAL_TABLE: ListTable<Proposal> = {
  name: 'proposals',
  title: { vi: 'Đề xuất từ quét', en: 'Proposals of scans' },
  columns: [
    column('kind', 'enum', 'Loại', 'Kind', {
      choices: choicesOf({
        new: ['mới', 'new'],
        changed: ['thay đổi', 'changed'],
        moved: ['chuyển chỗ', 'moved'],
        gone: ['không còn thấy', 'gone'],
      }),
    }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        open: ['chờ quyết định', 'to be decided'],
        watching: ['đang theo dõi', 'being watched'],
        accepted: ['đã nhận', 'accepted'],
        refused: ['đã bác', 'refused'],
        superseded: ['hết hiệu lực', 'overtaken'],
      }),
    }),
    column('camera', 'text', 'Camera', 'Camera', { width: 30 }),
    column('unit', 'text', 'Đơn vị', 'Unit', { width: 30 }),
    ...CHANGES,
    column('recognisedBy', 'enum', 'Nhận ra bằng', 'Recognised by', {
      choices: choicesOf({
        new: ['chưa từng biết', 'not known before'],
        serial: ['số sê-ri', 'serial number'],
        mac: ['địa chỉ MAC', 'MAC address'],
        'tls-key': ['khóa TLS', 'TLS key'],
        'wsd-endpoint': ['mã WS-Discovery', 'WS-Discovery id'],
        address: ['địa chỉ', 'address'],
      }),
    }),
    column('misses', 'number', 'Lần liền không thấy', 'Misses in a row'),
    column('saidAt', 'moment', 'Quét lúc', 'Scan of'),
    column('rule', 'enum', 'Quy tắc', 'Rule', {
      choices: choicesOf({
        new: ['camera mới nhận dạng chắc chắn', 'new camera of firm identity'],
        firmware: ['thay đổi firmware', 'change of firmware'],
        moved: ['chuyển chỗ', 'move'],
      }),
    }),
    column('decidedBy', 'text', 'Người quyết định', 'Decided by'),
    column('decidedAt', 'moment', 'Quyết định lúc', 'Decided at'),
    column('reason', 'text', 'Lý do', 'Reason', { width: 40 }),
  ],
  cells: (proposal) => ({ camera: proposal.camera.name, ...changesOf(proposal) }),
};
