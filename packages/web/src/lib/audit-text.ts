import type { TFunction } from 'i18next';
import { ScanStatus } from '@ancam/core';

/** Words that repeat in English what the action already says. */
const SAID = new Set([
  'restricted',
  'signed in',
  'signed out',
  'wrong password',
  'result file',
  'its process ended',
  'known already, nothing changed',
]);
const FIELDS = ['name', 'place', 'purchasedOn', 'note'] as const;

/** What an audit line was about, in the language of the page: the trail keeps short English notes beside names and numbers. */
export function auditSummary(t: TFunction, checkTitle: (id: string) => string, action: string, summary: string): string {
  if (SAID.has(summary)) return '';
  const exported = /^(\d+) cameras as (\w+)$/.exec(summary);
  if (exported !== null) return t('audit.exported', { count: Number(exported[1]), format: (exported[2] ?? '').toUpperCase() });
  const list = /^[a-z-]+ as (csv|xlsx|json)(?:, (.+))?$/s.exec(summary);
  if (list !== null) return [t('audit.exportedList', { format: (list[1] ?? '').toUpperCase() }), list[2]].filter(Boolean).join('; ');
  const imported = /^(\d+) hosts, (\d+) new cameras, (\d+) recognised$/.exec(summary);
  if (imported !== null) return t('import.report', { hosts: imported[1] ?? '', created: imported[2] ?? '', recognised: imported[3] ?? '' });
  const prior = /^(\d+) hosts finished before$/.exec(summary);
  if (prior !== null) return t('audit.finishedBefore', { count: Number(prior[1]) });
  const status = ScanStatus.safeParse(summary);
  if (action === 'scan.ended' && status.success) return t(`scanStatus.${status.data}`);
  if (action === 'camera.changed') return namesOf(t, summary);
  if (action.startsWith('finding.')) return aboutFinding(checkTitle, summary);
  return summary.replace(/^first administrator /, '');
}

function namesOf(t: TFunction, summary: string): string {
  const names = summary.split(', ').map((name) => FIELDS.find((each) => each === name));
  return names.every((name) => name !== undefined) ? names.map((name) => t(`camera.${name}`)).join(', ') : summary;
}

function aboutFinding(checkTitle: (id: string) => string, summary: string): string {
  const [, check = '', reason = ''] = /^(\S+): ?(.*)$/s.exec(summary) ?? [];
  if (check === '') return summary;
  return reason === '' ? checkTitle(check) : `${checkTitle(check)}: ${reason}`;
}
