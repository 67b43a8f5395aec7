import type { Text } from '@ancam/core';
import type { Content } from './content.ts';
import { partiesOf } from './parties.service.ts';
import type { Reading } from './reading.service.ts';

const PARTY: Readonly<Record<string, Text>> = {
  operator: { vi: 'Đơn vị vận hành', en: 'Operator' },
  owner: { vi: 'Chủ quản', en: 'Owner' },
  'security-unit': { vi: 'Đơn vị chuyên trách', en: 'Security unit' },
  ministry: { vi: 'Bộ thẩm định', en: 'Appraising ministry' },
  'other-unit': { vi: 'Đơn vị khác thẩm định', en: 'Another appraising unit' },
  council: { vi: 'Hội đồng thẩm định', en: 'Appraisal council' },
};

const field = (key: string, vi: string, en: string, value: string | null | undefined) => ({ key, title: { vi, en }, value: value ?? '' });

/** What the level rests on and what the plan answers, as they are frozen with a submission. */
export type Grounds = Pick<Content, 'criteria' | 'requirements'>;

/** What is submitted now, word for word. */
export function freeze({ row, names, system, parts, bylaw }: Reading, { criteria, requirements }: Grounds): Content {
  const answered = row.new_or_upgraded === null ? '' : row.new_or_upgraded ? 'Có' : 'Không';
  return {
    name: row.name,
    level: row.level,
    regime: row.regime,
    catalogueHash: row.catalogue_hash,
    fields: [
      field('system', 'Tên hệ thống', 'System', row.name),
      field('level', 'Cấp độ đề xuất', 'Proposed level', String(row.level)),
      field('regime', 'Chế độ', 'Regime', row.regime),
      field('catalogue', 'Danh mục yêu cầu (mã băm)', 'Catalogue of requirements (hash)', row.catalogue_hash),
      field('new', 'Xây dựng mới, mở rộng, nâng cấp', 'New, extended or upgraded', answered),
      ...partiesOf(row).map(([party, unit]) => ({
        key: `party-${party}`,
        title: PARTY[party] ?? { vi: party, en: party },
        value: names.get(unit ?? '') ?? '',
      })),
      field('owner-paper', 'Văn bản giao chủ quản, ủy quyền', 'Paper naming the owner', row.owner_paper),
      field('appraiser-paper', 'Văn bản giao thẩm định, lập hội đồng', 'Paper on the appraiser', row.appraiser_paper),
      field('bylaw', 'Quy chế', 'Bylaw', bylaw?.title),
      field('list-paper', 'Văn bản phê duyệt danh mục cấp độ 5', 'Paper on the list of level 5', row.list_paper),
      field('purpose', 'Mục đích', 'Purpose', system?.purpose),
      field('scope', 'Phạm vi', 'Scope', system?.scope),
      field('users', 'Số người sử dụng', 'Users', system?.usersEstimate?.toString()),
      field('storage', 'Đơn vị lưu trữ dữ liệu', 'Holder of the data', system?.storageHolder),
      field('note', 'Ghi chú', 'Note', row.note),
    ],
    parts: [...parts],
    criteria,
    requirements,
  };
}
