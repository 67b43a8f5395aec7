import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as deliveries from './deliveries.service.ts';
import { DELIVERY_TABLE, DOCUMENT_TABLE } from './document-tables.ts';
import * as effects from './effects.service.ts';
import * as tree from './tree.service.ts';

export function documentHandlers(context: Context) {
  return {
    listDocuments: ({ actor, query }) => tree.listRoots(context, actor, query),
    exportDocuments: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...DOCUMENT_TABLE,
        audit: { action: 'document.exported', object: 'register/documents' },
        page: (page) => tree.listRoots(context, actor, { ...query, ...page }),
      }),
    getDocumentTree: ({ actor, params }) => tree.tree(context, actor, params.id),
    listRecipients: ({ actor, params }) => deliveries.listRecipients(context, actor, params.id),
    exportRecipients: ({ actor, params, query }) =>
      exportList(context, actor, query, {
        ...DELIVERY_TABLE,
        audit: { action: 'document.exported', object: `record/${params.id}` },
        page: () => deliveries.listRecipients(context, actor, params.id),
      }),
    addRecipients: ({ actor, params, body }) => deliveries.addRecipients(context, actor, params.id, body.recipients),
    sendDocument: ({ actor, params }) => deliveries.send(context, actor, params.id),
    urgeRecipients: ({ actor, params, body }) => deliveries.urge(context, actor, params.id, body),
    listDeliveries: ({ actor, query }) => deliveries.listReceived(context, actor, query),
    exportDeliveries: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...DELIVERY_TABLE,
        audit: { action: 'document.exported', object: 'register/documents' },
        page: (page) => deliveries.listReceived(context, actor, { ...query, ...page }),
      }),
    receiveDelivery: ({ actor, params, body }) => deliveries.receive(context, actor, params.id, body),
    actOnDelivery: ({ actor, params, body }) => deliveries.act(context, actor, params.id, body),
    removeRecipient: ({ actor, params }) => deliveries.removeRecipient(context, actor, params.id),
    listQuestionEffects: ({ actor, params }) => effects.listEffects(context, actor, params.id),
    addQuestionEffect: ({ actor, params, body }) => effects.addEffect(context, actor, params.id, body),
    removeQuestionEffect: ({ actor, params, body }) => effects.removeEffect(context, actor, params.id, body.effect),
  } satisfies Partial<Handlers>;
}
