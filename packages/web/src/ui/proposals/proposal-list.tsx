import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Proposal } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { errorText } from '../../lib/error-text.ts';
import { useLanguage } from '../../lib/language.ts';
import { FieldsForm } from '../form-button.tsx';
import { ProposalItem } from './proposal-item.tsx';

const UNDO_MS = 12_000;

interface RefuseProps {
  readonly proposal: Proposal;
  readonly done: () => void;
  readonly close: () => void;
}

function Refuse({ proposal, done, close }: RefuseProps): ReactNode {
  const { t } = useTranslation();
  const refuse = useChange(api.refuseProposal, done);
  return (
    <Stack>
      <Text size="sm">{t(proposal.kind === 'new' ? 'proposals.notOursThen' : 'proposals.refuseThen')}</Text>
      <FieldsForm
        fields={[{ key: 'reason', kind: 'area', label: t('proposals.reason'), required: true, maxLength: 2000 }]}
        submit={t(proposal.kind === 'new' ? 'proposals.notOurs' : 'proposals.action.refuse')}
        onSubmit={({ reason = '' }) => refuse.mutateAsync({ params: { id: proposal.id }, body: { reason } })}
        onCancel={close}
        error={refuse.error}
        pending={refuse.isPending}
      />
    </Stack>
  );
}

interface ProposalListProps {
  readonly label: string;
  readonly proposals: readonly Proposal[];
  readonly ofCamera?: boolean;
}

/** Proposals, each with its decisions; a refusal can be taken back at once. */
export function ProposalList({ label, proposals, ofCamera = false }: ProposalListProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const closeButtonProps = { 'aria-label': t('common.close') };
  const [refusing, setRefusing] = useState<Proposal>();
  function complain(error: unknown): void {
    const text = errorText(t, language, error);
    notifications.show({ color: 'red', title: text.title, message: text.fix, closeButtonProps });
  }
  const accept = useChange(api.acceptProposal, () => {
    notifications.show({ color: 'green', message: t('proposals.accepted'), closeButtonProps });
  });
  const reopen = useChange(api.reopenProposal);
  const pending = accept.isPending ? accept.variables.params?.id : reopen.isPending ? reopen.variables.params?.id : undefined;
  const decisions = {
    accept: ({ id }: Proposal) => accept.mutate({ params: { id } }, { onError: complain }),
    reopen: ({ id }: Proposal) => reopen.mutate({ params: { id } }, { onError: complain }),
    refuse: setRefusing,
    pending,
  };
  function refused({ id }: Proposal): void {
    const notice = `refused-${id}`;
    setRefusing(undefined);
    notifications.show({
      id: notice,
      autoClose: UNDO_MS,
      closeButtonProps,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>{t('proposals.refused')}</span>
          <Button
            size="compact-sm"
            variant="light"
            flex="none"
            onClick={() => {
              notifications.hide(notice);
              reopen.mutate({ params: { id } }, { onError: complain });
            }}
          >
            {t('common.undo')}
          </Button>
        </Group>
      ),
    });
  }
  return (
    <>
      <ul className="proposals" aria-label={label} data-inner={ofCamera ? '' : undefined}>
        {proposals.map((each) => (
          <ProposalItem key={each.id} proposal={each} decisions={decisions} ofCamera={ofCamera} />
        ))}
      </ul>
      <Modal
        opened={refusing !== undefined}
        onClose={() => setRefusing(undefined)}
        title={t(refusing?.kind === 'new' ? 'proposals.notOurs' : 'proposals.action.refuse')}
        closeButtonProps={closeButtonProps}
      >
        {refusing === undefined ? null : <Refuse proposal={refusing} done={() => refused(refusing)} close={() => setRefusing(undefined)} />}
      </Modal>
    </>
  );
}
