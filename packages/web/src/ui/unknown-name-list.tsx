import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { UnknownName } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { Async } from './async.tsx';
import { DataTable } from './data-table.tsx';
import { FormButton } from './form-button.tsx';
import { Empty } from './states.tsx';

/** Says what a spelling means: a maker or model that is known. */
function Explain({ name }: { readonly name: UnknownName }): ReactNode {
  const { t } = useTranslation();
  const makers = useRead(api.listMakers);
  const toMaker = useChange(api.addMakerAlias);
  const toModel = useChange(api.addModelAlias);
  const ofModel = name.kind === 'model';
  const known = name.candidates.map(({ id, name: label }) => ({ value: id, label }));
  const rest = ofModel ? [] : (makers.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }));
  const options = [...known, ...rest.filter(({ value }) => !known.some((each) => each.value === value))];
  if (options.length === 0) return <span className="quiet">{t('models.noCandidate')}</span>;
  const input = (id: string) => ({ params: { id }, body: { alias: name.name } });
  return (
    <FormButton
      label={t('models.explain')}
      title={t('models.explainTitle', { name: name.name })}
      variant="default"
      size="compact-xs"
      fields={[{ key: 'id', kind: 'select', label: t('models.means'), required: true, options }]}
      initial={{ id: options[0]?.value ?? '' }}
      onSubmit={({ id = '' }): Promise<unknown> => (ofModel ? toModel.mutateAsync(input(id)) : toMaker.mutateAsync(input(id)))}
      error={toMaker.error ?? toModel.error}
      pending={toMaker.isPending || toModel.isPending}
    />
  );
}

/** Makers and models as cameras name them that no alias explains. */
export function UnknownNameList(): ReactNode {
  const { t } = useTranslation();
  const names = useRead(api.listUnknownNames);
  return (
    <Async query={names}>
      {({ items, actions }) =>
        items.length === 0 ? (
          <Empty title={t('models.noUnknown')} text={t('models.noUnknownText')} />
        ) : (
          <DataTable<UnknownName>
            label={t('models.tabs.unknown')}
            rows={items}
            rowKey={(each) => `${each.kind} ${each.makerId ?? ''} ${each.name}`}
            columns={[
              { key: 'name', header: t('models.written'), cell: (each) => <span className="breakable">{each.name}</span> },
              { key: 'kind', header: t('models.nameOf'), cell: (each) => t(`models.nameKinds.${each.kind}`) },
              { key: 'maker', header: t('camera.maker'), cell: (each) => each.makerName ?? '–' },
              { key: 'cameras', header: t('nav.cameras'), numeric: true, cell: (each) => each.cameras },
              { key: 'near', header: t('models.near'), cell: (each) => each.candidates.map(({ name }) => name).join(', ') || '–' },
              { key: 'explain', header: t('models.means'), cell: (each) => (actions.may.includes('map') ? <Explain name={each} /> : '–') },
            ]}
          />
        )
      }
    </Async>
  );
}
