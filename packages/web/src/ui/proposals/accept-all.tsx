import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ProposalKind, api } from '@ancam/contract';
import type { AcceptancePreview, ProposalFilter } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { Async } from '../async.tsx';
import { Fault } from '../states.tsx';

interface AskProps {
  readonly filter: ProposalFilter;
  readonly preview: AcceptancePreview;
  readonly close: () => void;
}

function Ask({ filter, preview, close }: AskProps): ReactNode {
  const { t } = useTranslation();
  const accept = useChange(api.acceptProposals, ({ accepted }) => {
    const closeButtonProps = { 'aria-label': t('common.close') };
    notifications.show({ color: 'green', message: t('proposals.allAccepted', { count: accepted }), closeButtonProps });
    close();
  });
  const kinds = ProposalKind.options.filter((kind) => preview.kinds[kind] > 0);
  return (
    <Stack>
      <Text size="sm">{t('proposals.allThen', { count: preview.count })}</Text>
      <ul className="notes">
        {kinds.map((kind) => (
          <li key={kind}>
            {t(`proposals.kind.${kind}`)}: {preview.kinds[kind]}
          </li>
        ))}
      </ul>
      {preview.more ? <Text size="sm">{t('proposals.allMore', { count: preview.count })}</Text> : null}
      {accept.isError ? <Fault error={accept.error} fix={t('proposals.allChanged')} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          {t('common.back')}
        </Button>
        <Button
          disabled={preview.count === 0}
          loading={accept.isPending}
          onClick={() => accept.mutate({ body: { ...filter, count: preview.count } })}
        >
          {t('proposals.acceptCount', { count: preview.count })}
        </Button>
      </Group>
    </Stack>
  );
}

/** Accepts all open proposals of a filter, after it has said how many of which kind. */
export function AcceptAll({ filter }: { readonly filter: ProposalFilter }): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const preview = useRead(api.previewAcceptance, { query: filter }, { enabled: opened });
  return (
    <>
      <Button variant="default" leftSection={<IconChecks size={16} aria-hidden />} onClick={open}>
        {t('proposals.acceptAll')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('proposals.acceptAll')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Async query={preview}>{(data) => <Ask filter={filter} preview={data} close={close} />}</Async>
      </Modal>
    </>
  );
}
