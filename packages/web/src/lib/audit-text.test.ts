import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { catalogue as vi } from '../locales/vi.ts';
import { auditSummary } from './audit-text.ts';

const i18n = createInstance();
await i18n.init({ lng: 'vi', resources: { vi: { translation: vi } }, interpolation: { escapeValue: false } });

function title(id: string): string {
  return id === 'service/telnet' ? 'Dịch vụ Telnet đang mở' : id;
}

test.each([
  ['session.opened', 'signed in', ''],
  ['scan.ended', 'completed', vi.scanStatus.completed],
  ['camera.exported', '29 cameras as csv', '29 camera, dạng CSV'],
  ['unit.exported', 'units as xlsx, kind=commune', `${vi.audit.exportedList.replace('{{format}}', 'XLSX')}; kind=commune`],
  ['system.read', 'restricted', ''],
  ['camera.changed', 'name, purchasedOn', `${vi.camera.name}, ${vi.camera.purchasedOn}`],
  ['finding.accepted', 'service/telnet: thay vào quý sau', 'Dịch vụ Telnet đang mở: thay vào quý sau'],
  ['finding.fixed', 'service/telnet: ', 'Dịch vụ Telnet đang mở'],
  ['scan.imported', '12 hosts, 1 new cameras, 11 recognised', '12 thiết bị: nhận ra 11 camera đã biết, thêm 1 camera mới.'],
  ['proposal.accepted', 'rule firmware; changed: firmware V1.0 → V2.0', 'Thay đổi: Firmware V1.0 → V2.0 (quy tắc “thay đổi firmware”)'],
  ['proposal.accepted', 'changed: model A → B, firmware V1 → V2, site', 'Thay đổi: Model A → B, Firmware V1 → V2, Điểm lắp đặt'],
  ['proposal.accepted', 'new: Hikvision, model, A1', 'Mới: Hikvision, model, A1'],
  ['proposal.accepted', 'gone: status in-use → retired', 'Không còn thấy: Tình trạng Đang dùng → Ngừng dùng'],
  ['proposal.refused', 'new: của trạm y tế', 'Mới: của trạm y tế'],
  ['proposal.reopened', 'moved', 'Chuyển chỗ'],
  [
    'proposal.rules-changed',
    'acceptNew=true, acceptFirmware=false, acceptMoved=true, goneAfter=3',
    `${vi.proposals.rules.acceptNew}: Có; ${vi.proposals.rules.acceptFirmware}: Không; ${vi.proposals.rules.acceptMoved}: Có; ${vi.proposals.rules.goneAfter}: 3`,
  ],
  ['setup.done', 'first administrator quantri', 'quantri'],
  ['authorisation.recorded', '12/QĐ-UBND, Nguyễn Văn An: 10.0.0.0/24', '12/QĐ-UBND, Nguyễn Văn An: 10.0.0.0/24'],
])('%s %s reads as "%s"', (action, summary, text) => {
  expect(auditSummary(i18n.t, title, action, summary)).toBe(text);
});
