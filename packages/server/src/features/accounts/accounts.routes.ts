import { TABLE_TYPES } from '@ancam/sheets';
import type { Context } from '../../context.ts';
import { download } from '../../http/download.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './accounts.service.ts';
import * as sheet from './sheet.service.ts';
import { ACCOUNT_TABLE } from './account-table.ts';

export function accountHandlers(context: Context) {
  return {
    listAccounts: ({ actor, query }) => service.list(context, actor, query),
    exportAccounts: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...ACCOUNT_TABLE,
        audit: { action: 'account.exported', object: 'accounts' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    createAccount: ({ actor, body }) => service.create(context, actor, body),
    changeAccount: ({ actor, params, body }) => service.change(context, actor, params.id, body),
    inviteAgain: ({ actor, params, body }) => service.inviteAgain(context, actor, params.id, body),
    disableAccount: ({ actor, params }) => service.disable(context, actor, params.id),
    enableAccount: ({ actor, params }) => service.enable(context, actor, params.id),
    accountSheetTemplate: async ({ query }) =>
      download(await sheet.sheetTemplate(query.language), TABLE_TYPES.xlsx, `ancam-accounts-${query.language}.xlsx`),
    previewAccountSheet: ({ actor, body }) => sheet.previewSheet(context, actor, body),
    createAccountsFromSheet: ({ actor, body }) => sheet.createFromSheet(context, actor, body),
  } satisfies Partial<Handlers>;
}
