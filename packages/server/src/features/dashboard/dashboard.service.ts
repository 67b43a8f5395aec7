import type { Dashboard } from '@ancam/contract';
import { WorstFinding } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import type { Severity } from '@ancam/core';
import { holds, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf, soonAfter } from '../../day.ts';
import type { Node } from '../../reach.ts';
import { disjointReach, facetValues } from '../figures/facets.service.ts';
import { figuresWithin } from '../figures/sums.service.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { checkTexts } from '../knowledge/knowledge.view.ts';
import { waitingCount } from '../proposals/list.service.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { latest } from '../scans/scans.service.ts';
import * as store from './dashboard.store.ts';

type Next = Dashboard['next'];

async function nextSteps(
  work: Work,
  day: string,
  reach: readonly Node[],
  facts: { critical: number; unidentified: number },
): Promise<Next> {
  const waiting = await store.countWaiting(work.tx, day, soonAfter(day), reach);
  const proposals = holds(work.actor, 'camera.write') ? (await waitingCount(work)).count : 0;
  const running = waiting.running > 0 ? await store.findScanOf(work.tx, 'running') : undefined;
  const interrupted = waiting.resumable > 0 ? await store.findScanOf(work.tx, 'interrupted') : undefined;
  const steps: (Next[number] | false)[] = [
    running !== undefined && { kind: 'watch-scan', count: waiting.running, link: `/scans/${running}` },
    interrupted !== undefined && { kind: 'resume-scan', count: waiting.resumable, link: `/scans/${interrupted}` },
    waiting.authorisations === 0 && { kind: 'record-authorisation', count: 1, link: '/authorisations/new' },
    waiting.authorisations > 0 && waiting.scans === 0 && { kind: 'start-scan', count: 1, link: '/scans/new' },
    proposals > 0 && { kind: 'decide-proposals', count: proposals, link: '/proposals' },
    facts.critical > 0 && { kind: 'fix-critical', count: facts.critical, link: '/cameras?severity=critical&status=in-use' },
    facts.unidentified > 0 && { kind: 'identify', count: facts.unidentified, link: '/cameras?identity=unknown&status=in-use' },
    waiting.ending > 0 && { kind: 'renew-acceptance', count: waiting.ending, link: '/cameras?acceptance=ending&status=in-use' },
  ];
  return steps.filter((step) => step !== false);
}

const WORST = WorstFinding.options;
const MOST_MAKERS = 20;
const TOP = 10;

/** The checks that fail on most cameras, worst first; a value is a check with its severity. */
function topChecks(values: readonly { value: string; count: number }[]): { check: string; severity: Severity; cameras: number }[] {
  const checks = values.map(({ value, count }) => {
    const [check = '', name = ''] = value.split(' ');
    return { check, severity: SEVERITIES.find((each) => each === name) ?? ('info' as const), cameras: count };
  });
  return checks
    .sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.cameras - a.cameras || (a.check < b.check ? -1 : 1),
    )
    .slice(0, TOP);
}

/** How things stand today and what to do first. */
export async function dashboard(context: ScanContext, actor: Actor): Promise<Dashboard> {
  await refreshOpenCounts(context);
  return withActor(context, actor, async (work) => {
    const { tx } = work;
    const day = dayOf(work.now);
    const figures = await figuresWithin(work);
    const reach = disjointReach(work);
    const makers = await facetValues(work, 'maker');
    const findings = Object.fromEntries((await facetValues(work, 'status')).map(({ value, count }) => [value, count]));
    return {
      cameras: {
        total: figures.cameras,
        bySeverity: WORST.map((severity) => ({ severity, count: figures[severity === 'none' ? 'clean' : severity] })).filter(
          ({ count }) => count > 0,
        ),
        byMaker: makers.slice(0, MOST_MAKERS).map(({ value, count }) => ({ maker: value, count })),
        unidentified: figures.unidentified,
      },
      findings: {
        open: findings['open'] ?? 0,
        accepted: findings['accepted'] ?? 0,
        fixed: findings['fixed'] ?? 0,
        top: topChecks(await facetValues(work, 'check')).map(({ check, severity, cameras }) => {
          return { check, severity, cameras, title: checkTexts(context.knowledge, check, severity).title };
        }),
      },
      trend: await store.listOpenByDay(tx, reach),
      lastScan: await latest(context, work),
      next: await nextSteps(work, day, reach, figures),
    };
  });
}
