import { AppError } from '@ancam/core';
import type { OscalAnswer, OscalPlan, OscalRequirement } from './data.ts';
import { SecurityPlanDocument } from './model.ts';
import type { ImplementationState, ImplementedRequirement } from './model.ts';
import { headOf, lineOr, metadataOf, oneOf, parseDocument, partyOf, properties, property, prose } from './parts.ts';
import { uuidOf } from './uuid.ts';

const ANSWERS = ['open', 'none', 'partial', 'full', 'not-applicable'] as const satisfies readonly OscalAnswer[];
const STATES = ['operational', 'under-development', 'disposition', 'other'] as const;

/** What OSCAL calls an answer; what is not looked at yet has no state. */
const STATE_OF: Readonly<Record<Exclude<OscalAnswer, 'open'>, ImplementationState>> = {
  none: 'planned',
  partial: 'partial',
  full: 'implemented',
  'not-applicable': 'not-applicable',
};

/** What other tools mean by theirs. */
const ANSWER_OF: ReadonlyMap<string, OscalAnswer> = new Map([
  ['implemented', 'full'],
  ['alternative', 'full'],
  ['partial', 'partial'],
  ['planned', 'none'],
  ['not-applicable', 'not-applicable'],
]);

function implemented(it: OscalRequirement, component: string): ImplementedRequirement {
  const state = it.answer === 'open' ? {} : { 'implementation-status': { state: STATE_OF[it.answer] } };
  const reason = prose(it.reason);
  return {
    uuid: uuidOf('requirement', it.id),
    'control-id': it.requirement,
    ...properties({ id: it.id, title: it.title, answer: it.answer, owner: it.owner, due: it.dueOn }),
    ...(it.evidence.length === 0 ? {} : { links: it.evidence.map(({ id }) => ({ href: `#${uuidOf('evidence', id)}`, rel: 'evidence' })) }),
    'by-components': [{ 'component-uuid': component, uuid: uuidOf('implementation', it.id), description: prose(it.way), ...state }],
    ...(reason === '' ? {} : { remarks: reason }),
  };
}

/** Everything that the requirements rest on, once. */
function resourcesOf(plan: OscalPlan) {
  const evidence = new Map(plan.requirements.flatMap((it) => it.evidence.map((each) => [each.id, each.name])));
  return [...evidence].map(([id, name]) => ({ uuid: uuidOf('evidence', id), title: lineOr(name, id), ...properties({ id }) }));
}

/** The plan as OSCAL system security plan. Throws `input.invalid` where it has no requirement: OSCAL has no empty plan. */
export function writeSecurityPlan(plan: OscalPlan): SecurityPlanDocument {
  const { system } = plan;
  if (plan.requirements.length === 0)
    throw new AppError('input.invalid', 'a plan without requirements is no OSCAL plan', { place: system.id });
  const component = uuidOf('system', system.id);
  const catalogue = uuidOf('catalogue', plan.catalogue);
  const name = lineOr(system.name, system.id);
  return {
    'system-security-plan': {
      uuid: uuidOf('plan', plan.head.id),
      metadata: metadataOf(plan.head, system),
      'import-profile': { href: `#${catalogue}` },
      'system-characteristics': {
        'system-ids': [{ 'identifier-type': 'https://ietf.org/rfc/rfc4122', id: system.id }],
        'system-name': name,
        description: prose(system.description),
        ...properties({ regime: system.regime, level: system.level }),
        ...(system.level === null ? {} : { 'security-sensitivity-level': `level-${system.level}` }),
        'system-information': {
          'information-types': [
            {
              uuid: uuidOf('information', system.id),
              title: 'Hình ảnh và dữ liệu camera giám sát',
              description: 'Hình ảnh và dữ liệu camera giám sát của hệ thống thông tin.',
            },
          ],
        },
        status: { state: system.state, ...(system.state === 'other' ? { remarks: 'Không ghi trong sổ.' } : {}) },
        'authorization-boundary': { description: name },
      },
      'system-implementation': {
        users: [{ uuid: uuidOf('user', system.operator.id), title: 'Đơn vị vận hành', 'role-ids': ['system-operator'] }],
        components: [
          {
            uuid: component,
            type: 'this-system',
            title: name,
            description: prose(system.description) || name,
            status: { state: system.state },
          },
        ],
      },
      'control-implementation': {
        description: 'Đáp ứng yêu cầu cơ bản theo cấp độ của hệ thống thông tin.',
        'implemented-requirements': plan.requirements.map((it) => implemented(it, component)),
      },
      'back-matter': {
        resources: [
          { uuid: catalogue, title: 'Danh mục yêu cầu cơ bản', ...properties({ catalogue: plan.catalogue }) },
          ...resourcesOf(plan),
        ],
      },
    },
  };
}

function requirementOf(it: ImplementedRequirement, evidence: ReadonlyMap<string, { id: string; name: string }>): OscalRequirement {
  const [by] = it['by-components'] ?? [];
  const due = property(it.props, 'due');
  return {
    id: property(it.props, 'id') || it.uuid,
    requirement: it['control-id'],
    title: property(it.props, 'title'),
    answer: oneOf(ANSWERS, property(it.props, 'answer')) ?? ANSWER_OF.get(by?.['implementation-status']?.state ?? '') ?? 'open',
    way: by?.description ?? '',
    reason: it.remarks ?? '',
    owner: property(it.props, 'owner'),
    dueOn: due === '' ? null : due,
    evidence: (it.links ?? []).flatMap(({ href }) => evidence.get(href) ?? []),
  };
}

/** Reads an OSCAL system security plan of AnCam or of another tool. Throws `input.invalid`. */
export function readSecurityPlan(document: unknown): OscalPlan {
  const { 'system-security-plan': plan } = parseDocument(SecurityPlanDocument, document);
  const { 'system-characteristics': about, metadata } = plan;
  const resources = plan['back-matter']?.resources ?? [];
  const evidence = new Map(
    resources.map(({ uuid, title, props }) => [`#${uuid}`, { id: property(props, 'id') || uuid, name: title ?? '' }] as const),
  );
  const catalogue = resources.find(({ uuid }) => plan['import-profile'].href === `#${uuid}`);
  const level = Number(property(about.props, 'level'));
  return {
    head: headOf(metadata, plan.uuid),
    system: {
      id: about['system-ids'][0]?.id ?? '',
      name: about['system-name'],
      description: about.description,
      level: Number.isInteger(level) && level >= 1 && level <= 5 ? level : null,
      regime: oneOf(['A', 'B'], property(about.props, 'regime')) ?? 'B',
      state: oneOf(STATES, about.status.state) ?? 'other',
      owner: partyOf(metadata, 'owner'),
      operator: partyOf(metadata, 'operator'),
    },
    catalogue: property(catalogue?.props, 'catalogue'),
    requirements: plan['control-implementation']['implemented-requirements'].map((it) => requirementOf(it, evidence)),
  };
}
