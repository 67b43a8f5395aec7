import { describe, expect, test } from 'vitest';
import { readAssessmentResults } from '../index.ts';

const uuid = (n: number): string => `3f2a0c1e-0000-4000-8000-00000000000${n}`;
const risk = (n: number, more: object) => ({
  uuid: uuid(n),
  title: `Risk ${n}`,
  description: 'What may happen',
  statement: 'How bad it is',
  status: 'open',
  ...more,
});
const document = (result: object) => ({
  'assessment-results': {
    uuid: uuid(9),
    metadata: {
      title: 'Assessment',
      'last-modified': '2026-11-20T08:00:00Z',
      version: '1.0',
      'oscal-version': '1.1.2',
      parties: [{ uuid: uuid(8), type: 'organization', name: 'Assessor Ltd' }],
      'responsible-parties': [{ 'role-id': 'lead-assessor', 'party-uuids': [uuid(8)] }],
    },
    'import-ap': { href: 'plan.json' },
    results: [
      {
        uuid: uuid(7),
        title: 'First',
        description: 'Seen on site',
        start: '2026-11-02T20:00:00Z',
        end: '2026-11-03T20:00:00Z',
        'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] },
        ...result,
      },
    ],
  },
});

describe('results of another tool', () => {
  test('tell who assessed, how grave a risk is by its facets, and by when it is to be mended', () => {
    const read = readAssessmentResults(
      document({
        observations: [{ uuid: uuid(1), description: 'Port 23 answers', methods: ['TEST'], collected: '2026-11-02T20:00:00Z' }],
        risks: [
          risk(2, {
            deadline: '2026-12-31T17:00:00Z',
            characterizations: [{ origin: {}, facets: [{ name: 'Severity', system: 'https://example.org', value: 'High' }] }],
          }),
        ],
        findings: [
          {
            uuid: uuid(3),
            title: 'Telnet',
            description: 'Telnet is open',
            target: { type: 'objective-id', 'target-id': 'L3.S.01_obj', status: { state: 'not-satisfied' } },
            'related-observations': [{ 'observation-uuid': uuid(1) }],
            'related-risks': [{ 'risk-uuid': uuid(2) }],
          },
        ],
      }),
    );
    expect(read).toMatchObject({
      assessor: { name: 'Assessor Ltd', kind: '', independent: false },
      system: { id: '', name: '' },
      outcome: '',
      verdicts: [
        {
          target: 'L3.S.01_obj',
          severity: 'High',
          // 0:00 of the next day in Viet Nam
          dueOn: '2027-01-01',
          detail: 'Telnet is open\n\nPort 23 answers\n\nWhat may happen\n\nHow bad it is',
          scan: null,
        },
      ],
    });
  });

  test('a risk that no finding names speaks unless it is closed; an observation on which nothing rests does not', () => {
    const read = readAssessmentResults(
      document({
        observations: [{ uuid: uuid(1), description: 'Seen', methods: ['EXAMINE'], collected: '2026-11-02T20:00:00Z' }],
        risks: [risk(2, {}), risk(3, { status: 'closed' })],
      }),
    );
    const root = 'assessment-results/results/0';
    expect(read.verdicts).toMatchObject([{ place: `${root}/risks/0`, target: '', satisfied: false, title: 'Risk 2' }]);
    expect(read.left).toEqual([
      { place: `${root}/risks/1`, title: 'Risk 3', reason: 'risk-closed' },
      { place: `${root}/observations/0`, title: 'Seen', reason: 'observation-alone' },
    ]);
  });

  test('another major version of OSCAL is refused with its place', () => {
    const text = JSON.stringify(document({})).replace('"1.1.2"', '"2.0.0"');
    expect(() => readAssessmentResults(JSON.parse(text))).toThrowError(
      expect.objectContaining({ details: expect.objectContaining({ place: 'assessment-results/metadata/oscal-version' }) }),
    );
  });
});
