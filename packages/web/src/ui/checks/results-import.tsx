import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { CHECK_KINDS, api } from '@ancam/contract';
import type { CheckKind, CheckResultsDone } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { readOne } from '../../lib/list-search.ts';
import { importCheckResults, previewCheckResults } from '../../lib/upload.ts';
import { FileDrop } from '../file-drop.tsx';
import { TextLink } from '../link.tsx';
import { Fault, Loading } from '../states.tsx';
import { ResultsPreview } from './results-preview.tsx';

interface Sent {
  readonly file: File;
  readonly kind: CheckKind;
}

/** Assessment results on their way into a system: chosen, shown, taken over. */
export function useResults(systemId: string) {
  const client = useQueryClient();
  const [kind, setKind] = useState<CheckKind>('periodic');
  const preview = useMutation({ mutationFn: (sent: Sent) => previewCheckResults(systemId, sent.kind, sent.file) });
  const take = useMutation({
    mutationFn: (sent: Sent) => importCheckResults(systemId, sent.kind, sent.file),
    onSuccess: () => void client.invalidateQueries(),
  });
  const show = (sent: Sent): void => {
    take.reset();
    setKind(sent.kind);
    preview.mutate(sent);
  };
  return { kind, preview, take, show, choose: (file: File): void => show({ file, kind }) };
}
export type Results = ReturnType<typeof useResults>;

/** What has become of a document, and the way to take it back. */
function Done({ done, close }: { readonly done: CheckResultsDone; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const undo = useChange(api.undoCheckResults);
  const said = done.again ? t('results.again') : t('results.done', { count: done.shortcomings });
  return (
    <Stack>
      <Text size="sm" role="status">
        {undo.data === undefined ? said : t('results.undone')}
      </Text>
      {undo.isError ? <Fault error={undo.error} /> : null}
      <Group gap="sm">
        <TextLink to="/checks/$id" params={{ id: done.check }}>
          {t('results.open')}
        </TextLink>
        {done.again || undo.data !== undefined ? null : (
          <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate({ params: { id: done.check } })}>
            {t('common.undo')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={close}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}

interface PanelProps {
  readonly results: Results;
  readonly close: () => void;
  /** Where the document is chosen. */
  readonly chooser: ReactNode;
}

/** What chosen results would become, as which kind of check, and the way to take them over. */
export function ResultsPanel({ results, close, chooser }: PanelProps): ReactNode {
  const { t } = useTranslation();
  const { kind, preview, take, show } = results;
  const { data, variables: sent } = preview;
  if (take.data !== undefined) return <Done done={take.data} close={close} />;
  return (
    <Stack>
      {chooser}
      {sent === undefined ? null : (
        <NativeSelect
          label={t('results.kind')}
          value={kind}
          onChange={(event) => show({ file: sent.file, kind: readOne(CHECK_KINDS, event.currentTarget.value) ?? kind })}
          data={CHECK_KINDS.map((value) => ({ value, label: t(`checks.kinds.${value}`) }))}
        />
      )}
      {preview.isPending ? <Loading rows={3} /> : null}
      {preview.isError ? <Fault error={preview.error} /> : null}
      {data === undefined ? null : <ResultsPreview preview={data} />}
      {take.isError ? <Fault error={take.error} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common.back')}
        </Button>
        {data === undefined || data.known !== null || sent === undefined ? null : (
          <Button loading={take.isPending} onClick={() => take.mutate(sent)}>
            {t('results.apply')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Import({ systemId, close }: { readonly systemId: string; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const results = useResults(systemId);
  const chooser = (
    <>
      <Text size="sm">{t('results.lead')}</Text>
      <FileDrop
        onFile={results.choose}
        busy={results.preview.isPending || results.take.isPending}
        accept="application/json,.json"
        label={t('plans.oscalIn.file')}
        text={t('plans.oscalIn.drop')}
        choose={t('plans.oscalIn.choose')}
      />
    </>
  );
  return <ResultsPanel results={results} close={close} chooser={chooser} />;
}

/** Takes the results of an assessor over as a check of a system: what they would become first, then all of it at once. */
export function ResultsImport({ systemId }: { readonly systemId: string }): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open}>
        {t('results.title')}
      </Button>
      <Modal opened={opened} onClose={close} size="xl" title={t('results.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Import systemId={systemId} close={close} />
      </Modal>
    </>
  );
}
