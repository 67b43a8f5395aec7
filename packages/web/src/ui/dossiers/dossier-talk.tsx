import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DossierComment, DossierDetail } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../../lib/api.ts';
import { partyOf } from '../../lib/dossier-search.ts';
import { useText } from '../../lib/language.ts';
import { FormButton } from '../form-button.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';

function Said({ dossier, comment }: { readonly dossier: DossierDetail; readonly comment: DossierComment }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const settle = useChange(api.settleDossierComment);
  const part = dossier.parts.find(({ id }) => id === comment.part);
  return (
    <li>
      <Text size="sm" className="breakable dossier-said">
        {comment.body}
      </Text>
      <Text size="xs" c="dimmed">
        {comment.by} ({t(`dossiers.party.${partyOf(comment.party)}`)}), {formatDateTime(comment.at)}
        {part === undefined ? '' : ` · ${text(part.title)}`}
      </Text>
      {settle.isError ? <Fault error={settle.error} /> : null}
      {comment.settledAt === null ? (
        dossier.actions.may.includes('comment') ? (
          <Button
            size="compact-xs"
            variant="default"
            loading={settle.isPending}
            onClick={() => settle.mutate({ params: { id: dossier.id }, body: { commentId: comment.id } })}
          >
            {t('dossiers.settle')}
          </Button>
        ) : null
      ) : (
        <Text size="xs">{t('dossiers.settled', { by: comment.settledBy, at: formatDateTime(comment.settledAt) })}</Text>
      )}
    </li>
  );
}

/** What was said about a dossier or a part of it. */
export function DossierTalk({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const say = useChange(api.commentDossier);
  const parts = dossier.parts.map(({ id, title }) => ({ value: id, label: text(title) }));
  const action = dossier.actions.may.includes('comment') ? (
    <FormButton
      label={t('dossiers.say')}
      size="xs"
      variant="default"
      fields={[
        { key: 'part', kind: 'select', label: t('dossiers.part'), options: [{ value: '', label: t('dossiers.whole') }, ...parts] },
        { key: 'body', kind: 'area', label: t('dossiers.comment'), required: true, maxLength: 8000 },
      ]}
      onSubmit={({ part = '', body = '' }) => say.mutateAsync({ params: { id: dossier.id }, body: { part, body } })}
      error={say.error}
      pending={say.isPending}
    />
  ) : null;
  return (
    <Section title={t('dossiers.comments')} actions={action}>
      {dossier.comments.length === 0 ? (
        <Text size="sm">{t('dossiers.commentsNone')}</Text>
      ) : (
        <Stack component="ul" gap="sm" className="plain-list">
          {dossier.comments.map((comment) => (
            <Said key={comment.id} dossier={dossier} comment={comment} />
          ))}
        </Stack>
      )}
    </Section>
  );
}
