import type { Judgement, Language, ReportRequirement } from '@ancam/core';
import { formatDate } from './dates.ts';
import { textsOf } from './texts.ts';

function judgementLine({ unit, method, verdict, by, on, document, firmware, note }: Judgement, language: Language): string {
  const t = textsOf(language);
  const said = `${t.labels.method[method]}${unit === '' ? '' : ` ${unit}`}: ${t.labels.judged[verdict]}`;
  const ground = [by, formatDate(on), document, firmware === '' ? '' : `${t.firmware} ${firmware}`, note];
  return `${said} (${ground.filter((part) => part !== '').join('; ')})`;
}

/** What people concluded about a requirement, one line each, then where it stands; nothing where nobody did. Values are not cleaned. */
export function judgementLines({ judgements, standing }: ReportRequirement, language: Language): readonly string[] {
  if (judgements.length === 0) return [];
  const t = textsOf(language);
  return [...judgements.map((each) => judgementLine(each, language)), `${t.conclusion}: ${t.labels.reached[standing]}`];
}
