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
  ['setup.done', 'first administrator quantri', 'quantri'],
  ['authorisation.recorded', '12/QĐ-UBND, Nguyễn Văn An: 10.0.0.0/24', '12/QĐ-UBND, Nguyễn Văn An: 10.0.0.0/24'],
])('%s %s reads as "%s"', (action, summary, text) => {
  expect(auditSummary(i18n.t, title, action, summary)).toBe(text);
});
