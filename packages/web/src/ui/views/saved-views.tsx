import { Button, Menu, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconCheck, IconChevronDown, IconStar } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { SavedView } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';
import { isSameList, queryOf, searchOf } from '../../lib/saved-view.ts';
import type { ListSearch } from '../../lib/saved-view.ts';
import { ManageViews } from './manage-views.tsx';
import { SaveView } from './save-view.tsx';

/** Opens the list with the reader's default view, once, where the address itself says nothing. */
function useDefaultView(views: readonly SavedView[] | undefined, query: string, open: (search: Record<string, string>) => void): void {
  const asked = useRef(query !== '');
  useEffect(() => {
    if (views === undefined || asked.current) return;
    asked.current = true;
    const chosen = views.find(({ isDefault }) => isDefault);
    if (chosen !== undefined && query === '') open(searchOf(chosen.query));
  }, [views, query, open]);
}

function ViewItem({ view, query, open }: { readonly view: SavedView; readonly query: string; readonly open: () => void }): ReactNode {
  const { t } = useTranslation();
  const current = isSameList(view.query, query);
  return (
    <Menu.Item
      onClick={open}
      aria-current={current ? 'true' : undefined}
      leftSection={current ? <IconCheck size={16} aria-hidden /> : <span className="view-blank" />}
      rightSection={view.isDefault ? <IconStar size={14} role="img" aria-label={t('views.isDefault')} /> : undefined}
    >
      <span className="breakable">{view.own ? view.name : t('views.byOther', { name: view.name, by: view.by })}</span>
    </Menu.Item>
  );
}

interface SavedViewsProps {
  /** Name of the list, e.g. `cameras`. */
  readonly list: string;
  /** Its filters as they stand in the address. */
  readonly search: ListSearch;
  /** Goes to the list with these filters. */
  readonly open: (search: Record<string, string>) => void;
}

/** Lists under a name: choose one, keep this one, put them in order. */
export function SavedViews({ list, search, open }: SavedViewsProps): ReactNode {
  const { t } = useTranslation();
  const views = useRead(api.listSavedViews, { query: { list } });
  const [saving, save] = useDisclosure(false);
  const [managing, manage] = useDisclosure(false);
  const query = queryOf(search);
  const items = views.data?.items ?? [];
  useDefaultView(views.data?.items, query, open);
  const current = items.find((view) => isSameList(view.query, query));
  const mayShare = views.data?.actions.may.includes('share') === true;
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            className="views-button"
          >
            {current?.name ?? t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{items.length === 0 ? t('views.none') : t('views.title')}</Menu.Label>
          {items.map((view) => (
            <ViewItem key={view.id} view={view} query={query} open={() => open(searchOf(view.query))} />
          ))}
          <Menu.Divider />
          <Menu.Item onClick={save.open}>{t('views.save')}</Menu.Item>
          {items.length === 0 ? null : <Menu.Item onClick={manage.open}>{t('views.manage')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={saving} onClose={save.close} title={t('views.save')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <SaveView list={list} query={query} mayShare={mayShare} close={save.close} />
      </Modal>
      <Modal
        opened={managing}
        onClose={manage.close}
        title={t('views.manage')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <ManageViews list={list} query={query} views={items} />
      </Modal>
    </>
  );
}
