import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ReportContent } from '@ancam/contract';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useText } from '../../lib/language.ts';
import { TextLink } from '../link.tsx';

type Figure = ReportContent['figures'][number];

/** A share of its whole; rounding never makes a part into the whole. */
function shareText({ value, of }: Figure, language: 'vi' | 'en'): string {
  if (of === null || of.value === 0) return '';
  const percent = (100 * value) / of.value;
  const shown = value < of.value && percent > 99.9 ? 99.9 : percent;
  return `${new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 }).format(shown)}\u00A0%`;
}

function FigureTile({ figure, id }: { readonly figure: Figure; readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = useText();
  const value = formatNumber(figure.value, language);
  const { of, outside } = figure;
  return (
    <div className="figure">
      <dt>
        {text(figure.title)}
        {of === null ? null : (
          <Text size="xs" c="dimmed">
            {shareText(figure, language)} {t('reports.of', { whole: formatNumber(of.value, language), title: text(of.title) })}
          </Text>
        )}
        {outside === null || outside.value === 0 ? null : (
          <Text size="xs" c="dimmed">
            {t('reports.outside', { count: outside.value, title: text(outside.title) })}
          </Text>
        )}
      </dt>
      <dd>
        {figure.table === null || figure.value === 0 ? (
          value
        ) : (
          <TextLink to="/reports/$id" params={{ id }} search={{ figure: figure.id }} hash={`table-${figure.table}`} inherit>
            {value}
          </TextLink>
        )}
      </dd>
    </div>
  );
}

/** The figures of a report, each with the whole that it is a part of and what lies outside; each leads to its rows. */
export function ReportFigures({ id, content }: { readonly id: string; readonly content: ReportContent }): ReactNode {
  return (
    <dl className="figures">
      {content.figures.map((figure) => (
        <FigureTile key={figure.id} figure={figure} id={id} />
      ))}
    </dl>
  );
}
