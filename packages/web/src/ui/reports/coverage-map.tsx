import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ReportCoverage } from '@ancam/contract';
import { ProvinceMap } from '../province-map.tsx';
import { Section } from '../section.tsx';

const PROVINCE = /^\/(\d{2})\/$/u;
/** How far a report has come, as a figure that the map colours. */
const STEPS = { draft: 1, checked: 1, frozen: 1, returned: 1, submitted: 2, accepted: 3, replaced: 0 } as const;

/** The provinces by how far their report has come; only where the units below are provinces. */
export function CoverageMap({ items }: { readonly items: ReportCoverage['items'] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const provinces = items.flatMap((item) => {
    const code = PROVINCE.exec(item.placePath)?.[1];
    return code === undefined || item.kind !== 'province' ? [] : [{ code, item }];
  });
  if (provinces.length === 0) return null;
  const words = [t('reports.stateOf.none'), t('reports.part.drafting'), t('reports.stateOf.submitted'), t('reports.stateOf.accepted')];
  return (
    <Section title={t('reports.map')}>
      <ProvinceMap
        title={t('reports.map')}
        valueLabel={t('reports.state')}
        names={new Map(provinces.map(({ code, item }) => [code, item.name]))}
        values={new Map(provinces.map(({ code, item }) => [code, item.report === null ? 0 : STEPS[item.report.state]]))}
        format={(value) => words[value] ?? ''}
        onSelect={(code) => {
          const found = provinces.find((each) => each.code === code)?.item;
          if (found === undefined) return;
          if (found.report === null) void navigate({ to: '/units/$id', params: { id: found.unit } });
          else void navigate({ to: '/reports/$id', params: { id: found.report.id }, search: {} });
        }}
      />
    </Section>
  );
}
