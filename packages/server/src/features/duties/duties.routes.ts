import { Readable } from 'node:stream';
import type { DutyRollup } from '@ancam/contract';
import type { Language } from '@ancam/core';
import { TABLE_TYPES, writeTable } from '@ancam/sheets';
import type { RowValues, TableFormat } from '@ancam/sheets';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import { streamed } from '../../http/download.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { readBoard } from './board.service.ts';
import { bookOf } from './book.ts';
import { readHeat } from './heat.service.ts';
import { ROLLUP_COLUMNS, rollupRows, rowsTable } from './rollup-table.ts';
import { readRollup, wholeRollup } from './rollup.service.ts';
import { listRows } from './rows.service.ts';

export function dutyHandlers(context: Context) {
  return {
    dutyBook: () => bookOf(context.law),
    dutyBoard: ({ actor, query }) => readBoard(context, actor, query),
    dutyRollup: ({ actor, query }) => readRollup(context, actor, query),
    exportDutyRollup: async ({ actor, query: { format, language, ...query } }) => {
      const rollup = await wholeRollup(context, actor, query);
      const summary = `duties as ${format}, ${rollup.node.name || rollup.node.path}, ${rollup.on}`;
      await withActor(context, actor, async (work) => work.audit({ action: 'duty.exported', object: 'duties', summary }));
      return download(context, rollup, format, language);
    },
    listDutyRows: ({ actor, query }) => listRows(context, actor, query),
    exportDutyRows: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...rowsTable(context.law, query.language),
        audit: { action: 'duty.exported', object: 'duties' },
        page: (page) => listRows(context, actor, { ...query, ...page }),
      }),
    dutyHeat: ({ actor, query }) => readHeat(context, actor, query),
  } satisfies Partial<Handlers>;
}

function download(context: Context, rollup: DutyRollup, format: TableFormat, language: Language): Response {
  const rows = async function* (): AsyncGenerator<RowValues> {
    yield* rollupRows(context.law, rollup, language);
  };
  const content = writeTable(rows(), { format, language, columns: ROLLUP_COLUMNS, sheet: rollup.node.name });
  return streamed(Readable.from(content), TABLE_TYPES[format], `ancam-duty-rollup.${format}`);
}
