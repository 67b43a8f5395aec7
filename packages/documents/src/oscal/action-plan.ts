import { AppError } from '@ancam/core';
import type { OscalActions } from './data.ts';
import { ActionsDocument } from './model.ts';
import { headOf, lineOr, metadataOf, oneOf, parseDocument, properties, property, prose } from './parts.ts';
import { uuidOf } from './uuid.ts';

const ANSWERS = ['open', 'none', 'partial', 'full', 'not-applicable'] as const;

/** End of a day in Viet Nam. */
function endOf(day: string): string {
  return `${day}T23:59:59+07:00`;
}

/** The roadmap as OSCAL plan of action and milestones. Throws `input.invalid` where nothing is to be done: OSCAL has no empty one. */
export function writeActionPlan(actions: OscalActions): ActionsDocument {
  const { head, system, items } = actions;
  if (items.length === 0)
    throw new AppError('input.invalid', 'nothing is to be done: OSCAL has no empty action plan', { place: system.id });
  return {
    'plan-of-action-and-milestones': {
      uuid: uuidOf('actions', head.id),
      metadata: { ...metadataOf(head), ...properties({ id: head.id, system: system.name }) },
      'system-id': { 'identifier-type': 'https://ietf.org/rfc/rfc4122', id: system.id },
      risks: items.map((it) => {
        const title = lineOr(it.title, it.requirement);
        return {
          uuid: uuidOf('risk', it.id),
          title,
          description: title,
          statement: `Yêu cầu ${it.requirement} chưa được đáp ứng đầy đủ.`,
          status: it.answer === 'full' || it.answer === 'not-applicable' ? 'closed' : 'open',
          ...(it.dueOn === null ? {} : { deadline: endOf(it.dueOn) }),
        };
      }),
      'poam-items': items.map((it) => ({
        uuid: uuidOf('action', it.id),
        title: lineOr(it.title, it.requirement),
        description: prose(it.way),
        ...properties({ id: it.id, requirement: it.requirement, answer: it.answer, owner: it.owner }),
        'related-risks': [{ 'risk-uuid': uuidOf('risk', it.id) }],
      })),
    },
  };
}

/** Reads an OSCAL plan of action and milestones. Throws `input.invalid`. */
export function readActionPlan(document: unknown): OscalActions {
  const { 'plan-of-action-and-milestones': plan } = parseDocument(ActionsDocument, document);
  const risks = new Map((plan.risks ?? []).map((risk) => [risk.uuid, risk]));
  return {
    head: headOf(plan.metadata, plan.uuid),
    system: { id: plan['system-id']?.id ?? '', name: property(plan.metadata.props, 'system') },
    items: plan['poam-items'].map((it, index) => {
      const risk = risks.get(it['related-risks']?.[0]?.['risk-uuid'] ?? '');
      return {
        id: property(it.props, 'id') || (it.uuid ?? `item-${index + 1}`),
        requirement: property(it.props, 'requirement'),
        title: it.title,
        answer: oneOf(ANSWERS, property(it.props, 'answer')) ?? (risk?.status === 'closed' ? 'full' : 'none'),
        way: it.description,
        owner: property(it.props, 'owner'),
        dueOn: risk?.deadline?.slice(0, 10) ?? null,
      };
    }),
  };
}
