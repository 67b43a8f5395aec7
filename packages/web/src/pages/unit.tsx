import { Breadcrumbs, Group, Text } from '@mantine/core';
import { IconPlus, IconTransform } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { UnitDetail } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { Async } from '../ui/async.tsx';
import { FigureTiles } from '../ui/units/figure-tiles.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { CorrectUnit } from '../ui/units/correct-unit.tsx';
import { Jurisdictions } from '../ui/units/jurisdictions.tsx';
import { LineagePicture } from '../ui/units/lineage-picture.tsx';
import { UnitBranch } from '../ui/units/unit-tree.tsx';
import { useUnitWords } from '../ui/units/unit-words.ts';

function Facts({ unit }: { readonly unit: UnitDetail }): ReactNode {
  const { t } = useTranslation();
  const { kindOf, roleOf } = useUnitWords();
  const facts = [
    [t('units.kindLabel'), kindOf(unit.kind)],
    [t('units.code'), unit.code ?? '–'],
    [t('units.roles'), unit.roles.map(roleOf).join(', ') || '–'],
    [t('units.territory'), unit.placePath === '' ? '–' : unit.placePath],
    [t('units.openedOn'), formatPlainDate(unit.openedOn)],
    ...(unit.closedOn === null ? [] : [[t('units.closedOn'), formatPlainDate(unit.closedOn)]]),
  ];
  return (
    <dl className="facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function History({ unit }: { readonly unit: UnitDetail }): ReactNode {
  const { t } = useTranslation();
  const { kindOf } = useUnitWords();
  return (
    <ol className="timeline">
      {unit.versions.map((version) => (
        <li key={version.from}>
          <Text fw={600} size="sm">
            {formatPlainDate(version.from)}
          </Text>
          <Text size="sm">
            {version.closed ? t('units.ended') : `${version.name} · ${kindOf(version.kind)}`}
            {version.parentName === null ? '' : ` · ${version.parentName}`}
          </Text>
          {version.event === null ? null : (
            <TextLink to="/reorganisations/$id" params={{ id: version.event }} size="sm">
              {t('units.event')}
            </TextLink>
          )}
        </li>
      ))}
    </ol>
  );
}

function Actions({ unit }: { readonly unit: UnitDetail }): ReactNode {
  const { t } = useTranslation();
  const { may } = unit.actions;
  return (
    <Group gap="xs">
      {may.includes('correct') ? <CorrectUnit key={unit.name} unit={unit} /> : null}
      {may.includes('reorganise') ? (
        <ButtonLink
          to="/reorganisations/new"
          search={{ unit: unit.id }}
          variant="default"
          leftSection={<IconTransform size={16} aria-hidden />}
        >
          {t('units.reorganise')}
        </ButtonLink>
      ) : null}
      {may.includes('add-below') ? (
        <ButtonLink to="/units/new" search={{ parent: unit.id }} leftSection={<IconPlus size={16} aria-hidden />}>
          {t('units.addBelow')}
        </ButtonLink>
      ) : null}
    </Group>
  );
}

function Unit({ unit }: { readonly unit: UnitDetail }): ReactNode {
  const { t } = useTranslation();
  const way = unit.ancestors.map(({ id, name }) => (
    <TextLink key={id} to="/units/$id" params={{ id }} size="sm">
      {name}
    </TextLink>
  ));
  const figures = (
    <TextLink to="/figures" search={{ unit: unit.id }} size="sm">
      {t('units.allFigures')}
    </TextLink>
  );
  return (
    <Page title={unit.name} lead={way.length === 0 ? undefined : <Breadcrumbs>{way}</Breadcrumbs>} actions={<Actions unit={unit} />}>
      {unit.figures === null ? null : (
        <Section title={t('units.figuresToday')} actions={figures}>
          <FigureTiles figures={unit.figures} place={{ axis: 'scope', path: '', unit: unit.id }} />
        </Section>
      )}
      <Section title={t('units.facts')}>
        <Facts unit={unit} />
      </Section>
      <Section title={t('units.lineage')}>
        <LineagePicture unit={unit} />
      </Section>
      {unit.children === 0 ? null : (
        <Section title={t('units.belowTitle')}>
          <UnitBranch parent={unit.id} />
        </Section>
      )}
      <Section title={t('units.history')}>
        <History unit={unit} />
      </Section>
      <Jurisdictions unit={unit} />
    </Page>
  );
}

/** One unit: what it is, was and answers for. */
export function UnitPage(): ReactNode {
  const { id } = useParams({ from: '/app/units/$id' });
  const unit = useRead(api.getUnit, { params: { id } });
  return <Async query={unit}>{(data) => <Unit unit={data} />}</Async>;
}
