import { REPORT_KINDS, REPORT_STATES, ReadingMode } from '@ancam/contract';
import type { ReportKind, ReportRow, ReportState } from '@ancam/contract';
import type { ReportRecord } from './reports.store.ts';

/** The value of a list that a text is; the first one where it is none, which the database rules out. */
function oneOf<T extends string>(options: readonly [T, ...T[]], text: string): T {
  return options.find((each) => each === text) ?? options[0];
}

export function kindOf(row: Pick<ReportRecord, 'kind'>): ReportKind {
  return oneOf(REPORT_KINDS, row.kind);
}

export function stateOf(text: string): ReportState {
  return oneOf(REPORT_STATES, text);
}

/** A report as a row of the list. */
export function viewRow(row: ReportRecord): ReportRow {
  return {
    id: row.id,
    kind: kindOf(row),
    version: row.version,
    subject: { id: row.subject_id, name: row.subject_name },
    receiver: { id: row.receiver_id, name: row.receiver_name },
    periodFrom: row.period_from,
    periodTo: row.period_to,
    asOf: row.as_of,
    mode: ReadingMode.parse(row.mode),
    state: stateOf(row.state),
    hash: row.hash,
    number: row.number,
    dated: row.dated,
    signer: row.signer,
    sentOn: row.sent_on,
    createdBy: row.created_name,
    createdAt: row.created_at,
    onBehalf: row.on_behalf,
  };
}
