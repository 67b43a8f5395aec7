import { Box, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { FIRMWARE_GRAMMARS, api } from '@ancam/contract';
import type { Maker } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { nameLines } from '../lib/name-lines.ts';
import { Async } from './async.tsx';
import { DataTable } from './data-table.tsx';
import { FormButton } from './form-button.tsx';

function AddMaker(): ReactNode {
  const { t } = useTranslation();
  const add = useChange(api.addMaker);
  return (
    <FormButton
      label={t('models.addMaker')}
      fields={[
        { key: 'name', label: t('models.makerName'), required: true, maxLength: 200 },
        { key: 'country', label: t('models.country'), maxLength: 200 },
        {
          key: 'grammar',
          kind: 'select',
          label: t('models.grammar'),
          description: t('models.grammarHint'),
          options: [{ value: '', label: t('models.noGrammar') }, ...FIRMWARE_GRAMMARS.map((value) => ({ value, label: value }))],
        },
        { key: 'aliases', kind: 'lines', label: t('models.aliases'), description: t('models.aliasesHint') },
      ]}
      onSubmit={({ name = '', country = '', grammar, aliases = '' }) =>
        add.mutateAsync({
          body: { name, country, grammar: FIRMWARE_GRAMMARS.find((each) => each === grammar) ?? null, aliases: nameLines(aliases) },
        })
      }
      error={add.error}
      pending={add.isPending}
    />
  );
}

function AddAlias({ maker }: { readonly maker: Maker }): ReactNode {
  const { t } = useTranslation();
  const add = useChange(api.addMakerAlias);
  return (
    <FormButton
      label={t('models.addAlias')}
      title={t('models.addAliasOf', { name: maker.name })}
      variant="default"
      size="compact-xs"
      fields={[{ key: 'alias', label: t('models.alias'), required: true, maxLength: 200 }]}
      onSubmit={({ alias = '' }) => add.mutateAsync({ params: { id: maker.id }, body: { alias } })}
      error={add.error}
      pending={add.isPending}
    />
  );
}

/** Makers with every spelling that means them. */
export function MakerList(): ReactNode {
  const { t } = useTranslation();
  const makers = useRead(api.listMakers);
  return (
    <Async query={makers}>
      {({ items, actions }) => (
        <>
          {actions.may.includes('add') ? (
            <Box p="md">
              <AddMaker />
            </Box>
          ) : null}
          <DataTable<Maker>
            label={t('models.tabs.makers')}
            rows={items}
            rowKey={(maker) => maker.id}
            columns={[
              { key: 'name', header: t('models.makerName'), cell: (maker) => maker.name },
              {
                key: 'aliases',
                header: t('models.aliases'),
                cell: (maker) => (
                  <Group gap="xs">
                    <span className="breakable">{maker.aliases.join(', ')}</span>
                    {maker.actions.may.includes('edit') ? <AddAlias maker={maker} /> : null}
                  </Group>
                ),
              },
              { key: 'country', header: t('models.country'), cell: (maker) => maker.country || '–' },
              { key: 'models', header: t('nav.models'), numeric: true, cell: (maker) => maker.models },
            ]}
          />
        </>
      )}
    </Async>
  );
}
