import type { OscalAssessment, OscalAssessor, OscalVerdict } from './data.ts';
import type { Finding, Metadata, Observation, ResultsDocument, Risk } from './model.ts';
import { lineOr, metadataOf, properties, prose } from './parts.ts';
import { uuidOf } from './uuid.ts';

/** Role of whoever assessed, as OSCAL names it. */
export const ASSESSOR_ROLE = 'assessor';

function withAssessor(metadata: Metadata, { name, kind, independent, licence }: OscalAssessor): Metadata {
  if (name === '') return metadata;
  const uuid = uuidOf('assessor', name);
  const own = {
    kind,
    independent: String(independent),
    'licence-number': licence.number,
    'licence-issuer': licence.issuer,
    'licence-scope': licence.scope,
    'licence-from': licence.from,
    'licence-until': licence.until,
  };
  return {
    ...metadata,
    roles: [{ id: ASSESSOR_ROLE, title: 'Đơn vị, tổ chức kiểm tra, đánh giá' }],
    parties: [{ uuid, type: 'organization', name: lineOr(name, 'AnCam'), ...properties(own) }],
    'responsible-parties': [{ 'role-id': ASSESSOR_ROLE, 'party-uuids': [uuid] }],
  };
}

/** What a finding and its risk have in common: their words, and the observation of a scan where one shows it. */
function commonOf({
  id,
  title,
  target,
  detail,
  scan,
}: OscalVerdict): Pick<Finding & Risk, 'title' | 'description' | 'related-observations'> {
  return {
    title: lineOr(title, target || id),
    description: prose(detail),
    ...(scan === null ? {} : { 'related-observations': [{ 'observation-uuid': uuidOf('observation', scan.id) }] }),
  };
}

function findingOf(it: OscalVerdict): Finding {
  return {
    uuid: uuidOf('verdict', it.id),
    ...commonOf(it),
    ...properties({ id: it.id }),
    target: { type: 'objective-id', 'target-id': it.target, status: { state: it.satisfied ? 'satisfied' : 'not-satisfied' } },
    ...(it.satisfied ? {} : { 'related-risks': [{ 'risk-uuid': uuidOf('verdict-risk', it.id) }] }),
  };
}

const STATUS = { open: 'open', accepted: 'deviation-approved', closed: 'closed' } as const;

function riskOf(it: OscalVerdict): Risk {
  const common = commonOf(it);
  return {
    uuid: uuidOf('verdict-risk', it.id),
    ...common,
    statement: it.target === '' ? common.title : `Yêu cầu ${it.target} chưa được đáp ứng đầy đủ.`,
    ...properties({ id: it.id, severity: it.severity, owner: it.owner }),
    status: STATUS[it.standing],
    ...(it.dueOn === null ? {} : { deadline: `${it.dueOn}T23:59:59+07:00` }),
  };
}

function observationOf({ id, title, camera }: NonNullable<OscalVerdict['scan']>, at: string): Observation {
  const line = lineOr(title, id);
  return {
    uuid: uuidOf('observation', id),
    title: line,
    description: line,
    ...properties({ id }),
    methods: ['TEST'],
    types: ['finding'],
    subjects: [
      {
        'subject-uuid': uuidOf('camera', camera.id),
        type: 'inventory-item',
        title: lineOr(camera.name, camera.id),
        ...properties({ id: camera.id }),
      },
    ],
    collected: at,
  };
}

/** A check of a system as OSCAL assessment results: what was found met, and each shortcoming as a risk, aimed at its requirement where it has one. */
export function writeCheckResults(assessment: OscalAssessment): ResultsDocument {
  const { head, system, kind, outcome, assessor, verdicts, start, end, summary } = assessment;
  const source = uuidOf('system', system.id);
  const aimed = verdicts.filter(({ target }) => target !== '');
  const controls = [...new Set(aimed.map(({ target }) => target))].sort();
  const risks = verdicts.filter(({ satisfied }) => !satisfied).map(riskOf);
  const scans = new Map(verdicts.flatMap(({ scan }) => (scan === null ? [] : [[scan.id, scan] as const])));
  return {
    'assessment-results': {
      uuid: uuidOf('check', head.id),
      metadata: withAssessor(metadataOf(head), assessor),
      'import-ap': { href: `#${source}` },
      results: [
        {
          uuid: uuidOf('check-result', head.id),
          title: lineOr(head.title, 'AnCam'),
          description: prose(summary),
          start,
          ...(end === null ? {} : { end }),
          ...properties({ kind, outcome }),
          'reviewed-controls': {
            'control-selections': [
              controls.length === 0 ? { 'include-all': {} } : { 'include-controls': controls.map((id) => ({ 'control-id': id })) },
            ],
          },
          ...(scans.size === 0 ? {} : { observations: [...scans.values()].map((scan) => observationOf(scan, head.at)) }),
          ...(risks.length === 0 ? {} : { risks }),
          ...(aimed.length === 0 ? {} : { findings: aimed.map(findingOf) }),
        },
      ],
      'back-matter': { resources: [{ uuid: source, title: lineOr(system.name, system.id), ...properties({ id: system.id }) }] },
    },
  };
}
