import type { Dashboard } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf, soonAfter } from '../../day.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { checkTexts } from '../knowledge/knowledge.view.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { latest } from '../scans/scans.service.ts';
import * as store from './dashboard.store.ts';

type Next = Dashboard['next'];

async function nextSteps(work: Work, day: string, facts: { critical: number; unidentified: number }): Promise<Next> {
  const waiting = await store.countWaiting(work.tx, day, soonAfter(day));
  const running = waiting.running > 0 ? await store.findScanOf(work.tx, 'running') : undefined;
  const interrupted = waiting.resumable > 0 ? await store.findScanOf(work.tx, 'interrupted') : undefined;
  const steps: (Next[number] | false)[] = [
    running !== undefined && { kind: 'watch-scan', count: waiting.running, link: `/scans/${running}` },
    interrupted !== undefined && { kind: 'resume-scan', count: waiting.resumable, link: `/scans/${interrupted}` },
    waiting.authorisations === 0 && { kind: 'record-authorisation', count: 1, link: '/authorisations/new' },
    waiting.authorisations > 0 && waiting.scans === 0 && { kind: 'start-scan', count: 1, link: '/scans/new' },
    facts.critical > 0 && { kind: 'fix-critical', count: facts.critical, link: '/cameras?severity=critical&status=in-use' },
    facts.unidentified > 0 && { kind: 'identify', count: facts.unidentified, link: '/cameras?identity=unknown&status=in-use' },
    waiting.ending > 0 && { kind: 'renew-acceptance', count: waiting.ending, link: '/cameras?acceptance=ending&status=in-use' },
  ];
  return steps.filter((step) => step !== false);
}

/** How things stand today and what to do first. */
export async function dashboard(context: ScanContext, actor: Actor): Promise<Dashboard> {
  await refreshOpenCounts(context);
  return withActor(context, actor, async (work) => {
    const { tx } = work;
    const day = dayOf(work.now);
    const { total, unidentified } = await store.countCameras(tx);
    const worst = await store.countByWorst(tx);
    const bySeverity = worst.map(({ rank, checked, count }) => {
      return { severity: SEVERITIES[rank] ?? (checked ? ('none' as const) : ('unchecked' as const)), count };
    });
    let open = 0;
    const trend = (await store.listOpenDeltas(tx, day)).map((step) => ({ day: step.day, open: (open += step.delta) }));
    const critical = bySeverity.find(({ severity }) => severity === 'critical')?.count ?? 0;
    return {
      cameras: { total, bySeverity, byMaker: await store.countByMaker(tx), unidentified },
      findings: {
        ...(await store.countFindings(tx, day)),
        top: (await store.listTopChecks(tx, day)).map(({ check, severity, cameras }) => {
          return { check, severity, cameras, title: checkTexts(context.knowledge, check, severity).title };
        }),
      },
      trend,
      lastScan: await latest(context, work),
      next: await nextSteps(work, day, { critical, unidentified }),
    };
  });
}
