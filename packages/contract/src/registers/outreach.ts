import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { NOTE } from './fields.ts';
import { CONFIRMED_LIFE } from './lives.ts';

/** Telling shops, importers and people: D12 (each business told), D13 and D28 (air time, items, channels). */
export const outreach: RegisterDefinition = {
  id: 'outreach',
  title: words('Nhật ký tuyên truyền', 'Outreach log'),
  one: words('lượt tuyên truyền', 'outreach entry'),
  lead: words(
    'Các lượt tuyên truyền, phổ biến về an toàn camera: cho ai, bằng cách nào, nội dung gì.',
    'Who was told about the security of cameras, how, and what.',
  ),
  duties: ['D12', 'D13', 'D28'],
  classification: 0,
  fields: [
    { id: 'subject', title: words('Nội dung', 'Subject'), kind: 'text', required: true, max: 300, listed: true },
    { id: 'heldOn', title: words('Ngày thực hiện', 'Date'), kind: 'date', required: true, filterable: true, listed: true },
    {
      id: 'channel',
      title: words('Hình thức', 'Channel'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'visit', title: words('Gặp trực tiếp', 'Visit') },
        { id: 'meeting', title: words('Hội nghị, họp dân', 'Meeting') },
        { id: 'loudspeaker', title: words('Loa truyền thanh', 'Loudspeaker') },
        { id: 'broadcast', title: words('Phát thanh, truyền hình', 'Radio, television') },
        { id: 'press', title: words('Báo in, báo điện tử', 'Press') },
        { id: 'online', title: words('Mạng xã hội, cổng thông tin', 'Social media, portal') },
        { id: 'leaflet', title: words('Tờ rơi, áp phích', 'Leaflet, poster') },
      ],
    },
    {
      id: 'audience',
      title: words('Đối tượng', 'Audience'),
      kind: 'choice',
      filterable: true,
      choices: [
        { id: 'sellers', title: words('Cơ sở kinh doanh, nhập khẩu camera', 'Sellers and importers') },
        { id: 'agencies', title: words('Cơ quan, đơn vị', 'Agencies') },
        { id: 'public', title: words('Người dân', 'The public') },
      ],
    },
    { id: 'outlet', title: words('Cơ sở, báo, đài', 'Business or outlet'), kind: 'text', filterable: true, listed: true },
    { id: 'link', title: words('Đường dẫn', 'Link'), kind: 'text', max: 500 },
    { id: 'minutes', title: words('Thời lượng (phút)', 'Length (minutes)'), kind: 'number', max: 100_000 },
    { id: 'reached', title: words('Số người được phổ biến', 'People reached'), kind: 'number', max: 100_000_000 },
    { id: 'contact', title: words('Người tiếp nhận', 'Received by'), kind: 'person', classification: 1 },
    { id: 'campaign', title: words('Thuộc chiến dịch', 'Part of campaign'), kind: 'record', register: 'campaigns', filterable: true },
    { id: 'proof', title: words('Ảnh, bản xác nhận', 'Photograph or receipt'), kind: 'file' },
    NOTE,
  ],
  titleField: 'subject',
  ...CONFIRMED_LIFE,
};
