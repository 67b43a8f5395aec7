import type { Context } from '../../context.ts';
import { download } from '../../http/download.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './authorisations.service.ts';
import { AUTHORISATION_TABLE } from './authorisation-table.ts';

export function authorisationHandlers(context: Context) {
  return {
    listAuthorisations: ({ actor }) => service.list(context, actor),
    exportAuthorisations: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...AUTHORISATION_TABLE,
        audit: { action: 'authorisation.exported', object: 'authorisations' },
        page: () => service.list(context, actor),
      }),
    createAuthorisation: ({ actor, body }) => service.create(context, actor, body),
    getAuthorisation: ({ actor, params }) => service.get(context, actor, params.id),
    revokeAuthorisation: ({ actor, params }) => service.revoke(context, actor, params.id),
    authorisationLetter: async ({ actor, params, query }) => {
      const bytes = await service.letter(context, actor, params.id, query.language);
      return download(bytes, 'application/pdf', `authorisation-${params.id.slice(0, 8)}.pdf`);
    },
  } satisfies Partial<Handlers>;
}
