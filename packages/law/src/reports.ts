import type { Text } from '@ancam/core';
import type { Party, ReportCycle } from '@ancam/knowledge';
import { citeAll } from './citation.ts';
import { addDays, holdsOn } from './days.ts';
import { found } from './found.ts';
import type { Law } from './law.ts';

/** The yearly report of a year. */
export interface ReportYear {
  readonly cycle: string;
  readonly year: number;
  /** First and last day of the period. */
  readonly from: string;
  readonly to: string;
  readonly dues: readonly { readonly from: Party; readonly to: Party; readonly receiver: Text; readonly lastDay: string }[];
  readonly contents: ReportCycle['contents'];
  readonly clause: Text;
}

/** Period, deadlines and contents of the yearly report; the regime of its last day decides. Throws `input.invalid` for a year without one. */
export function reportOfYear(law: Law, year: number): ReportYear {
  const cycle = found(
    law.data.reportCycles.find((each) => holdsOn(each, `${year}-${each.periodTo}`)),
    `no yearly report is asked for in ${year}`,
  );
  return {
    cycle: cycle.id,
    year,
    from: `${year - 1}-${cycle.periodFrom}`,
    to: `${year}-${cycle.periodTo}`,
    dues: cycle.dues.map(({ from, to, receiver, before }) => ({ from, to, receiver, lastDay: addDays(`${year}-${before}`, -1) })),
    contents: cycle.contents,
    clause: citeAll(law, cycle.sources),
  };
}
