import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { EvidenceVersion } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../../lib/api.ts';
import { formatBytes, typeText } from '../../lib/evidence.ts';
import { useLanguage } from '../../lib/language.ts';
import { FormButton } from '../form-button.tsx';
import { FileState } from './file-state.tsx';

const SHORT_HASH = 12;

function Withdraw({ version }: { readonly version: EvidenceVersion }): ReactNode {
  const { t } = useTranslation();
  const withdraw = useChange(api.withdrawEvidence);
  return (
    <FormButton
      label={t('evidence.withdraw')}
      title={t('evidence.withdrawTitle', { name: version.name })}
      variant="subtle"
      color="red"
      size="compact-xs"
      fields={[
        {
          key: 'reason',
          kind: 'area',
          label: t('evidence.reason'),
          description: t('evidence.withdrawThen'),
          required: true,
          maxLength: 2000,
        },
      ]}
      onSubmit={({ reason = '' }) => withdraw.mutateAsync({ params: { id: version.id }, body: { reason } })}
      error={withdraw.error}
      pending={withdraw.isPending}
    />
  );
}

const TOLD = ['waiting', 'infected', 'settled'] as const;

/** Why something cannot be done that a reader may expect to do. */
function Closed({ version }: { readonly version: EvidenceVersion }): ReactNode {
  const { t } = useTranslation();
  const reasons = new Set(version.actions.blockers.flatMap(({ reason }) => TOLD.filter((each) => each === reason)));
  return [...reasons].map((reason) => (
    <Text key={reason} size="xs" c="dimmed">
      {t(`evidence.blocked.${reason}`)}
      {reason === 'infected' && version.threat !== null ? ` (${version.threat})` : ''}
    </Text>
  ));
}

/** One version of a file: what it is, who brought it, what may be done with it. `more`: further buttons. */
export function FileVersion({ version, more }: { readonly version: EvidenceVersion; readonly more?: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { may } = version.actions;
  const { id, name, size, sha256, type, createdAt, createdBy, withdrawnAt } = version;
  return (
    <div className="file">
      <Group gap="xs">
        <Text size="sm" fw={600} component="span" className="breakable" td={withdrawnAt === null ? undefined : 'line-through'}>
          {name}
        </Text>
        <FileState version={version} />
      </Group>
      <Text size="xs" c="dimmed">
        {`${typeText(type, name)} · ${formatBytes(size, language)} · ${t('evidence.version', { version: version.version })} · SHA-256 `}
        <span className="mono" title={sha256}>
          {sha256.slice(0, SHORT_HASH)}
        </span>
        {` · ${createdBy}, ${formatDateTime(createdAt)}`}
      </Text>
      {withdrawnAt === null ? null : (
        <Text size="xs" className="breakable">
          {t('evidence.withdrawnLine', {
            by: version.withdrawnBy ?? '',
            at: formatDateTime(withdrawnAt),
            reason: version.withdrawnReason ?? '',
          })}
        </Text>
      )}
      <Closed version={version} />
      <Group gap={4} mt={4}>
        {may.includes('open') ? (
          <Button
            component="a"
            href={urlOf(api.readEvidence, { params: { id } })}
            download={name}
            variant="default"
            size="compact-xs"
            leftSection={<IconDownload size={14} aria-hidden />}
            aria-label={t('evidence.downloadName', { name, version: version.version })}
          >
            {t('evidence.download')}
          </Button>
        ) : null}
        {more}
        {may.includes('withdraw') ? <Withdraw version={version} /> : null}
      </Group>
    </div>
  );
}
