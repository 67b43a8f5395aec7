import { expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import { createLaw } from '../law.ts';
import { eventsOfRecord, linkableFacts } from './records.ts';
import type { EvidenceRecord } from './records.ts';

const law = createLaw(loadLaw());
const bylaw: EvidenceRecord = {
  register: 'bylaws',
  id: 'b1',
  state: 'issued',
  stateSince: '2023-02-20',
  data: { scope: 'territory', cameraClause: true, issuedOn: '2023-02-15' },
};

function facts(record: EvidenceRecord): string[] {
  return eventsOfRecord(law, record).map(({ fact }) => fact);
}

it('a bylaw counts once it is issued and has the camera clause, from its own day', () => {
  expect(eventsOfRecord(law, bylaw)).toEqual([
    { fact: 'bylaw.camera-clause', on: '2023-02-15', ref: 'bylaws/b1' },
    { fact: 'bylaw.territory', on: '2023-02-15', ref: 'bylaws/b1' },
  ]);
  expect(facts({ ...bylaw, state: 'draft' })).toEqual([]);
  expect(facts({ ...bylaw, state: 'replaced' })).toEqual([]);
  expect(facts({ ...bylaw, data: { ...bylaw.data, cameraClause: false } })).toEqual([]);
  expect(facts({ ...bylaw, data: { ...bylaw.data, scope: 'body' } })).toEqual(['bylaw.camera-clause']);
});

it('a day that is not filled in is that of the state', () => {
  expect(eventsOfRecord(law, { ...bylaw, data: { cameraClause: true, issuedOn: '' } })[0]?.on).toBe('2023-02-20');
});

it('money counts for its budget year', () => {
  const line: EvidenceRecord = {
    register: 'budget',
    id: 'm1',
    state: 'confirmed',
    stateSince: '2024-01-05',
    data: { year: 2023, allotted: 0 },
  };
  expect(eventsOfRecord(law, line)).toEqual([{ fact: 'budget.allotted', on: '2024-01-05', period: '2023', ref: 'budget/m1' }]);
  expect(facts({ ...line, data: { year: 2023, allotted: null } })).toEqual([]);
});

it('a document tells by itself what it carries out; what it proves a person says', () => {
  const letter: EvidenceRecord = {
    register: 'documents',
    id: 'd1',
    state: 'confirmed',
    stateSince: '2023-04-06',
    data: { direction: 'out', documentType: 'report', issuedOn: '2023-04-05', basis: 'd0', recipients: 'Bộ' },
  };
  expect(eventsOfRecord(law, letter)).toEqual([
    { fact: 'document.cascaded', on: '2023-04-05', ref: 'documents/d1' },
    { fact: 'document.sent', on: '2023-04-05', object: 'd1', ref: 'documents/d1' },
  ]);
  const names = linkableFacts(law, letter).map(({ id }) => id);
  expect(names).toEqual(expect.arrayContaining(['incident.accounted', 'lead.reported', 'result.letter']));
  expect(names).not.toContain('guidance.issued');
  const linked = { ...letter, links: [{ fact: 'incident.accounted', object: 'i1' }, { fact: 'guidance.issued' }] };
  expect(facts(linked)).toContain('incident.accounted');
  expect(facts(linked)).not.toContain('guidance.issued');
  expect(eventsOfRecord(law, linked).find(({ fact }) => fact === 'incident.accounted')?.object).toBe('i1');
});

it('a state of the register is no event of a record', () => {
  expect(facts({ register: 'warnings', id: 'w1', state: 'active', stateSince: '2023-01-01', data: {} })).toEqual([]);
});
