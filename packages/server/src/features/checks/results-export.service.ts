import type { Id } from '@ancam/core';
import { writeCheckResults } from '@ancam/documents';
import type { OscalVerdict } from '@ancam/documents';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { download } from '../../http/download.ts';
import { namedFindings } from '../findings/named.service.ts';
import { checkTitle } from '../plans/links.service.ts';
import { getCheck } from './read-checks.service.ts';
import { importOf } from './results.store.ts';
import { requirementsByKey } from './results.view.ts';
import { listOfCheck } from './shortcomings.store.ts';
import type { ShortcomingKept } from './shortcomings.store.ts';
import type { CheckKept } from './system-checks.store.ts';
import { licenceOf } from './system-checks.view.ts';

function standingOf({ state }: ShortcomingKept): OscalVerdict['standing'] {
  if (state === 'closed') return 'closed';
  return state === 'accepted' ? 'accepted' : 'open';
}

function assessorOf(check: CheckKept) {
  return {
    name: check.assessor,
    kind: check.assessor_kind ?? '',
    independent: check.independent,
    licence: licenceOf(check),
  };
}

/** A check as assessment results. Audited. Throws `not-found`. */
export function checkOscal(context: Context, actor: Actor, id: Id): Promise<Response> {
  return withActor(context, actor, async (work) => {
    const check = await getCheck(work, id);
    noteRead(work, 'check', [check]);
    const rows = await listOfCheck(work.tx, id);
    const requirements = requirementsByKey(context.law, check);
    const scans = await namedFindings(
      work,
      rows.flatMap(({ finding_id: finding }) => finding ?? []),
    );
    const against = rows.map((row): OscalVerdict => {
      const scan = row.finding_id === null ? undefined : scans.get(row.finding_id);
      return {
        id: row.id,
        target: row.requirement === null ? '' : (requirements.get(row.requirement)?.id ?? row.requirement),
        satisfied: false,
        title: row.title,
        detail: row.detail,
        severity: row.severity,
        owner: row.owner,
        dueOn: row.mend_by,
        standing: standingOf(row),
        scan: scan === undefined ? null : { id: scan.id, title: checkTitle(context, scan.check).vi, camera: scan.camera },
      };
    });
    const met = (await importOf(work.tx, id))?.imported.satisfied ?? [];
    const verdicts = met.flatMap((key): OscalVerdict[] => {
      const row = requirements.get(key);
      if (row === undefined) return [];
      const none = { detail: '', severity: '', owner: '', dueOn: null, standing: 'open', scan: null } as const;
      return [{ id: `${id}:${row.id}`, target: row.id, satisfied: true, title: row.title.vi, ...none }];
    });
    const written = writeCheckResults({
      head: { id, title: `Kiểm tra, đánh giá: ${check.system}`, version: String(check.version), at: work.now },
      system: { id: check.system_id, name: check.system },
      kind: check.kind,
      outcome: check.outcome ?? '',
      summary: check.summary,
      start: `${check.started_on ?? check.planned_on}T00:00:00+07:00`,
      end: check.ended_on === null ? null : `${check.ended_on}T23:59:59+07:00`,
      assessor: assessorOf(check),
      verdicts: [...verdicts, ...against],
    });
    work.audit({ action: 'check.exported', object: `check/${id}`, summary: 'OSCAL assessment-results' });
    return download(`${JSON.stringify(written, null, 2)}\n`, 'application/json', `ancam-oscal-check-v${check.version}.json`);
  });
}
