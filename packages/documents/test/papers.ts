import type { Paper } from '../src/index.ts';

/** A letter in the shape of a province's report on the Directive; every kind of block that such a letter has. */
export function sampleLetter(): Paper {
  return {
    name: 'Kết quả triển khai thực hiện Chỉ thị số 23/CT-TTg',
    letterhead: {
      body: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
      number: '1446',
      symbol: 'UBND-KGVX',
      place: 'Quảng Ngãi',
      day: '2023-04-05',
    },
    title: { kind: 'letter', abstract: 'kết quả triển khai thực hiện Chỉ thị số 23/CT-TTg ngày 26/12/2022 của Thủ tướng Chính phủ' },
    addressees: ['Bộ Thông tin và Truyền thông'],
    body: [
      {
        kind: 'paragraph',
        text: 'Thực hiện Chỉ thị số 23/CT-TTg ngày 26/12/2022 của Thủ tướng Chính phủ về tăng cường công tác bảo đảm an toàn thông tin mạng, an ninh thông tin cho thiết bị camera giám sát, UBND tỉnh báo cáo kết quả triển khai thực hiện như sau:',
      },
      { kind: 'clause', title: 'Công tác chỉ đạo triển khai, hướng dẫn thực hiện' },
      {
        kind: 'item',
        text: ['UBND tỉnh đã ban hành Công văn số 353/UBND-KGVX ngày 02/02/2023 ', '(có văn bản kèm theo)'].map((text, index) => ({
          text,
          italics: index === 1,
        })),
      },
      { kind: 'clause', title: 'Công tác phê duyệt cấp độ' },
      { kind: 'point', text: 'Đã thẩm định và phê duyệt 41/41 hệ thống, đạt tỷ lệ 100%.' },
      { kind: 'point', text: 'Mạng nội bộ của các đơn vị trực thuộc: đang chờ hướng dẫn.' },
      { kind: 'paragraph', text: 'Kính báo cáo Bộ Thông tin và Truyền thông.' },
    ],
    signature: { lines: [{ text: 'Chủ tịch' }], name: 'Đặng Văn Minh' },
    recipients: ['Như trên', 'Văn phòng Chính phủ', 'CT, PCT UBND tỉnh', 'Lưu: VT, KGVX'],
  };
}

function row(number: number): string[] {
  return [String(number), `Hệ thống thông tin số ${number}`, ...Array.from({ length: 10 }, () => 'Đã được phê duyệt')];
}

/** A decision with a long name of the body, a division, articles, clauses, a wide table and two annexes. */
export function sampleDecision(rows = 3): Paper {
  const columns = Array.from({ length: 12 }, (_, index) => ({ title: `Cột thứ ${index + 1}`, weight: index === 1 ? 3 : 1 }));
  return {
    name: 'Quyết định phê duyệt cấp độ hệ thống thông tin',
    letterhead: {
      superior: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
      body: 'Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp Quảng Ngãi',
      number: '5',
      symbol: 'QĐ-BQL',
      place: 'Quảng Ngãi',
      day: '2026-09-02',
    },
    title: { kind: 'named', type: 'Quyết định', abstract: 'Về việc phê duyệt cấp độ hệ thống thông tin' },
    competence: 'Trưởng ban Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp Quảng Ngãi',
    grounds: ['Căn cứ Luật An ninh mạng số 116/2025/QH15', 'Xét đề nghị của Văn phòng tại Tờ trình số 12/TTr-VP'],
    formula: 'Quyết định:',
    body: [
      { kind: 'division', unit: 'Chương', title: 'Quy định chung' },
      { kind: 'article', title: 'Phê duyệt cấp độ đối với Hệ thống camera' },
      { kind: 'clause', text: 'Thông tin chung:' },
      ...['Tên', 'Đơn vị', 'Địa chỉ', 'Cấp độ', 'Phương án'].map((text) => ({ kind: 'point', text }) as const),
      { kind: 'article', title: 'Tổ chức thực hiện' },
      { kind: 'clause', text: 'Đơn vị vận hành chịu trách nhiệm thi hành.' },
      {
        kind: 'wide',
        blocks: [
          { kind: 'heading', text: 'Danh mục' },
          { kind: 'table', columns, numbered: true, rows: Array.from({ length: rows }, (_, index) => row(index + 1)) },
        ],
      },
      { kind: 'article', title: 'Điều khoản thi hành' },
      { kind: 'paragraph', text: 'Quyết định có hiệu lực kể từ ngày ký' },
    ],
    signature: {
      lines: [{ prefix: 'TM.', text: 'Ủy ban nhân dân' }, { prefix: 'KT.', text: 'Chủ tịch' }, { text: 'Phó Chủ tịch' }],
      name: 'Nguyễn Thị Ánh Tuyết',
    },
    recipients: ['Như Điều 3', 'Lưu: VT'],
    annexes: [
      {
        title: 'Danh sách camera',
        blocks: [
          {
            kind: 'table',
            columns: [
              { title: 'STT', weight: 1, align: 'center' },
              { title: 'Tên', weight: 6 },
            ],
            rows: [['1', 'Camera cổng']],
          },
        ],
      },
      {
        title: 'Không có gì',
        landscape: true,
        blocks: [
          {
            kind: 'table',
            columns: [
              { title: 'STT', weight: 1 },
              { title: 'Tên', weight: 6 },
            ],
            rows: [],
          },
        ],
      },
    ],
    smallPrint: 'Dữ liệu minh họa. SHA-256: 0f3a',
  };
}
