import type { OscalFinding, OscalResults } from './data.ts';
import type { ResultsDocument } from './model.ts';
import { lineOr, metadataOf, properties } from './parts.ts';
import { uuidOf } from './uuid.ts';

type Result = ResultsDocument['assessment-results']['results'][number];

function observationOf(it: OscalFinding, at: string): NonNullable<Result['observations']>[number] {
  const title = lineOr(it.title, it.check);
  return {
    uuid: uuidOf('observation', it.id),
    title,
    description: title,
    ...properties({ id: it.id, check: it.check, severity: it.severity, status: it.status }),
    methods: ['TEST'],
    types: ['finding'],
    subjects: [
      {
        'subject-uuid': uuidOf('camera', it.camera.id),
        type: 'inventory-item',
        title: lineOr(it.camera.name, it.camera.id),
        ...properties({ id: it.camera.id }),
      },
    ],
    collected: at,
  };
}

/** One finding of OSCAL for each requirement that ours touches: OSCAL's has one target. */
function findingsOf(it: OscalFinding): NonNullable<Result['findings']> {
  const title = lineOr(it.title, it.check);
  return it.requirements.map((requirement) => ({
    uuid: uuidOf('finding', `${it.id}:${requirement}`),
    title,
    description: title,
    target: { type: 'objective-id', 'target-id': requirement, status: { state: it.status === 'fixed' ? 'satisfied' : 'not-satisfied' } },
    'related-observations': [{ 'observation-uuid': uuidOf('observation', it.id) }],
  }));
}

/** What was found, as OSCAL assessment results. There is no assessment plan: its place names the system. */
export function writeAssessmentResults(results: OscalResults): ResultsDocument {
  const { head, system } = results;
  const source = uuidOf('system', system.id);
  const controls = [...new Set(results.findings.flatMap(({ requirements }) => requirements))].sort();
  const observations = results.findings.map((it) => observationOf(it, head.at));
  const findings = results.findings.flatMap(findingsOf);
  return {
    'assessment-results': {
      uuid: uuidOf('results', head.id),
      metadata: metadataOf(head),
      'import-ap': { href: `#${source}` },
      results: [
        {
          uuid: uuidOf('result', `${head.id}:${head.at}`),
          title: lineOr(head.title, 'AnCam'),
          description: 'Quét mạng không chứng minh sự phù hợp; chỉ nêu điều đã thấy.',
          start: head.at,
          'reviewed-controls': {
            'control-selections': [
              controls.length === 0 ? { 'include-all': {} } : { 'include-controls': controls.map((id) => ({ 'control-id': id })) },
            ],
          },
          ...(observations.length === 0 ? {} : { observations }),
          ...(findings.length === 0 ? {} : { findings }),
        },
      ],
      'back-matter': { resources: [{ uuid: source, title: lineOr(system.name, system.id), ...properties({ id: system.id }) }] },
    },
  };
}
