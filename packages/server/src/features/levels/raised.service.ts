import type { Text } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import type { ChangeRecord } from './changes.store.ts';
import type { SystemStanding } from './facts.store.ts';

/** What has changed, by the kind of the change. */
const KINDS: Readonly<Record<string, Text>> = {
  function: { vi: 'chức năng thay đổi', en: 'its function has changed' },
  scope: { vi: 'phạm vi thay đổi', en: 'its scope has changed' },
  users: { vi: 'số người sử dụng tăng', en: 'it has more users' },
  information: { vi: 'thông tin xử lý thay đổi', en: 'it handles other information' },
  technology: { vi: 'công nghệ thay đổi', en: 'its technology has changed' },
  owner: { vi: 'chủ quản thay đổi', en: 'another unit answers for it' },
  incident: { vi: 'có sự cố', en: 'there was an incident' },
  regime: { vi: 'quy định thay đổi', en: 'the law has changed' },
};

/** Tells whoever keeps the system that its level is to be determined anew, each change once; of one that is no longer open nobody has to be told. */
export async function tellRaised(context: Context, work: Work, system: SystemStanding, changes: readonly ChangeRecord[]): Promise<void> {
  const place = placementOf({ ...system, unit_id: system.steward_id });
  for (const { id, kind, state } of changes) {
    const about = `level-anew/${system.id}/${id}`;
    if (state !== 'open') {
      await settle(work, about);
      continue;
    }
    const why = KINDS[kind] ?? { vi: kind, en: kind };
    const step = { vi: `xác định lại cấp độ: ${why.vi}`, en: `determine the level anew: ${why.en}` };
    const told = { about, rung: id, link: `/systems/${system.id}/level`, place, facts: { kind: 'step', step, name: system.name } } as const;
    await notify(context, work, { permission: 'system.write', at: system.scope_path }, told);
  }
}
