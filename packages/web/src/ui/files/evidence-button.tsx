import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Holder } from '@ancam/contract';
import { useSession } from '../../lib/session.ts';
import { EvidenceFiles } from './evidence-panel.tsx';

interface EvidenceButtonProps {
  readonly holder: Holder;
  readonly id: string;
  /** What the files belong to, for the title of the dialogue. */
  readonly name: string;
}

/** Files of one of many objects on a page; read when they are asked for. */
export function EvidenceButton({ holder, id, name }: EvidenceButtonProps): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const [opened, { open, close }] = useDisclosure(false);
  if (!can('evidence.read')) return null;
  const title = t('evidence.of', { name });
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={open} leftSection={<IconPaperclip size={14} aria-hidden />} aria-label={title}>
        {t('evidence.title')}
      </Button>
      <Modal opened={opened} onClose={close} size="lg" title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <EvidenceFiles holder={holder} id={id} />
      </Modal>
    </>
  );
}
