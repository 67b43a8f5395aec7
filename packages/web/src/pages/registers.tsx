import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { REGISTERS, api } from '@ancam/contract';
import type { RegisterDefinition, RegisterIndex } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage, useText } from '../lib/language.ts';
import { Async } from '../ui/async.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { RecordStateTag } from '../ui/records/record-state.tsx';
import { Section } from '../ui/section.tsx';

function Index({ index }: { readonly index: RegisterIndex }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const countsOf = (id: string): Record<string, number> => index.registers.find((each) => each.id === id)?.counts ?? {};
  return (
    <Section flush>
      <DataTable<RegisterDefinition>
        label={t('nav.registers')}
        rows={REGISTERS}
        rowKey={(register) => register.id}
        columns={[
          {
            key: 'title',
            header: t('registers.register'),
            cell: (register) => (
              <div>
                <TextLink to="/registers/$register" params={{ register: register.id }} fw={600}>
                  {text(register.title)}
                </TextLink>
                <Text size="xs" c="dimmed" maw={560}>
                  {text(register.lead)}
                </Text>
              </div>
            ),
          },
          {
            key: 'count',
            header: t('registers.records'),
            numeric: true,
            cell: ({ id }) =>
              formatNumber(
                Object.values(countsOf(id)).reduce((sum, count) => sum + count, 0),
                language,
              ),
          },
          {
            key: 'states',
            header: t('registers.byState'),
            cell: (register) => (
              <Group gap={6}>
                {register.states
                  .filter(({ id }) => (countsOf(register.id)[id] ?? 0) > 0)
                  .map(({ id }) => (
                    <TextLink key={id} to="/registers/$register" params={{ register: register.id }} search={{ state: id }}>
                      <Group gap={4} wrap="nowrap">
                        <RecordStateTag register={register} state={id} />
                        {formatNumber(countsOf(register.id)[id] ?? 0, language)}
                      </Group>
                    </TextLink>
                  ))}
              </Group>
            ),
          },
          { key: 'duties', header: t('registers.duties'), cell: ({ duties }) => <span className="small">{duties.join(', ')}</span> },
        ]}
      />
    </Section>
  );
}

/** All registers that are definitions, with how many records stand in which state. */
export function RegistersPage(): ReactNode {
  const { t } = useTranslation();
  const index = useRead(api.listRegisters);
  return (
    <Page title={t('nav.registers')} lead={t('registers.lead')}>
      <Async query={index}>{(data) => <Index index={data} />}</Async>
    </Page>
  );
}
