import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { addCertificate, changeStatus } from './certificates.service.ts';
import { declareInterface, removeInterface } from './declared.service.ts';
import * as makers from './makers.service.ts';
import * as models from './models.service.ts';
import { listUnknownNames } from './unknown-names.service.ts';
import { MAKER_TABLE } from './model-table.ts';
import { MODEL_TABLE } from './model-table.ts';

export function modelHandlers(context: Context) {
  return {
    listMakers: ({ actor }) => makers.listMakers(context, actor),
    exportMakers: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...MAKER_TABLE,
        audit: { action: 'maker.exported', object: 'makers' },
        page: () => makers.listMakers(context, actor),
      }),
    addMaker: ({ actor, body }) => makers.addMaker(context, actor, body),
    addMakerAlias: ({ actor, params, body }) => makers.addAlias(context, actor, params.id, body.alias),
    removeMakerAlias: ({ actor, params, body }) => makers.removeAlias(context, actor, params.id, body.alias),
    listModels: ({ actor, query }) => models.listModels(context, actor, query),
    exportModels: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...MODEL_TABLE,
        audit: { action: 'model.exported', object: 'models' },
        page: (page) => models.listModels(context, actor, { ...query, ...page }),
      }),
    addModel: ({ actor, body }) => models.addModel(context, actor, body),
    getModel: ({ actor, params }) => models.getModel(context, actor, params.id),
    updateModel: ({ actor, params, body }) => models.updateModel(context, actor, params.id, body),
    addModelAlias: ({ actor, params, body }) => models.addAlias(context, actor, params.id, body.alias),
    removeModelAlias: ({ actor, params, body }) => models.removeAlias(context, actor, params.id, body.alias),
    addModelRevision: ({ actor, params, body }) => models.addRevision(context, actor, params.id, body.name),
    putFirmwareLine: ({ actor, params, body }) => models.putFirmwareLine(context, actor, params.id, body),
    addFirmwareTested: ({ actor, params, body }) => models.addTested(context, actor, params.id, body),
    declareInterface: ({ actor, params, body }) => declareInterface(context, actor, params.id, body),
    removeInterface: ({ actor, params, body }) => removeInterface(context, actor, params.id, body.interface),
    addCertificate: ({ actor, params, body }) => addCertificate(context, actor, params.id, body),
    changeCertificate: ({ actor, params, body }) => changeStatus(context, actor, params.id, body),
    listUnknownNames: ({ actor }) => listUnknownNames(context, actor),
  } satisfies Partial<Handlers>;
}
