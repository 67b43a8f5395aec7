import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { choices } from './choices.service.ts';
import { DOSSIER_TABLE } from './dossier-table.ts';
import { formFile } from './forms.service.ts';
import * as service from './dossiers.service.ts';
import * as moving from './move.service.ts';
import * as submissions from './submissions.service.ts';

export function dossierHandlers(context: Context) {
  return {
    listDossiers: ({ actor, query }) => service.list(context, actor, query),
    exportDossiers: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...DOSSIER_TABLE,
        audit: { action: 'dossier.exported', object: 'dossiers' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    startDossier: ({ actor, body }) => service.start(context, actor, body),
    getDossier: ({ actor, params }) => service.get(context, actor, params.id),
    updateDossier: ({ actor, params, body }) => service.update(context, actor, params.id, body),
    refreshDossier: ({ actor, params }) => service.refresh(context, actor, params.id),
    assessDossier: ({ actor, params, body }) => service.assess(context, actor, params.id, body),
    dossierChoices: ({ actor, params }) => choices(context, actor, params.id),
    moveDossier: ({ actor, params, body }) => moving.move(context, actor, params.id, body),
    commentDossier: ({ actor, params, body }) => moving.comment(context, actor, params.id, body),
    settleDossierComment: ({ actor, params, body }) => moving.settle(context, actor, params.id, body.commentId),
    printDossier: ({ actor, params, query }) => formFile(context, actor, params.id, query),
    readSubmission: ({ actor, params, query }) => submissions.read(context, actor, params.id, query),
    compareDossier: ({ actor, params, query }) => submissions.compare(context, actor, params.id, query),
  } satisfies Partial<Handlers>;
}
