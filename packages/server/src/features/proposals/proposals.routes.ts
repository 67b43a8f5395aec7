import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as decisions from './decide.service.ts';
import * as lists from './list.service.ts';
import { PROPOSAL_TABLE } from './proposal-table.ts';
import * as rules from './rules.service.ts';

export function proposalHandlers(context: Context) {
  return {
    listProposals: ({ actor, query }) => lists.list(context, actor, query),
    exportProposals: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...PROPOSAL_TABLE,
        audit: { action: 'proposal.exported', object: 'proposals' },
        page: (page) => lists.list(context, actor, { ...query, ...page }),
      }),
    countProposals: ({ actor }) => lists.countWaiting(context, actor),
    previewAcceptance: ({ actor, query }) => lists.previewAcceptance(context, actor, query),
    acceptProposals: ({ actor, body }) => decisions.acceptAll(context, actor, body),
    acceptProposal: ({ actor, params }) => decisions.accept(context, actor, params.id),
    refuseProposal: ({ actor, params, body }) => decisions.refuse(context, actor, params.id, body.reason),
    reopenProposal: ({ actor, params }) => decisions.reopen(context, actor, params.id),
    getProposalRules: ({ actor }) => rules.getRules(context, actor),
    changeProposalRules: ({ actor, body }) => rules.changeRules(context, actor, body),
  } satisfies Partial<Handlers>;
}
