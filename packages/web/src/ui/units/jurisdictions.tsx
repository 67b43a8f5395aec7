import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Jurisdiction, UnitDetail } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { formatPlainDate } from '../../lib/format.ts';
import { Async } from '../async.tsx';
import { ConfirmButton } from '../confirm-button.tsx';
import { DataTable } from '../data-table.tsx';
import { DateField } from '../date-field.tsx';
import { EvidenceButton } from '../files/evidence-button.tsx';
import { Section } from '../section.tsx';
import { Empty, Fault } from '../states.tsx';
import { UnitPicker } from './unit-picker.tsx';

const STATES = ['valid', 'not-yet', 'expired', 'revoked'] as const;
const AXES = ['scope', 'place'] as const;

function Revoke({ right }: { readonly right: Jurisdiction }): ReactNode {
  const { t } = useTranslation();
  const revoke = useChange(api.revokeJurisdiction);
  return (
    <ConfirmButton
      size="xs"
      variant="default"
      label={t('units.right.revoke')}
      question={t('units.right.revokeQuestion')}
      consequence={t('units.right.revokeConsequence')}
      action={() => revoke.mutateAsync({ params: { id: right.id } })}
      error={revoke.error}
      pending={revoke.isPending}
    />
  );
}

function GrantForm({ unit, close }: { readonly unit: UnitDetail; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const [axis, setAxis] = useState<(typeof AXES)[number]>('scope');
  const [over, setOver] = useState<string | null>(null);
  const [place, setPlace] = useState('');
  const [legalBasis, setLegalBasis] = useState('');
  const [days, setDays] = useState({ documentDate: '', validFrom: '', validUntil: '' });
  const grant = useChange(api.grantJurisdiction, close);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const what = axis === 'scope' ? { over: over ?? '' } : { place };
    const { validUntil, ...from } = days;
    grant.mutate({
      params: { id: unit.id },
      body: { axis, ...what, legalBasis, ...from, validUntil: validUntil === '' ? null : validUntil },
    });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label={t('units.right.axis')}
          data={AXES.map((value) => ({ value, label: t(`units.right.axisOf.${value}`) }))}
          value={axis}
          onChange={(event) => setAxis(event.currentTarget.value === 'place' ? 'place' : 'scope')}
        />
        {axis === 'scope' ? (
          <UnitPicker label={t('units.right.over')} value={over} onChange={setOver} required />
        ) : (
          <TextInput
            label={t('units.right.place')}
            description={t('units.right.placeHint')}
            required
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('units.right.basis')}
          required
          minLength={4}
          value={legalBasis}
          onChange={(event) => setLegalBasis(event.currentTarget.value)}
        />
        <DateField
          label={t('units.right.documentDate')}
          value={days.documentDate}
          onChange={(documentDate) => setDays({ ...days, documentDate })}
          required
        />
        <DateField
          label={t('units.right.from')}
          value={days.validFrom}
          onChange={(validFrom) => setDays({ ...days, validFrom })}
          required
        />
        <DateField label={t('units.right.until')} value={days.validUntil} onChange={(validUntil) => setDays({ ...days, validUntil })} />
        {grant.isError ? <Fault error={grant.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" loading={grant.isPending}>
            {t('units.right.grant')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Rights of a unit to read outside of its own place in the tree. */
export function Jurisdictions({ unit }: { readonly unit: UnitDetail }): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const rights = useRead(api.listJurisdictions, { params: { id: unit.id } });
  const add = unit.actions.may.includes('grant') ? (
    <Button size="xs" variant="default" onClick={open}>
      {t('units.right.grant')}
    </Button>
  ) : undefined;
  return (
    <Section title={t('units.right.title')} actions={add} flush>
      <Async query={rights}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('units.right.emptyTitle')} text={t('units.right.emptyText')} />
          ) : (
            <DataTable<Jurisdiction>
              label={t('units.right.title')}
              rows={items}
              rowKey={(each) => each.id}
              columns={[
                { key: 'over', header: t('units.right.over'), cell: (each) => each.overName ?? <span className="mono">{each.path}</span> },
                { key: 'basis', header: t('units.right.basis'), cell: (each) => each.legalBasis },
                {
                  key: 'days',
                  header: t('units.right.days'),
                  cell: (each) =>
                    `${formatPlainDate(each.validFrom)} – ${each.validUntil === null ? '…' : formatPlainDate(each.validUntil)}`,
                },
                {
                  key: 'state',
                  header: t('units.right.state'),
                  cell: (each) => t(`units.right.stateOf.${STATES.find((state) => state === each.actions.state) ?? 'expired'}`),
                },
                {
                  key: 'files',
                  header: t('evidence.title'),
                  cell: (each) => <EvidenceButton holder="jurisdictions" id={each.id} name={each.legalBasis} />,
                },
                {
                  key: 'do',
                  header: t('units.right.do'),
                  cell: (each) => (each.actions.may.includes('revoke') ? <Revoke right={each} /> : null),
                },
              ]}
            />
          )
        }
      </Async>
      <Modal opened={opened} onClose={close} title={t('units.right.grant')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <GrantForm unit={unit} close={close} />
      </Modal>
    </Section>
  );
}
