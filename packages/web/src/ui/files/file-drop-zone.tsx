import { Button, FileButton, NativeSelect, Progress, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DragEvent, ReactNode } from 'react';
import type { EvidenceList } from '@ancam/contract';
import { acceptOf, formatBytes } from '../../lib/evidence.ts';
import { formatPercent } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import type { Sending } from './file-sending.ts';

interface FileDropZoneProps {
  readonly list: EvidenceList;
  readonly sending: Sending;
  /** Fields that ask for a file. */
  readonly fields: readonly { readonly id: string; readonly title: string }[];
}

/** Where files are dropped or chosen, and how far they have gone. */
export function FileDropZone({ list, sending, fields }: FileDropZoneProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [over, setOver] = useState(false);
  const [purpose, setPurpose] = useState('');
  const { current, send } = sending;
  const busy = current !== undefined;
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && !busy) send(files, { purpose });
  }
  return (
    <div
      className="drop drop-small"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {fields.length === 0 ? null : (
        <NativeSelect
          label={t('evidence.purpose')}
          size="xs"
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          data={[{ value: '', label: t('evidence.anyPurpose') }, ...fields.map(({ id, title }) => ({ value: id, label: title }))]}
        />
      )}
      <FileButton
        multiple
        accept={acceptOf(list)}
        onChange={(files) => (files.length === 0 ? undefined : send(files, { purpose }))}
        inputProps={{ 'aria-label': t('evidence.add') }}
      >
        {(props) => (
          <Button {...props} size="xs" loading={busy} leftSection={<IconUpload size={14} aria-hidden />}>
            {t('evidence.add')}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        {t('evidence.hint', { size: formatBytes(list.largest, language) })}
      </Text>
      <div className="drop-progress" aria-live="polite">
        {current === undefined ? null : (
          <>
            <Text size="xs" className="breakable">
              {t('evidence.sending', { name: current.name, share: formatPercent(current.share, language) })}
            </Text>
            <Progress value={current.share * 100} aria-label={current.name} />
          </>
        )}
      </div>
    </div>
  );
}
