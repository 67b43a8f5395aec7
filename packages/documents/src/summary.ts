import { REQUIREMENT_VERDICTS, SEVERITIES } from '@ancam/core';
import type { AssessmentReport, ReportCamera, ReportFinding, ReportRequirement, RequirementVerdict, Severity } from '@ancam/core';

/** Where a camera stands by its gravest finding. `not-checked` never counts as `none`. */
export type Standing = Severity | 'none' | 'not-checked';

const STANDINGS: readonly Standing[] = [...SEVERITIES, 'none', 'not-checked'];

/** Findings of one severity over all cameras; a finding without a state in the register is open. */
interface SeverityRow {
  readonly severity: Severity;
  readonly findings: number;
  readonly cameras: number;
  readonly open: number;
  readonly accepted: number;
  readonly fixed: number;
}

/** One weakness with the number of cameras that show it. */
interface CommonFinding {
  /** As the first camera shows it. */
  readonly finding: ReportFinding;
  readonly cameras: number;
}

/** A requirement that the network says nothing about on at least one camera. */
interface OutstandingRequirement {
  readonly requirement: ReportRequirement;
  readonly cameras: number;
}

/** Figures of a report, counted the same way for every renderer. */
export interface Summary {
  readonly standings: readonly { readonly standing: Standing; readonly cameras: number }[];
  readonly severities: readonly SeverityRow[];
  readonly common: readonly CommonFinding[];
  /** Checks listed without a clear outcome: inconclusive, in error, not checked. */
  readonly doubtful: number;
  readonly verdicts: readonly { readonly verdict: RequirementVerdict; readonly count: number }[];
  readonly outstanding: readonly OutstandingRequirement[];
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Gravest failed check that is not fixed; without one, whether anything was judged at all. */
export function standingOf(camera: ReportCamera): Standing {
  const remaining = camera.findings.filter((finding) => finding.outcome === 'fail' && finding.state?.status !== 'fixed');
  const worst = remaining.map((finding) => finding.severity).sort((a, b) => rank(a) - rank(b))[0];
  if (worst !== undefined) return worst;
  const judged = camera.requirements.some(({ verdict }) => verdict === 'no-indication' || verdict === 'indication');
  const settled = camera.findings.some(({ outcome }) => outcome === 'fail' || outcome === 'pass');
  return judged || settled ? 'none' : 'not-checked';
}

function readingOrder(finding: ReportFinding): number {
  return (finding.outcome === 'fail' ? 0 : SEVERITIES.length) + rank(finding.severity);
}

/** Findings in reading order: failed before doubtful, grave before slight, then by check. */
export function sortFindings(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  return findings.toSorted((a, b) => readingOrder(a) - readingOrder(b) || a.check.localeCompare(b.check));
}

function countSeverity(report: AssessmentReport, severity: Severity): SeverityRow {
  const row = { findings: 0, cameras: 0, open: 0, accepted: 0, fixed: 0 };
  for (const camera of report.cameras) {
    const found = camera.findings.filter((finding) => finding.outcome === 'fail' && finding.severity === severity);
    row.findings += found.length;
    if (found.length > 0) row.cameras += 1;
    for (const finding of found) row[finding.state?.status ?? 'open'] += 1;
  }
  return { severity, ...row };
}

function commonFindings(report: AssessmentReport): readonly CommonFinding[] {
  const byCheck = new Map<string, { finding: ReportFinding; cameras: Set<ReportCamera> }>();
  for (const camera of report.cameras) {
    for (const finding of camera.findings) {
      if (finding.outcome !== 'fail') continue;
      const entry = byCheck.get(finding.check) ?? { finding, cameras: new Set<ReportCamera>() };
      entry.cameras.add(camera);
      byCheck.set(finding.check, entry);
    }
  }
  return [...byCheck.values()]
    .map(({ finding, cameras }) => ({ finding, cameras: cameras.size }))
    .sort(
      (a, b) =>
        rank(a.finding.severity) - rank(b.finding.severity) || b.cameras - a.cameras || a.finding.check.localeCompare(b.finding.check),
    );
}

function outstandingRequirements(report: AssessmentReport): readonly OutstandingRequirement[] {
  const byId = new Map<string, { requirement: ReportRequirement; cameras: number }>();
  for (const camera of report.cameras) {
    for (const requirement of camera.requirements) {
      if (requirement.verdict !== 'not-visible' && requirement.verdict !== 'not-checked') continue;
      const entry = byId.get(requirement.requirement) ?? { requirement, cameras: 0 };
      entry.cameras += 1;
      byId.set(requirement.requirement, entry);
    }
  }
  return [...byId.values()].sort((a, b) => a.requirement.requirement.localeCompare(b.requirement.requirement, 'en', { numeric: true }));
}

/** Counts a report once for all renderers. */
export function summarise(report: AssessmentReport): Summary {
  const standings = report.cameras.map(standingOf);
  const verdicts = report.cameras.flatMap((camera) => camera.requirements.map(({ verdict }) => verdict));
  return {
    standings: STANDINGS.map((standing) => ({ standing, cameras: standings.filter((own) => own === standing).length })),
    severities: SEVERITIES.map((severity) => countSeverity(report, severity)),
    common: commonFindings(report),
    doubtful: report.cameras.flatMap((camera) => camera.findings).filter((finding) => finding.outcome !== 'fail').length,
    verdicts: REQUIREMENT_VERDICTS.map((verdict) => ({ verdict, count: verdicts.filter((own) => own === verdict).length })),
    outstanding: outstandingRequirements(report),
  };
}

/** What a camera is called: maker and model where known. */
export function deviceName(camera: ReportCamera): string | undefined {
  const { makerName, maker, model } = camera.identity;
  const name = [makerName ?? maker, model].filter((part) => part !== undefined).join(' ');
  return name === '' ? undefined : name;
}
