import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { SheetLinks, SheetPreview, SheetRow } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../lib/api.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from '../ui/data-table.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';

/** Keeps a spreadsheet from taking a cell for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A file as Base64, read in pieces that a call takes. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCodePoint(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

function saveLinks(links: SheetLinks, header: readonly string[]): void {
  const rows = links.items.map((each) => [each.unit, each.name, each.login, `${window.location.origin}${each.path}`]);
  const text = [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  // The mark at the beginning lets a spreadsheet read Vietnamese letters.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = 'ancam-invitations.csv';
  anchor.click();
  URL.revokeObjectURL(url);
}

function Links({ links }: { readonly links: SheetLinks }): ReactNode {
  const { t } = useTranslation();
  const header = [t('accounts.unit'), t('accounts.name'), t('login.login'), t('accounts.link')];
  return (
    <Alert color="brand" role="status" title={t('sheet.made', { count: links.items.length })}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('sheet.once', { at: formatDateTime(links.expiresAt) })}</Text>
        <Group>
          <Button leftSection={<IconDownload size={16} aria-hidden />} onClick={() => saveLinks(links, header)}>
            {t('sheet.download')}
          </Button>
          <ButtonLink to="/accounts" variant="default">
            {t('nav.accounts')}
          </ButtonLink>
        </Group>
      </Stack>
    </Alert>
  );
}

function Preview({ preview }: { readonly preview: SheetPreview }): ReactNode {
  const { t } = useTranslation();
  const worst = [...preview.rows].sort((a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0) || a.line - b.line);
  return (
    <Section title={t('sheet.preview')} flush>
      <Text size="sm" px="md" pb="xs" role="status">
        {t('sheet.counts', { good: preview.good, bad: preview.bad })}
      </Text>
      {preview.faults.map((fault) => (
        <Text key={`${fault.column}-${fault.reason}`} size="sm" px="md" pb="xs" fw={600}>
          {`${t(`sheet.columns.${fault.column}`)}: ${t(`sheet.faults.${fault.reason}`)}`}
        </Text>
      ))}
      <div className="preview-box">
        <DataTable<SheetRow>
          label={t('sheet.preview')}
          rows={worst}
          rowKey={(row) => String(row.line)}
          columns={[
            { key: 'line', header: t('sheet.line'), cell: (row) => row.line, numeric: true },
            { key: 'unit', header: t('accounts.unit'), cell: (row) => <span className="breakable">{row.unit}</span> },
            { key: 'name', header: t('accounts.name'), cell: (row) => <span className="breakable">{row.name}</span> },
            { key: 'login', header: t('login.login'), cell: (row) => <span className="breakable">{row.login}</span> },
            { key: 'role', header: t('accounts.role'), cell: (row) => row.role },
            {
              key: 'faults',
              header: t('sheet.fault'),
              cell: (row) =>
                row.faults.length === 0
                  ? t('sheet.good')
                  : row.faults.map((fault) => `${t(`sheet.columns.${fault.column}`)}: ${t(`sheet.faults.${fault.reason}`)}`).join(' '),
            },
          ]}
        />
      </div>
    </Section>
  );
}

/** Accounts for many units from one sheet: read, look at each fault, then invite everybody at once. */
export function AccountSheetPage(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>();
  const [preview, setPreview] = useState<SheetPreview>();
  const [links, setLinks] = useState<SheetLinks>();
  const look = useChange(api.previewAccountSheet, setPreview);
  const create = useChange(api.createAccountsFromSheet, (output) => {
    setLinks(output);
    setPreview(undefined);
    setText('');
    setFile(undefined);
  });
  function change(value: string): void {
    setText(value);
    setFile(undefined);
    setPreview(undefined);
  }
  async function choose(chosen: File): Promise<void> {
    setFile({ name: chosen.name, content: await base64Of(chosen) });
    setText('');
    setPreview(undefined);
  }
  const body = file === undefined ? { text } : { file: file.content };
  const ready = preview !== undefined && preview.bad === 0 && preview.good > 0;
  return (
    <Page title={t('accounts.fromSheet')} lead={t('sheet.lead')}>
      {links === undefined ? null : <Links links={links} />}
      <Section>
        <Stack>
          <Textarea
            label={t('sheet.text')}
            description={t('sheet.textHint')}
            placeholder={t('sheet.example')}
            autosize
            minRows={6}
            maxRows={16}
            spellCheck={false}
            value={text}
            onChange={(event) => change(event.currentTarget.value)}
          />
          {file === undefined ? null : (
            <Text size="sm" role="status">
              {t('sheet.chosen', { name: file.name })}
            </Text>
          )}
          {look.isError ? <Fault error={look.error} /> : null}
          {create.isError ? <Fault error={create.error} /> : null}
          <Group>
            <FileButton
              accept=".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              onChange={(chosen) => (chosen === null ? undefined : void choose(chosen))}
            >
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                  {t('sheet.file')}
                </Button>
              )}
            </FileButton>
            <Button
              component="a"
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              href={urlOf(api.accountSheetTemplate, { query: { language } })}
            >
              {t('sheet.template')}
            </Button>
            <Button
              variant={ready ? 'default' : 'filled'}
              disabled={text.trim() === '' && file === undefined}
              loading={look.isPending}
              onClick={() => look.mutate({ body })}
            >
              {t('sheet.check')}
            </Button>
            {ready ? (
              <Button loading={create.isPending} onClick={() => create.mutate({ body })}>
                {t('sheet.invite', { count: preview.good })}
              </Button>
            ) : null}
          </Group>
        </Stack>
      </Section>
      {preview === undefined ? null : <Preview preview={preview} />}
    </Page>
  );
}
