import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { fieldOf, registerOf } from '@ancam/contract';
import type { RecordDetail, RecordLink, RegisterDefinition } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { nameOf } from '../../lib/registers.ts';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { RecordStateTag } from './record-state.tsx';

/** A record as a link, with its state. */
export function RecordAnchor({ link }: { readonly link: RecordLink }): ReactNode {
  const { t } = useTranslation();
  const register = registerOf(link.register);
  return (
    <Group gap={6} wrap="wrap">
      <TextLink to="/registers/$register/$id" params={{ register: link.register, id: link.id }} className="breakable">
        {nameOf(link, t('registers.secretTitle'))}
      </TextLink>
      {register === undefined ? null : <RecordStateTag register={register} state={link.state} />}
    </Group>
  );
}

interface RecordLinksProps {
  readonly register: RegisterDefinition;
  readonly record: RecordDetail;
}

/** Where a record stands in its tree, and which records name it. */
export function RecordLinks({ register, record }: RecordLinksProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const children = record.usedBy.filter(({ field, record: link }) => field === register.tree && link.register === register.id);
  const others = record.usedBy.filter((each) => !children.includes(each));
  const inTree = register.tree !== undefined && (record.ancestors.length > 0 || children.length > 0);
  if (!inTree && others.length === 0) return null;
  return (
    <Section title={t('registers.links')}>
      <Stack gap="sm">
        {inTree ? (
          <ul className="tree">
            {record.ancestors.map((link, depth) => (
              <li key={link.id} data-depth={Math.min(depth, 5)}>
                <RecordAnchor link={link} />
              </li>
            ))}
            <li data-depth={Math.min(record.ancestors.length, 5)} aria-current="true">
              <Text fw={600} size="sm" component="span" className="breakable">
                {nameOf(record, t('registers.secretTitle'))}
              </Text>
            </li>
            {children.map(({ record: link }) => (
              <li key={link.id} data-depth={Math.min(record.ancestors.length + 1, 6)}>
                <RecordAnchor link={link} />
              </li>
            ))}
          </ul>
        ) : null}
        {others.map(({ field, record: link }) => {
          const from = registerOf(link.register);
          const title = from === undefined ? undefined : fieldOf(from, field)?.title;
          return (
            <div key={`${field} ${link.id}`}>
              <Text size="xs" c="dimmed">
                {[from === undefined ? '' : text(from.title), title === undefined ? '' : text(title)].join(' · ')}
              </Text>
              <RecordAnchor link={link} />
            </div>
          );
        })}
      </Stack>
    </Section>
  );
}
