import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { COUNTED, api, registerOf, urlOf } from '@ancam/contract';
import type { RecordRow, RegisterDefinition } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { NotFoundPage } from '../app/fault-page.tsx';
import { usePages } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage, useText } from '../lib/language.ts';
import { knownSearch, nameOf, readRecordSearch, recordFilterCount, useRegisterMay, useValueText } from '../lib/registers.ts';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { RecordFilters } from '../ui/records/record-filters.tsx';
import { RecordStateTag, RestrictedTag } from '../ui/records/record-state.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { SavedViews } from '../ui/views/saved-views.tsx';

function useColumns(register: RegisterDefinition): Column<RecordRow>[] {
  const { t } = useTranslation();
  const text = useText();
  const valueText = useValueText();
  const listed = register.fields.filter(({ listed, id }) => listed === true && id !== register.titleField && id !== 'number');
  return [
    {
      key: 'name',
      header: text(register.fields.find(({ id }) => id === register.titleField)?.title ?? register.one),
      cell: (record) => (
        <div>
          <TextLink to="/registers/$register/$id" params={{ register: register.id, id: record.id }} fw={600} className="breakable">
            {nameOf(record, t('registers.secretTitle'))}
          </TextLink>
          {record.restricted ? (
            <div>
              <RestrictedTag secret={record.secret} />
            </div>
          ) : null}
        </div>
      ),
    },
    ...listed.map((field): Column<RecordRow> => ({
      key: field.id,
      header: text(field.title),
      numeric: field.kind === 'money' || (field.kind === 'number' && field.id !== 'year'),
      cell: (record) => <span className={field.kind === 'date' ? 'no-wrap' : 'breakable'}>{valueText(field, record.data[field.id])}</span>,
    })),
    { key: 'state', header: t('registers.state'), cell: (record) => <RecordStateTag register={register} state={record.state} /> },
    {
      key: 'unit',
      header: t('registers.unit'),
      cell: (record) => (
        <div className="breakable">
          {record.unit.name} <BehalfTag of={record} />
          <Text size="xs" c="dimmed">
            {formatDateTime(record.createdAt)}
          </Text>
        </div>
      ),
    },
  ];
}

interface OfRegister {
  readonly register: RegisterDefinition;
}

function Records({ register }: OfRegister): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const columns = useColumns(register);
  const search = knownSearch(register, useSearch({ from: '/app/registers/$register' }));
  const navigate = useNavigate({ from: '/registers/$register' });
  const records = usePages(api.listRecords, { params: { register: register.id }, query: search });
  const pages = records.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const total = pages?.[0]?.total ?? 0;
  const shown =
    total > COUNTED ? t('registers.moreThan', { count: COUNTED, shown: formatNumber(COUNTED, language) }) : formatNumber(total, language);
  return (
    <Section flush>
      <div className="list-head">
        <SavedViews
          key={register.id}
          list={`registers/${register.id}`}
          search={search}
          open={(raw) => void navigate({ search: readRecordSearch(raw) })}
        />
      </div>
      <RecordFilters key={register.id} register={register} />
      <PagedList
        query={records}
        isEmpty={rows.length === 0}
        empty={
          <Empty
            title={recordFilterCount(search) > 0 ? t('registers.noMatch') : t('registers.empty')}
            text={recordFilterCount(search) > 0 ? t('registers.noMatchText') : t('registers.emptyText')}
          />
        }
      >
        <Text size="sm" c="dimmed" px="md" pb="xs" role="status" data-testid="record-total">
          {t('registers.total', { shown })}
        </Text>
        <DataTable label={text(register.title)} columns={columns} rows={rows} rowKey={(record) => record.id} />
      </PagedList>
    </Section>
  );
}

const FORMATS = ['xlsx', 'csv', 'json'] as const;

function ExportMenu({ register }: OfRegister): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = knownSearch(register, useSearch({ from: '/app/registers/$register' }));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('registers.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('registers.exportHint')}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            download
            href={urlOf(api.exportRecords, { params: { register: register.id }, query: { ...search, format, language } })}
          >
            {t(`cameras.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function RegisterView({ register }: OfRegister): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const may = useRegisterMay(register.id);
  const actions = (
    <Group gap="xs">
      <ExportMenu register={register} />
      {may.includes('create') ? (
        <ButtonLink to="/registers/$register/new" params={{ register: register.id }} leftSection={<IconPlus size={16} aria-hidden />}>
          {t('registers.add')}
        </ButtonLink>
      ) : null}
    </Group>
  );
  return (
    <Page title={text(register.title)} lead={text(register.lead)} actions={actions}>
      <Records register={register} />
    </Page>
  );
}

/** The list of one register, drawn from its definition. */
export function RegisterPage(): ReactNode {
  const { register: id } = useParams({ from: '/app/registers/$register' });
  const register = registerOf(id);
  return register === undefined ? <NotFoundPage /> : <RegisterView register={register} />;
}
