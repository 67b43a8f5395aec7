import type { RecordData, WorkItem } from '@ancam/contract';
import { REGISTERS } from '@ancam/contract';
import { sql } from 'kysely';
import { handsOf, holds } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { MOST_WORK } from '../../my-work.ts';

interface Waiting {
  readonly id: string;
  readonly register: string;
  readonly state: string;
  readonly title: string;
  readonly data: RecordData;
  readonly unit: string | null;
}

/** Records that wait for another person than those who wrote them; those that wait longest first. */
export async function myRecords({ tx, actor }: Work): Promise<WorkItem[]> {
  if (!holds(actor, 'record.approve')) return [];
  const { rows } = await sql<Waiting>`select r.id, r.register, r.state, r.title, r.data, u.name as unit
    from record r left join unit u on u.id = r.steward_id
    where r.state in ('proposed', 'reported') and may_write(r.scope_path, r.classification)
      and not exists (select from record_event e where e.record_id = r.id and e.authored and e.by_id = any(${[...handsOf(actor)]}::uuid[]))
    order by r.changed_at, r.id limit ${MOST_WORK + 1}`.execute(tx);
  return rows.flatMap(({ id, register: of, state, title, data, unit }) => {
    const register = REGISTERS.find((each) => each.id === of);
    const next = register?.transitions.find(({ from, otherPerson }) => otherPerson === true && from.includes(state));
    if (register === undefined || next === undefined) return [];
    const number = data['number'] ?? data['paperReference'];
    const name = [typeof number === 'string' ? number : '', title].filter((each) => each !== '').join(' ');
    return [
      {
        id,
        name: name === '' ? register.one : { vi: name, en: name },
        what: { vi: `${next.title.vi}: ${register.one.vi}`, en: `${next.title.en}: ${register.one.en}` },
        unit,
        due: null,
        late: false,
        link: `/registers/${of}/${id}`,
      },
    ];
  });
}
