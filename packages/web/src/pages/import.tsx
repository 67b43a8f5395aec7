import { Group, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ImportReport, ToolFilePreview } from '@ancam/contract';
import { toAppError } from '@ancam/core';
import { formatPercent } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { changedAt, isResult, uploadResult, uploadToolFile } from '../lib/upload.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProposalCountsLine } from '../ui/proposals/proposal-counts.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';
import { ToolFilePanel } from '../ui/tool-file.tsx';

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

/** What came of a file that was sent: a result is taken in at once, the file of another tool only looked at. */
type Sent = { readonly report: ImportReport } | { readonly preview: ToolFilePreview; readonly changedAt: string };

async function sendFile(file: File, onProgress: (share: number) => void): Promise<Sent> {
  if (await isResult(file)) return { report: await uploadResult(file, onProgress) };
  return { preview: await uploadToolFile(file, onProgress), changedAt: changedAt(file) };
}

/** Take in the result file of an isolated network, or what another tool found. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) => sendFile(file, setShare),
    onSuccess: (sent) => ('report' in sent ? void client.invalidateQueries() : undefined),
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
          accept=""
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
      {send.data === undefined ? null : 'report' in send.data ? (
        <Report report={send.data.report} />
      ) : (
        <ToolFilePanel key={send.data.preview.upload} preview={send.data.preview} changedAt={send.data.changedAt} />
      )}
    </Page>
  );
}
