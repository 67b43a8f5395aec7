import { z } from 'zod';

/**
 * The part of the OSCAL 1.2 models that AnCam writes and reads: names, what is required, and data types as the standard
 * has them. What another tool wrote besides is let pass and not kept.
 */
export const OSCAL_VERSION = '1.2.0';

/** Names of our own properties are told apart by this. */
export const NS = 'urn:ancam:oscal';

const Uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/u, 'a UUID of version 4 or 5');
/** Name without blanks that begins with a letter. */
const Token = z.string().regex(/^(?:\p{L}|_)[\p{L}\p{N}.\-_]*$/u, 'a token');
/** One line without blanks at its ends. */
const Line = z.string().regex(/^\S(?:.*\S)?$/u, 'one line without blanks at its ends');
const Uri = z.string().regex(/^[a-zA-Z][a-zA-Z0-9+\-.]+:.*\S$/u, 'a URI');
const Reference = z.string().regex(/^\S+$/u, 'a reference');
const Instant = z.iso.datetime({ offset: true });
/** One line of markup, never empty. */
const Markup = z.string().regex(/^[^\n]+$/u, 'one line that is not empty');
const Prose = z.string();

export const Property = z.object({ name: Token, value: Line, ns: Uri.optional(), class: Token.optional(), remarks: Prose.optional() });
export type Property = z.infer<typeof Property>;
const Properties = z.array(Property).min(1).optional();
const Link = z.object({ href: Reference, rel: Token.optional(), text: Markup.optional() });

/** Minor versions of OSCAL 1 only add; the next major one may mean something else by the same name. */
const Version = z.string().regex(/^1\.\d+(?:\.\d+)?(?:-[\w.]+)?$/u, 'a version 1.x of OSCAL');

const Metadata = z.object({
  title: Markup,
  'last-modified': Instant,
  version: Line,
  'oscal-version': Version,
  props: Properties,
  roles: z
    .array(z.object({ id: Token, title: Markup }))
    .min(1)
    .optional(),
  parties: z
    .array(z.object({ uuid: Uuid, type: z.enum(['organization', 'person']), name: Line.optional(), props: Properties }))
    .min(1)
    .optional(),
  'responsible-parties': z
    .array(z.object({ 'role-id': Token, 'party-uuids': z.array(Uuid).min(1) }))
    .min(1)
    .optional(),
});
export type Metadata = z.infer<typeof Metadata>;

const Resource = z.object({ uuid: Uuid, title: Markup.optional(), description: Prose.optional(), props: Properties });
const BackMatter = z.object({ resources: z.array(Resource).min(1).optional() });
const SystemId = z.object({ 'identifier-type': Uri.optional(), id: Line });

const ImplementationState = z.enum(['implemented', 'partial', 'planned', 'alternative', 'not-applicable']);
const ByComponent = z.object({
  'component-uuid': Uuid,
  uuid: Uuid,
  description: Prose,
  'implementation-status': z.object({ state: Token, remarks: Prose.optional() }).optional(),
});
const ImplementedRequirement = z.object({
  uuid: Uuid,
  'control-id': Token,
  props: Properties,
  links: z.array(Link).min(1).optional(),
  'by-components': z.array(ByComponent).min(1).optional(),
  remarks: Prose.optional(),
});
export type ImplementedRequirement = z.infer<typeof ImplementedRequirement>;
export type ImplementationState = z.infer<typeof ImplementationState>;

