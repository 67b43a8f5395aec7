import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';

interface ProbeChoiceProps {
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** Probes that are to share a scan; not shown to units without probes. */
export function ProbeChoice({ value, onChange }: ProbeChoiceProps): ReactNode {
  const { t } = useTranslation();
  const probes = useRead(api.listProbes, { query: { limit: 200 } });
  const usable = (probes.data?.items ?? []).filter(({ actions }) => actions.may.includes('scan'));
  if (usable.length === 0) return null;
  return (
    <Checkbox.Group label={t('probes.choose')} description={t('probes.chooseHint')} value={[...value]} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {usable.map(({ id, name, site, actions }) => (
          <Checkbox
            key={id}
            value={id}
            label={site === null ? name : `${name} – ${site.name}`}
            description={actions.state === 'silent' ? t('probes.state.silent') : undefined}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
