import { Button, FileButton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { EvidenceFile, EvidenceList, Holder } from '@ancam/contract';
import { toAppError } from '@ancam/core';
import { useRead } from '../../lib/api.ts';
import { acceptOf, formatBytes, refusalOf } from '../../lib/evidence.ts';
import { useLanguage } from '../../lib/language.ts';
import { useSession } from '../../lib/session.ts';
import { Async } from '../async.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';
import { FileDropZone } from './file-drop-zone.tsx';
import { useSending } from './file-sending.ts';
import type { Sending } from './file-sending.ts';
import { FileVersion } from './file-version.tsx';

type Fields = readonly { readonly id: string; readonly title: string }[];
const NO_FIELDS: Fields = [];

interface EvidenceProps {
  readonly holder: Holder;
  readonly id: string;
  /** Fields of the object that ask for a file. */
  readonly fields?: Fields;
}

function NewVersion({
  file,
  list,
  sending,
}: {
  readonly file: EvidenceFile;
  readonly list: EvidenceList;
  readonly sending: Sending;
}): ReactNode {
  const { t } = useTranslation();
  const [latest] = file.versions;
  const label = t('evidence.replaceName', { name: latest?.name ?? '' });
  return (
    <FileButton
      accept={acceptOf(list)}
      onChange={(chosen) => (chosen === null || latest === undefined ? undefined : sending.send([chosen], { replaces: latest.id }))}
      inputProps={{ 'aria-label': label }}
    >
      {(props) => (
        <Button {...props} variant="default" size="compact-xs" disabled={sending.current !== undefined} aria-label={label}>
          {t('evidence.replace')}
        </Button>
      )}
    </FileButton>
  );
}

function FileRow({ file, list, sending, fields }: { file: EvidenceFile; list: EvidenceList; sending: Sending; fields: Fields }): ReactNode {
  const { t } = useTranslation();
  const [latest, ...older] = file.versions;
  const field = fields.find(({ id }) => id === file.purpose);
  if (latest === undefined) return null;
  return (
    <li>
      {field === undefined ? null : (
        <Text size="xs" fw={600} c="dimmed">
          {field.title}
        </Text>
      )}
      <FileVersion
        version={latest}
        more={file.actions.may.includes('replace') ? <NewVersion file={file} list={list} sending={sending} /> : null}
      />
      {older.length === 0 ? null : (
        <details>
          <summary>{t('evidence.older', { count: older.length })}</summary>
          <Stack gap="sm" mt="xs">
            {older.map((version) => (
              <FileVersion key={version.id} version={version} />
            ))}
          </Stack>
        </details>
      )}
    </li>
  );
}

function Faults({ list, sending }: { readonly list: EvidenceList; readonly sending: Sending }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  function fixOf(error: unknown): string | undefined {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return t(`evidence.refusals.${refusal}`);
    return toAppError(error).code === 'file.too-large' ? t('evidence.tooLarge', { size: formatBytes(list.largest, language) }) : undefined;
  }
  return sending.faults.map(({ name, error }) => (
    <div key={name}>
      <Text size="sm" fw={600} className="breakable">
        {name}
      </Text>
      <Fault error={error} fix={fixOf(error)} />
    </div>
  ));
}

const BARRED = ['out-of-scope', 'secret', 'no-authority'] as const;

/** Why nothing can be added; what the role lacks is no news to its holder. */
function Barred({ list }: { readonly list: EvidenceList }): ReactNode {
  const { t } = useTranslation();
  const reason = BARRED.find((each) => list.actions.blockers.some((blocker) => blocker.action === 'add' && blocker.reason === each));
  return reason === undefined ? null : (
    <Text size="xs" c="dimmed">
      {t(`evidence.barred.${reason}`)}
    </Text>
  );
}

function Files({ holder, id, list, fields }: Required<EvidenceProps> & { readonly list: EvidenceList }): ReactNode {
  const { t } = useTranslation();
  const sending = useSending({ holder, id }, list);
  return (
    <Stack gap="sm">
      {list.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('evidence.none')}
        </Text>
      ) : (
        <ul className="files">
          {list.items.map((file) => (
            <FileRow key={file.id} file={file} list={list} sending={sending} fields={fields} />
          ))}
        </ul>
      )}
      <Faults list={list} sending={sending} />
      {list.actions.may.includes('add') ? <FileDropZone list={list} sending={sending} fields={fields} /> : <Barred list={list} />}
    </Stack>
  );
}

/** Whether a file waits for the virus scan: the list is asked again until it does not. */
function waits(list: EvidenceList | undefined): boolean {
  return list?.items.some(({ versions }) => versions.some(({ scan }) => scan === 'waiting')) === true;
}

/** Files of an object with their versions, and what may be done with them. */
export function EvidenceFiles({ holder, id, fields = NO_FIELDS }: EvidenceProps): ReactNode {
  const list = useRead(api.listEvidence, { params: { holder, id } }, { every: (data) => (waits(data) ? 10_000 : false) });
  return (
    <Async query={list} rows={3}>
      {(data) => <Files holder={holder} id={id} list={data} fields={fields} />}
    </Async>
  );
}

/** The same as a part of a page. */
export function EvidencePanel(props: EvidenceProps): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  if (!can('evidence.read')) return null;
  return (
    <Section title={t('evidence.title')}>
      <EvidenceFiles {...props} />
    </Section>
  );
}