export const SecurityPlanDocument = z.object({
  'system-security-plan': z.object({
    uuid: Uuid,
    metadata: Metadata,
    'import-profile': z.object({ href: Reference }),
    'system-characteristics': z.object({
      'system-ids': z.array(SystemId).min(1),
      'system-name': Line,
      description: Prose,
      props: Properties,
      'security-sensitivity-level': Line.optional(),
      'system-information': z.object({
        'information-types': z.array(z.object({ uuid: Uuid.optional(), title: Markup, description: Prose })).min(1),
      }),
      status: z.object({
        state: z.enum(['operational', 'under-development', 'under-major-modification', 'disposition', 'other']),
        remarks: Prose.optional(),
      }),
      'authorization-boundary': z.object({ description: Prose }),
    }),
    'system-implementation': z.object({
      users: z
        .array(z.object({ uuid: Uuid, title: Markup.optional(), 'role-ids': z.array(Token).min(1).optional() }))
        .min(1)
        .optional(),
      components: z
        .array(z.object({ uuid: Uuid, type: Line, title: Markup, description: Prose, status: z.object({ state: Token }) }))
        .min(1),
    }),
    'control-implementation': z.object({ description: Prose, 'implemented-requirements': z.array(ImplementedRequirement).min(1) }),
    'back-matter': BackMatter.optional(),
  }),
});
export type SecurityPlanDocument = z.infer<typeof SecurityPlanDocument>;

const Risk = z.object({
  uuid: Uuid,
  title: Markup,
  description: Prose,
  statement: Prose,
  props: Properties,
  status: Token,
  characterizations: z
    .array(z.object({ facets: z.array(z.object({ name: Token, system: Uri, value: Line })).min(1) }))
    .min(1)
    .optional(),
  deadline: Instant.optional(),
  'related-observations': z
    .array(z.object({ 'observation-uuid': Uuid }))
    .min(1)
    .optional(),
});
export type Risk = z.infer<typeof Risk>;

const Observation = z.object({
  uuid: Uuid,
  title: Markup.optional(),
  description: Prose,
  props: Properties,
  methods: z.array(Line).min(1),
  types: z.array(Token).min(1).optional(),
  subjects: z
    .array(z.object({ 'subject-uuid': Uuid, type: Token, title: Markup.optional(), props: Properties }))
    .min(1)
    .optional(),
  collected: Instant,
});
const Finding = z.object({
  uuid: Uuid,
  title: Markup,
  description: Prose,
  props: Properties,
  target: z.object({
    type: z.enum(['statement-id', 'objective-id']),
    'target-id': Token,
    status: z.object({ state: z.enum(['satisfied', 'not-satisfied']) }),
  }),
  'related-observations': z
    .array(z.object({ 'observation-uuid': Uuid }))
    .min(1)
    .optional(),
  'related-risks': z
    .array(z.object({ 'risk-uuid': Uuid }))
    .min(1)
    .optional(),
});
export type Observation = z.infer<typeof Observation>;
export type Finding = z.infer<typeof Finding>;
export const ResultsDocument = z.object({
  'assessment-results': z.object({
    uuid: Uuid,
    metadata: Metadata,
    'import-ap': z.object({ href: Reference }),
    results: z
      .array(
        z.object({
          uuid: Uuid,
          title: Markup,
          description: Prose,
          start: Instant,
          end: Instant.optional(),
          props: Properties,
          'reviewed-controls': z.object({
            'control-selections': z
              .array(
                z.object({
                  'include-all': z.object({}).optional(),
                  'include-controls': z
                    .array(z.object({ 'control-id': Token }))
                    .min(1)
                    .optional(),
                }),
              )
              .min(1),
          }),
          observations: z.array(Observation).min(1).optional(),
          risks: z.array(Risk).min(1).optional(),
          findings: z.array(Finding).min(1).optional(),
        }),
      )
      .min(1),
    'back-matter': BackMatter.optional(),
  }),
});
export type ResultsDocument = z.infer<typeof ResultsDocument>;

const PoamItem = z.object({
  uuid: Uuid.optional(),
  title: Markup,
  description: Prose,
  props: Properties,
  'related-risks': z
    .array(z.object({ 'risk-uuid': Uuid }))
    .min(1)
    .optional(),
  remarks: Prose.optional(),
});
export const ActionsDocument = z.object({
  'plan-of-action-and-milestones': z.object({
    uuid: Uuid,
    metadata: Metadata,
    'system-id': SystemId.optional(),
    risks: z.array(Risk).min(1).optional(),
    'poam-items': z.array(PoamItem).min(1),
    'back-matter': BackMatter.optional(),
  }),
});
export type ActionsDocument = z.infer<typeof ActionsDocument>;
