import { Group, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ImportReport } from '@ancam/contract';
import { toAppError } from '@ancam/core';
import { formatPercent } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { uploadResult } from '../lib/upload.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProposalCountsLine } from '../ui/proposals/proposal-counts.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';

type Recognised = ImportReport['recognised'][number];

function Report({ report }: { readonly report: ImportReport }): ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('import.done')}>
      <Stack role="status">
        <Text size="sm">
          {report.alreadyKnown
            ? t('import.alreadyKnown')
            : t('import.report', { hosts: report.hosts, recognised: report.cameras.recognised, created: report.cameras.created })}
        </Text>
        <ProposalCountsLine counts={report.proposals} scanId={report.scanId} />
        <Group>
          <ButtonLink to="/scans/$id" params={{ id: report.scanId }}>
            {t('import.openScan')}
          </ButtonLink>
          <ButtonLink to="/cameras" variant="default">
            {t('nav.cameras')}
          </ButtonLink>
        </Group>
        {report.recognised.length === 0 ? null : (
          <DataTable<Recognised>
            label={t('import.recognised')}
            rows={report.recognised}
            rowKey={(each) => each.cameraId + each.address}
            columns={[
              {
                key: 'address',
                header: t('camera.address'),
                cell: (each) => (
                  <TextLink to="/cameras/$id" params={{ id: each.cameraId }} className="mono">
                    {each.address}
                  </TextLink>
                ),
              },
              { key: 'by', header: t('import.by'), cell: (each) => t(`import.recognisedBy.${each.by}`) },
            ]}
          />
        )}
      </Stack>
    </Section>
  );
}

/** Take in the result file of an isolated network. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) => uploadResult(file, setShare),
    onSuccess: () => void client.invalidateQueries(),
  });
  function take(file: File): void {
    setShare(0);
    send.mutate(file);
  }
  return (
    <Page title={t('import.title')} lead={t('import.lead')}>
      <Section>
        <FileDrop
          onFile={take}
          busy={send.isPending}
          accept="application/json,.json"
          label={t('import.file')}
          text={t('import.drop')}
          choose={t('import.choose')}
        />
        {send.isPending ? (
          <div role="status">
            <Text size="sm" mt="sm">
              {share < 1 ? t('import.sending', { share: formatPercent(share, language), name: send.variables.name }) : t('import.reading')}
            </Text>
            <Progress.Root mt={4}>
              <Progress.Section value={share * 100} animated={share >= 1} aria-label={t('import.title')} />
            </Progress.Root>
          </div>
        ) : null}
      </Section>
      {send.isError ? (
        <Stack gap="xs">
          <Text size="sm">{t('import.nothingKept', { name: send.variables.name })}</Text>
          <Fault error={send.error} fix={toAppError(send.error).code === 'conflict' ? t('import.conflict') : undefined} />
        </Stack>
      ) : null}
      {send.data === undefined ? null : <Report report={send.data} />}
    </Page>
  );
}
