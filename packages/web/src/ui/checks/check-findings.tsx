import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CheckFinding, SystemCheckDetail } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { SeverityTag } from '../badges.tsx';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';
import { Async } from '../async.tsx';

function Take({ check, finding }: { readonly check: SystemCheckDetail; readonly finding: CheckFinding }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const add = useChange(api.addShortcoming);
  if (finding.shortcoming !== null) return <span className="quiet">{t('checks.taken')}</span>;
  const title = `${finding.camera.name}: ${text(finding.title)}`.slice(0, 300);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        loading={add.isPending}
        aria-label={t('checks.takeName', { name: title })}
        onClick={() => add.mutate({ params: { id: check.id }, body: { title, severity: finding.severity, finding: finding.id } })}
      >
        {t('checks.take')}
      </Button>
      {add.isError ? <Fault error={add.error} /> : null}
    </>
  );
}

/** Findings of scans of the system's cameras that are not fixed: a check under way takes them over as shortcomings. */
export function CheckFindingsPanel({ check }: { readonly check: SystemCheckDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const findings = useRead(api.listCheckFindings, { params: { id: check.id } });
  return (
    <Section title={t('checks.findings')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('checks.findingsLead')}
      </Text>
      <Async query={findings} rows={3}>
        {({ items, more }) => {
          const open = items.filter(({ status, shortcoming }) => status !== 'fixed' || shortcoming !== null);
          return open.length === 0 ? (
            <Text size="sm">{t('checks.findingsNone')}</Text>
          ) : (
            <>
              <DataTable<CheckFinding>
                label={t('checks.findings')}
                rows={open}
                rowKey={(row) => row.id}
                columns={[
                  {
                    key: 'camera',
                    header: t('plans.camera'),
                    cell: (row) => (
                      <TextLink to="/cameras/$id" params={{ id: row.camera.id }} className="breakable">
                        {row.camera.name}
                      </TextLink>
                    ),
                  },
                  { key: 'title', header: t('plans.finding'), cell: (row) => <span className="breakable">{text(row.title)}</span> },
                  { key: 'severity', header: t('checks.severity'), cell: (row) => <SeverityTag severity={row.severity} /> },
                  { key: 'take', header: t('checks.do'), cell: (row) => <Take check={check} finding={row} /> },
                ]}
              />
              {more ? <Text size="sm">{t('checks.findingsMore')}</Text> : null}
            </>
          );
        }}
      </Async>
    </Section>
  );
}
