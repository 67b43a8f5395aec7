import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ITEM_ANSWERS } from '@ancam/contract';
import type { OscalPreview, PlanDetail } from '@ancam/contract';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { readOne } from '../../lib/list-search.ts';
import { importOscal, isCheckResults, previewOscal } from '../../lib/upload.ts';
import { ResultsPanel, useResults } from '../checks/results-import.tsx';
import { DataTable } from '../data-table.tsx';
import { FileDrop } from '../file-drop.tsx';
import { Fault } from '../states.tsx';
import { ItemsDone } from './items-done.tsx';
import { OtherSystem } from './other-system.tsx';

type Row = OscalPreview['items'][number];
type Change = Row['changes'][number];

function Changes({ row }: { readonly row: Row }): ReactNode {
  const { t } = useTranslation();
  const told = ({ field }: Change, value: string): string => {
    if (value === '') return '–';
    if (field === 'dueOn') return formatDay(value);
    return field === 'answer' ? t(`plans.answers.${readOne(ITEM_ANSWERS, value) ?? 'open'}`) : value;
  };
  return (
    <ul className="notes">
      {row.changes.map((change) => (
        <li key={change.field} className="breakable">
          {t(`plans.oscalIn.fields.${change.field}`)}: <del>{told(change, change.before)}</del> → <ins>{told(change, change.after)}</ins>
        </li>
      ))}
    </ul>
  );
}

function Preview({ preview }: { readonly preview: OscalPreview }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { items, unknown, same, otherSystem } = preview;
  return (
    <Stack gap="sm">
      <Text size="sm" className="breakable">
        {t('plans.oscalIn.document', { title: preview.title, version: preview.documentVersion })}
      </Text>
      <OtherSystem name={otherSystem} />
      <Text size="sm" role="status">
        {t('plans.oscalIn.counts', { changed: items.length, same, unknown: unknown.length })}
      </Text>
      {items.length === 0 ? null : (
        <DataTable<Row>
          label={t('plans.oscalIn.changes')}
          rows={items}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'requirement',
              header: t('plans.requirement'),
              cell: (row) => (
                <span className="breakable">
                  <strong>{row.requirement}</strong> {text(row.title)}
                </span>
              ),
            },
            { key: 'changes', header: t('plans.oscalIn.changes'), cell: (row) => <Changes row={row} /> },
          ]}
        />
      )}
      {unknown.length === 0 ? null : (
        <details>
          <summary>{t('plans.oscalIn.unknown', { count: unknown.length })}</summary>
          <ul className="notes">
            {unknown.map(({ place, requirement }) => (
              <li key={place} className="breakable">
                {requirement || '–'} (<code>{place}</code>)
              </li>
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}

function Import({ plan, close }: { readonly plan: PlanDetail; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const preview = useMutation({ mutationFn: (file: File) => previewOscal(plan.id, file) });
  const take = useMutation({
    mutationFn: ({ file, version }: { file: File; version: number }) => importOscal(plan.id, version, file),
    onSuccess: () => void client.invalidateQueries(),
  });
  const results = useResults(plan.system.id);
  const { data, variables: file } = preview;
  async function choose(chosen: File): Promise<void> {
    take.reset();
    preview.reset();
    results.preview.reset();
    if (await isCheckResults(chosen)) results.choose(chosen);
    else preview.mutate(chosen);
  }
  if (take.data !== undefined) return <ItemsDone plan={plan} done={take.data} onUndone={close} />;
  const chooser = (
    <>
      <Text size="sm">{t('plans.oscalIn.lead')}</Text>
      <FileDrop
        onFile={(chosen) => void choose(chosen)}
        busy={[preview, take, results.preview, results.take].some(({ isPending }) => isPending)}
        accept="application/json,.json"
        label={t('plans.oscalIn.file')}
        text={t('plans.oscalIn.drop')}
        choose={t('plans.oscalIn.choose')}
      />
    </>
  );
  if (results.preview.variables !== undefined) return <ResultsPanel results={results} close={close} chooser={chooser} />;
  return (
    <Stack>
      {chooser}
      {preview.isError ? <Fault error={preview.error} /> : null}
      {data === undefined ? null : <Preview preview={data} />}
      {take.isError ? <Fault error={take.error} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common.back')}
        </Button>
        {data === undefined || data.items.length === 0 || file === undefined ? null : (
          <Button loading={take.isPending} onClick={() => take.mutate({ file, version: data.version })}>
            {t('plans.oscalIn.apply', { count: data.items.length })}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Takes a document in OSCAL over: a security plan or a roadmap into the plan, results of an assessor as a check. What it would change first, then all of it at once; it can be taken back. */
export function OscalImport({ plan }: { readonly plan: PlanDetail }): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  if (!plan.actions.may.includes('edit')) return null;
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('plans.oscalIn.title')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="xl"
        title={t('plans.oscalIn.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Import plan={plan} close={close} />
      </Modal>
    </>
  );
}
