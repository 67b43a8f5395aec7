import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { MAIL_TABLE } from './mail-table.ts';
import * as service from './mails.service.ts';
import * as preferences from './preferences.service.ts';

export function mailHandlers(context: Context) {
  return {
    noticePreferences: ({ actor }) => preferences.get(context, actor),
    changeNoticePreferences: ({ actor, body }) => preferences.change(context, actor, body),
    listMails: ({ actor, query }) => service.list(context, actor, query),
    exportMails: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...MAIL_TABLE,
        audit: { action: 'mail.exported', object: 'mails' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    retryMails: ({ actor, body }) => service.retry(context, actor, body.ids),
    testMail: ({ actor }) => service.sendTest(context, actor),
  } satisfies Partial<Handlers>;
}
