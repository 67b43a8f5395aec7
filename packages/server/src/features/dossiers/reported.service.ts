import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** How far a dossier has come, in the words of form 08. */
export type DossierStatus = 'draft' | 'submitted' | 'appraised' | 'approved';

/** A document as reports name it. */
export interface NamedDocument {
  readonly number: string;
  readonly on: string;
  readonly issuer: string;
}

/** The dossier that counts for a system on a day. */
export interface ReportedDossier {
  readonly id: Id;
  readonly status: DossierStatus;
  readonly level: number;
  readonly decision: NamedDocument | null;
  readonly bylaw: NamedDocument | null;
  /** Who the issuer of the decision is in the dossier; null where the name is of neither. */
  readonly issuerParty: 'owner' | 'security-unit' | null;
  /** The unit that owns the system, where the dossier names one. */
  readonly owner: { readonly id: Id; readonly name: string } | null;
  readonly settled: boolean;
  readonly question: string;
  readonly checkedBefore: string | null;
}

interface DossierRow extends Omit<ReportedDossier, 'decision' | 'bylaw' | 'owner'> {
  readonly owner_id: Id | null;
  readonly owner_name: string | null;
  readonly system_id: Id;
  readonly decision_number: string;
  readonly decision_issuer: string;
  readonly approved_on: string;
  readonly bylaw_number: string | null;
  readonly bylaw_on: string | null;
  readonly bylaw_issuer: string | null;
}

/**
 * The dossiers of some systems as of a day, by system: the approved one in force, else the latest under way. Approvals count by the day of
 * their decision; a dossier that was sent back counts as a draft.
 */
export async function dossiersOn(
  { tx }: Pick<Work, 'tx'>,
  systemIds: readonly Id[],
  day: string,
): Promise<ReadonlyMap<Id, ReportedDossier>> {
  const { rows } = await sql<DossierRow>`
    with counted as (
      select d.*, case
          when d.approved_on <= ${day}::date and d.state in ('approved', 'superseded') then 'approved'
          when d.state in ('draft', 'opinion', 'opined', 'unfit', 'returned') then 'draft'
          when d.appraised_on <= ${day}::date then 'appraised'
          when d.submitted_on <= ${day}::date then 'submitted' else 'draft' end as status
      from dossier d where d.system_id = any(${[...systemIds]}::uuid[]) and d.state <> 'withdrawn'
        and not (d.state = 'superseded' and d.state_since <= ${day}::date)
        and least((d.created_at at time zone 'Asia/Ho_Chi_Minh')::date, d.submitted_on, d.approved_on) <= ${day}::date
    )
    select distinct on (d.system_id) d.system_id, d.id, d.status, d.level, d.decision_number, d.decision_issuer, d.approved_on::text as approved_on,
      b.number as bylaw_number, b.f_issued_on::text as bylaw_on, b.f_issuer as bylaw_issuer, o.id as owner_id, o.name as owner_name,
      case d.decision_issuer when o.name then 'owner' when s.name then 'security-unit' end as "issuerParty",
      d.authority_settled as settled, coalesce(d.authority_question, '') as question,
      case when d.pre_operation_on <= ${day}::date then d.pre_operation_on::text end as "checkedBefore"
    from counted d left join record b on b.id = d.bylaw_id and b.f_issued_on <= ${day}::date
      left join unit o on o.id = d.owner_unit_id left join unit s on s.id = d.security_unit_id
    order by d.system_id, (d.status = 'approved') desc, d.created_at desc, d.id`.execute(tx);
  return new Map(rows.map((row) => [row.system_id, reportedOf(row)]));
}

function reportedOf(row: DossierRow): ReportedDossier {
  const { id, status, level, issuerParty, owner_id, owner_name, settled, question, checkedBefore } = row;
  const approved = status === 'approved';
  return {
    id,
    status,
    level,
    decision: approved ? { number: row.decision_number, on: row.approved_on, issuer: row.decision_issuer } : null,
    bylaw: row.bylaw_on === null ? null : { number: row.bylaw_number ?? '', on: row.bylaw_on, issuer: row.bylaw_issuer ?? '' },
    issuerParty: approved ? issuerParty : null,
    owner: owner_id === null || owner_name === null ? null : { id: owner_id, name: owner_name },
    settled,
    question,
    checkedBefore,
  };
}
