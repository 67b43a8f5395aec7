import type { TFunction } from 'i18next';
import { ProposalField, ProposalKind, ProposalRuleName } from '@ancam/contract';
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
const RULES = ['acceptNew', 'acceptFirmware', 'acceptMoved', 'goneAfter'] as const;
const FIELDS = ['name', 'place', 'purchasedOn', 'note'] as const;

/** What an audit line was about, in the language of the page: the trail keeps short English notes beside names and numbers. */
export function auditSummary(t: TFunction, checkTitle: (id: string) => string, action: string, summary: string): string {
  if (SAID.has(summary)) return '';
  const counted = aboutCounts(t, summary);
  if (counted !== undefined) return counted;
  const status = ScanStatus.safeParse(summary);
  if (action === 'scan.ended' && status.success) return t(`scanStatus.${status.data}`);
  if (action === 'camera.changed') return namesOf(t, summary);
  if (action.startsWith('proposal.')) return aboutProposal(t, summary);
  if (action.startsWith('finding.')) return aboutFinding(checkTitle, summary);
  return summary.replace(/^first administrator /, '');
}

/** Notes that count: rows of a file, hosts of a result. */
function aboutCounts(t: TFunction, summary: string): string | undefined {
  const exported = /^(\d+) cameras as (\w+)$/.exec(summary);
  if (exported !== null) return t('audit.exported', { count: Number(exported[1]), format: (exported[2] ?? '').toUpperCase() });
  const list = /^[a-z-]+ as (csv|xlsx|json)(?:, (.+))?$/s.exec(summary);
  if (list !== null) return [t('audit.exportedList', { format: (list[1] ?? '').toUpperCase() }), list[2]].filter(Boolean).join('; ');
  const imported = /^(\d+) hosts, (\d+) new cameras, (\d+) recognised$/.exec(summary);
  if (imported !== null) return t('import.report', { hosts: imported[1] ?? '', created: imported[2] ?? '', recognised: imported[3] ?? '' });
  const prior = /^(\d+) hosts finished before$/.exec(summary);
  if (prior !== null) return t('audit.finishedBefore', { count: Number(prior[1]) });
  return undefined;
}

function namesOf(t: TFunction, summary: string): string {
  const names = summary.split(', ').map((name) => FIELDS.find((each) => each === name));
  return names.every((name) => name !== undefined) ? names.map((name) => t(`camera.${name}`)).join(', ') : summary;
}

/** `rule firmware; changed: firmware V1 → V2`, or the rules themselves as `acceptNew=true, goneAfter=2`. */
function aboutProposal(t: TFunction, summary: string): string {
  const rules = [...summary.matchAll(/(\w+)=(\w+)/g)].map(([, name, value = '']) => {
    const rule = RULES.find((each) => each === name);
    if (rule === undefined) return '';
    return `${t(`proposals.rules.${rule}`)}: ${rule === 'goneAfter' ? value : t(value === 'true' ? 'common.yes' : 'common.no')}`;
  });
  if (rules.length === RULES.length) return rules.join('; ');
  const [, name, word, rest = ''] = /^(?:rule (\w+); )?(\w+)(?:: (.*))?$/s.exec(summary) ?? [];
  const kind = ProposalKind.options.find((each) => each === word);
  if (kind === undefined) return summary;
  const rule = ProposalRuleName.options.find((each) => each === name);
  const fields = rest.replaceAll(/(^|, )([a-z]+)(?= .* → |$|, )/g, (found, before: string, field: string) => {
    const known = ProposalField.options.find((each) => each === field);
    return known === undefined || kind === 'new' ? found : `${before}${t(`proposals.field.${known}`)}`;
  });
  const words = fields.replaceAll(/\b(in-use|retired)\b/g, (status) => t(`cameraStatus.${status === 'retired' ? 'retired' : 'in-use'}`));
  const told = [t(`proposals.kind.${kind}`), words].filter((part) => part !== '').join(': ');
  return rule === undefined ? told : `${told} (${t('proposals.ruleOf', { rule: t(`proposals.rule.${rule}`) })})`;
}

function aboutFinding(checkTitle: (id: string) => string, summary: string): string {
  const [, check = '', reason = ''] = /^(\S+): ?(.*)$/s.exec(summary) ?? [];
  if (check === '') return summary;
  return reason === '' ? checkTitle(check) : `${checkTitle(check)}: ${reason}`;
}
