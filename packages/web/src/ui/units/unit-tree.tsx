import { ActionIcon, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { UnitRow } from '@ancam/contract';
import { usePages } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { TextLink } from '../link.tsx';
import { MoreButton } from '../more-button.tsx';
import { Empty, Fault, Loading } from '../states.tsx';
import { useUnitWords } from './unit-words.ts';
import './units.css';

interface BranchProps {
  readonly parent: string;
  readonly on?: string | undefined;
  readonly empty?: ReactNode;
}

/** The units directly below one, each to be opened in its place. Links and buttons follow one another, so that Tab and Enter suffice. */
export function UnitBranch({ parent, on, empty }: BranchProps): ReactNode {
  const { t } = useTranslation();
  const pages = usePages(api.listUnits, { query: { parent, limit: 100, ...(on === undefined ? {} : { on }) } });
  if (pages.data === undefined)
    return pages.isError ? <Fault error={pages.error} retry={() => void pages.refetch()} /> : <Loading rows={3} />;
  const rows = pages.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return empty ?? <Empty title={t('units.emptyTitle')} text={t('units.emptyText')} />;
  return (
    <>
      <ul className="unit-branch">
        {rows.map((unit) => (
          <Node key={unit.id} unit={unit} on={on} />
        ))}
      </ul>
      <MoreButton query={pages} />
    </>
  );
}

function Node({ unit, on }: { readonly unit: UnitRow; readonly on?: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { kindOf } = useUnitWords();
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <div className="unit-node">
        {unit.children === 0 ? (
          <span className="unit-leaf" aria-hidden />
        ) : (
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-expanded={open}
            aria-label={t('units.open', { name: unit.name })}
            onClick={() => setOpen(!open)}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        )}
        <div className="unit-name">
          <TextLink to="/units/$id" params={{ id: unit.id }} fw={600}>
            {unit.name}
          </TextLink>
          <Text size="xs" c="dimmed" component="div">
            {kindOf(unit.kind)}
            {unit.children === 0 ? null : ` · ${t('units.below', { count: unit.children })}`}
          </Text>
        </div>
        <UnitFigures unit={unit} />
      </div>
      {open ? <UnitBranch parent={unit.id} on={on} /> : null}
    </li>
  );
}

/** The two figures of a unit that a list has room for. */
export function UnitFigures({ unit: { id, figures } }: { readonly unit: Pick<UnitRow, 'id' | 'figures'> }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (figures === null) return null;
  const bad = figures.critical + figures.high;
  return (
    <Text size="sm" component="div" className="unit-figures">
      {figures.cameras === 0 ? (
        t('units.cameras', { count: 0, shown: '0' })
      ) : (
        <TextLink to="/cameras" search={{ status: 'in-use', under: id }} inherit>
          {t('units.cameras', { count: figures.cameras, shown: formatNumber(figures.cameras, language) })}
        </TextLink>
      )}
      {bad === 0 ? null : <div data-tone="critical">{t('units.bad', { count: bad, shown: formatNumber(bad, language) })}</div>}
    </Text>
  );
}
