import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { SavedView } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { isSameList, moved } from '../../lib/saved-view.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import { FormButton } from '../form-button.tsx';
import { Fault } from '../states.tsx';

interface OneProps {
  readonly view: SavedView;
}

function Edit({ view, query }: OneProps & { readonly query: string }): ReactNode {
  const { t } = useTranslation();
  const update = useChange(api.updateSavedView);
  const mayShare = view.actions.may.includes('share');
  return (
    <FormButton
      label={t('common.edit')}
      title={t('views.edit', { name: view.name })}
      variant="default"
      size="compact-sm"
      fields={[
        { key: 'name', label: t('views.name'), required: true, maxLength: 80 },
        ...(mayShare || view.shared
          ? [{ key: 'shared', kind: 'check' as const, label: t('views.share'), description: t('views.shareHint') }]
          : []),
        ...(isSameList(view.query, query)
          ? []
          : [{ key: 'take', kind: 'check' as const, label: t('views.take'), description: t('views.takeHint') }]),
      ]}
      initial={{ name: view.name, shared: view.shared ? 'yes' : '' }}
      onSubmit={({ name = '', shared = '', take = '' }) =>
        update.mutateAsync({ params: { id: view.id }, body: { name, shared: shared !== '', ...(take === '' ? {} : { query }) } })
      }
      error={update.error}
      pending={update.isPending}
    />
  );
}

function Remove({ view }: OneProps): ReactNode {
  const { t } = useTranslation();
  const remove = useChange(api.removeSavedView);
  return (
    <ConfirmButton
      label={t('views.remove')}
      question={t('views.removeAsk', { name: view.name })}
      consequence={t(view.shared ? 'views.removeShared' : 'views.removeOwn')}
      action={() => remove.mutateAsync({ params: { id: view.id } })}
      error={remove.error}
      pending={remove.isPending}
      variant="default"
      size="compact-sm"
    />
  );
}

function Default({ view }: OneProps): ReactNode {
  const { t } = useTranslation();
  const set = useChange(api.setDefaultView);
  const label = t(view.isDefault ? 'views.noDefault' : 'views.makeDefault', { name: view.name });
  return (
    <ActionIcon
      variant="subtle"
      aria-label={label}
      title={label}
      aria-pressed={view.isDefault}
      loading={set.isPending}
      onClick={() => set.mutate({ params: { id: view.id }, body: { isDefault: !view.isDefault } })}
    >
      {view.isDefault ? <IconStarFilled size={16} aria-hidden /> : <IconStar size={16} aria-hidden />}
    </ActionIcon>
  );
}

interface ManageViewsProps {
  readonly list: string;
  readonly query: string;
  readonly views: readonly SavedView[];
}

/** Views of a list one below the other: order, default, name, sharing, removal. */
export function ManageViews({ list, query, views }: ManageViewsProps): ReactNode {
  const { t } = useTranslation();
  const order = useChange(api.orderSavedViews);
  const own = views.filter((view) => view.own).map(({ id }) => id);
  const move = (id: string, by: -1 | 1): void => order.mutate({ body: { list, ids: moved(own, id, by) } });
  return (
    <Stack gap="xs">
      {order.isError ? <Fault error={order.error} /> : null}
      <ul className="plain-list view-list">
        {views.map((view) => (
          <li key={view.id}>
            <div className="grow">
              <Text fw={600} className="breakable" component="span">
                {view.name}
              </Text>
              <Text size="xs" c="dimmed">
                {view.own ? t(view.shared ? 'views.isShared' : 'views.isOwn') : t('views.sharedBy', { by: view.by })}
              </Text>
            </div>
            <Group gap={4} wrap="nowrap">
              <Default view={view} />
              {view.own ? (
                <>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('views.up', { name: view.name })}
                    disabled={own[0] === view.id}
                    onClick={() => move(view.id, -1)}
                  >
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('views.down', { name: view.name })}
                    disabled={own.at(-1) === view.id}
                    onClick={() => move(view.id, 1)}
                  >
                    <IconArrowDown size={16} aria-hidden />
                  </ActionIcon>
                </>
              ) : null}
              {view.actions.may.includes('edit') ? <Edit view={view} query={query} /> : null}
              {view.actions.may.includes('remove') ? <Remove view={view} /> : null}
            </Group>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
