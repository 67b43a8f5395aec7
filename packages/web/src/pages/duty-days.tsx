import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { DutyDeadline } from '@ancam/contract';
import { useChange, usePages } from '../lib/api.ts';
import { useDutyWords } from '../lib/duties.ts';
import type { DutyWords } from '../lib/duties.ts';
import { formatDay, formatPlainDate } from '../lib/format.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DutyNav } from '../ui/duties/duty-nav.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { PagedList } from '../ui/paged-list.tsx';

const BETWEEN = ' / ';

/** A duty together with the milestone that a day means, as one choice. */
function AddDay({ words }: { readonly words: DutyWords }): ReactNode {
  const { t } = useTranslation();
  const add = useChange(api.addDutyDeadline);
  const choices = (words.book?.duties ?? []).flatMap(({ id, milestones }) =>
    milestones.map((milestone) => ({
      value: `${id}${BETWEEN}${milestone.id}`,
      label: `${id} ${words.title(id)}: ${words.milestone(id, milestone.id)}`,
    })),
  );
  return (
    <FormButton
      key={choices.length}
      label={t('duties.addDay')}
      fields={[
        { key: 'what', label: t('duties.dayOf'), kind: 'select', required: true, options: choices },
        { key: 'on', label: t('duties.dueDay'), kind: 'date', required: true },
        { key: 'strictly', label: t('duties.strictly'), kind: 'check' },
        { key: 'document', label: t('duties.document'), required: true, description: t('duties.documentHint') },
      ]}
      initial={{ what: choices[0]?.value ?? '' }}
      onSubmit={(values) => {
        const [duty = '', milestone = ''] = (values['what'] ?? '').split(BETWEEN);
        const { on = '', document = '', strictly = '' } = values;
        return add.mutateAsync({ body: { duty, milestone, on, document, strictly: strictly !== '' } });
      }}
      error={add.error}
      pending={add.isPending}
    />
  );
}

function Withdraw({ row }: { readonly row: DutyDeadline }): ReactNode {
  const { t } = useTranslation();
  const withdraw = useChange(api.withdrawDutyDeadline);
  if (row.withdrawnOn !== null)
    return <span>{t('duties.withdrawnOn', { day: formatPlainDate(row.withdrawnOn), reason: row.withdrawnReason ?? '' })}</span>;
  if (!row.actions.may.includes('withdraw')) return <span>{t('duties.inForce')}</span>;
  return (
    <FormButton
      label={t('duties.withdrawDay')}
      size="xs"
      variant="default"
      fields={[{ key: 'reason', label: t('duties.reason'), kind: 'area', required: true }]}
      onSubmit={({ reason = '' }) => withdraw.mutateAsync({ params: { id: row.id }, body: { reason } })}
      error={withdraw.error}
      pending={withdraw.isPending}
    />
  );
}

function Rows({ rows, words }: { readonly rows: readonly DutyDeadline[]; readonly words: DutyWords }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<DutyDeadline>
      label={t('duties.view.days')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'duty', header: t('duties.duty'), cell: ({ duty }) => <span className="breakable">{`${duty} ${words.title(duty)}`}</span> },
        { key: 'milestone', header: t('duties.milestone'), cell: ({ duty, milestone }) => words.milestone(duty, milestone) },
        {
          key: 'on',
          header: t('duties.dueDay'),
          cell: ({ on, strictly }) => (
            <span className="no-wrap">{strictly ? t('duties.before', { day: formatDay(on) }) : formatDay(on)}</span>
          ),
        },
        { key: 'document', header: t('duties.document'), cell: ({ document }) => <span className="breakable">{document}</span> },
        {
          key: 'unit',
          header: t('duties.setBy'),
          cell: ({ unit }) => <span className="breakable">{unit.name || t('units.notSeen')}</span>,
        },
        { key: 'state', header: t('duties.state'), cell: (row) => <Withdraw row={row} /> },
      ]}
    />
  );
}

/** Days that units have set for those below them. */
export function DutyDaysPage(): ReactNode {
  const { t } = useTranslation();
  const words = useDutyWords();
  const list = usePages(api.listDutyDeadlines, { query: {} });
  const pages = list.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const may = pages?.[0]?.actions.may.includes('add') === true;
  return (
    <Page
      title={t('duties.view.days')}
      lead={t('duties.daysLead')}
      actions={
        <>
          <ExportMenu href={(format, language) => urlOf(api.exportDutyDeadlines, { query: { format, language } })} />
          {may ? <AddDay words={words} /> : null}
        </>
      }
    >
      <DutyNav at="days" />
      <Section flush>
        <PagedList
          query={list}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('duties.emptyDaysTitle')} text={t('duties.emptyDays')} />}
        >
          <Rows rows={rows} words={words} />
        </PagedList>
      </Section>
    </Page>
  );
}
