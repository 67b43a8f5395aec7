import { formatDate } from '@ancam/core';
import { loadLaw } from '@ancam/knowledge';
import type { Deadline, Duty, EvidenceFact } from '@ancam/knowledge';
import { cite, citeAll, createLaw } from '@ancam/law';
import type { Law } from '@ancam/law';

/** A page as parts: plain text, or a table of head and rows. */
export type LawPart = string | { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The test that turns every duty from overdue to met and back. */
const TURNING_TEST = 'packages/law/src/duty/every-duty.test.ts';

/** The pages made from the statute book: file name, title, parts. */
export function lawPages(): readonly { readonly name: string; readonly title: string; readonly parts: readonly LawPart[] }[] {
  const law = createLaw(loadLaw());
  return [
    { name: 'duties.md', title: 'Duties / Nhiệm vụ', parts: duties(law) },
    { name: 'levels.md', title: 'Levels, authority, time limits / Cấp độ, thẩm quyền, thời hạn', parts: levels(law) },
    { name: 'open-questions.md', title: 'Open questions of law / Vấn đề pháp lý còn mở', parts: openQuestions(law) },
  ];
}

function duties(law: Law): LawPart[] {
  return [
    `${law.data.duties.length} duties: D1 to D43 of Directive 23/CT-TTg and the documents that carry it out, L1 to L8 of the law behind it. A deadline names the event that it means and who set it; one of a province holds in that province. Statute book \`${law.data.hash.slice(0, 12)}\`.`,
    `Each duty is shown to turn from overdue to met and back, for every addressee and every fact, by \`${TURNING_TEST}\`: "<id> turns from overdue to met and back". Where the text sets no day, the day is one that a superior has set.`,
    {
      head: ['id', 'nhiệm vụ', 'duty', 'addressee', 'deadline: event, who set it', 'satisfied by', 'register', 'test', 'confidence'],
      rows: law.data.duties.map((duty) => [
        duty.id,
        duty.title.vi,
        duty.title.en,
        addressees(law, duty),
        deadlines(law, duty),
        factsOf(law, duty)
          .map(({ id }) => `\`${id}\``)
          .join(' or '),
        [...new Set(factsOf(law, duty).flatMap(({ register, also }) => [register, also ?? []].flat()))].join(', '),
        `${duty.id} turns from overdue to met and back`,
        duty.confidence,
      ]),
    },
    '## Facts',
    'How a fact comes from its register: *derived*, the register itself tells; *linked*, a record in which a person names the duty; *state*, holds while the register says so.',
    {
      head: ['fact', 'dữ kiện', 'meaning', 'register', 'how', 'about', 'which records count'],
      rows: law.data.facts.map((fact) => [
        `\`${fact.id}\``,
        fact.title.vi,
        fact.title.en,
        fact.register,
        fact.how,
        fact.object ?? 'the body',
        records(fact),
      ]),
    },
    '## Where the texts disagree',
    {
      head: ['id', 'mâu thuẫn', 'conflict'],
      rows: law.data.duties.flatMap(({ id, conflict }) => (conflict === undefined ? [] : [[id, conflict.vi, conflict.en]])),
    },
  ];
}

function addressees(law: Law, { addressees: all }: Duty): string {
  return all
    .map(
      ({ document, as, who, confidence }) =>
        `${as === 'lead' ? '' : `${as}: `}${who.en} [${shortOf(law, document)}]${confidence === 'found' ? '' : ` (${confidence})`}`,
    )
    .join('; ');
}

function deadlines(law: Law, { deadlines: all, noDeadline, evidence }: Duty): string {
  const set = all.map((deadline) => {
    const event = evidence.milestones.find(({ id }) => id === deadline.milestone)?.title.en ?? deadline.milestone;
    const place = cite(law, { document: deadline.document, ...(deadline.at === undefined ? {} : { at: deadline.at }) }).en;
    return `${when(deadline)}: ${event} [${place}]${deadline.confidence === 'found' ? '' : ` (${deadline.confidence})`}`;
  });
  return [...set, ...(noDeadline === undefined ? [] : [`no deadline in the text: ${noDeadline.en}`])].join('; ');
}

function when(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'fixed':
      return `${deadline.strictly === true ? 'before' : 'by'} ${formatDate(deadline.on)}`;
    case 'each':
      return deadline.days === 0 ? 'by the day of each' : `within ${deadline.days} day(s) of each`;
    case 'yearly':
      return `yearly ${deadline.strictly === true ? 'before' : 'by'} ${deadline.by.split('-').toReversed().join('/')}`;
    case 'cycle':
      return 'by the cycle of the level';
    case 'standing':
      return `always, from ${formatDate(deadline.from)}`;
    default:
      return deadline satisfies never;
  }
}

function factsOf(law: Law, { evidence }: Duty): EvidenceFact[] {
  return evidence.milestones.flatMap(({ any }) => any.flatMap((id) => law.facts.get(id) ?? []));
}

function records({ states, where = [] }: EvidenceFact): string {
  const tests = where.map(
    ({ field, equals, oneOf }) =>
      `${field} ${oneOf === undefined ? (equals === undefined ? 'filled in' : `= ${equals}`) : `in ${oneOf.join(', ')}`}`,
  );
  return [...(states === undefined ? [] : [`state ${states.join(' or ')}`]), ...tests].join('; ');
}

function shortOf(law: Law, document: string): string {
  return law.documents.get(document)?.short.en ?? document;
}

function levels(law: Law): LawPart[] {
  return [
    'One matching criterion is enough; the highest level holds. Regime A: Decree 85/2016/NĐ-CP. Regime B: Decree 331/2026/NĐ-CP, from 19/08/2026.',
    {
      head: ['id', 'level', 'tiêu chí', 'criterion', 'clause', 'reading', 'confidence'],
      rows: law.data.criteria.map((each) => [
        each.id,
        String(each.level),
        each.title.vi,
        each.title.en,
        citeAll(law, each.sources).en,
        each.reading?.en ?? '',
        each.confidence,
      ]),
    },
    '## Who appraises and approves',
    {
      head: ['id', 'levels', 'opinion', 'appraises', 'approves', 'object', 'valid', 'clause', 'confidence'],
      rows: law.data.authorities.map((each) => [
        each.id,
        each.levels.join(', '),
        each.opinion ?? '',
        each.appraiserName === undefined ? each.appraises : each.appraiserName.en,
        [each.approves, ...(each.approvesList === undefined ? [] : [`${each.approvesList} (list)`])].join(', '),
        each.object,
        `${formatDate(each.validFrom)}${each.validTo === undefined ? '' : ` to ${formatDate(each.validTo)}`}`,
        citeAll(law, each.sources).en,
        each.confidence,
      ]),
    },
    '## Time limits',
    {
      head: ['id', 'levels', 'step', 'limit', 'who is late', 'clause'],
      rows: law.data.limits.map((each) => [
        each.id,
        each.levels.join(', '),
        each.step,
        `${each.amount} ${each.unit}`,
        each.who,
        citeAll(law, each.sources).en,
      ]),
    },
  ];
}

function openQuestions(law: Law): LawPart[] {
  return [
    'What no text that could be read answers. The records named rest on a reading until it is; pages and reports show their mark.',
    {
      head: ['id', 'câu hỏi', 'question', 'affects', 'texts'],
      rows: law.data.openQuestions.map((each) => [
        each.id,
        each.question.vi,
        each.question.en,
        each.affects.join(', '),
        citeAll(law, each.sources).en,
      ]),
    },
  ];
}
