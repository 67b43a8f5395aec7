import { Button, Menu } from '@mantine/core';
import { IconBraces, IconChevronDown, IconFileTypeCsv, IconFileTypeDocx, IconFileTypePdf, IconFileTypeXls } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import { useLanguage } from '../lib/language.ts';

interface AssessmentMenuProps {
  /** One camera, one scan, or neither for all. */
  readonly query: { readonly camera?: string; readonly scan?: string };
}

const PAPERS = [
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'docx', icon: IconFileTypeDocx },
  { format: 'xlsx', icon: IconFileTypeXls },
  { format: 'csv', icon: IconFileTypeCsv },
] as const;
/** For other programs. */
const DATA = [
  { format: 'json', icon: IconBraces },
  { format: 'ndjson', icon: IconBraces },
  { format: 'sarif', icon: IconBraces },
  { format: 'hdf', icon: IconBraces },
  { format: 'nmap', icon: IconBraces },
] as const;

type Format = (typeof PAPERS)[number]['format'] | (typeof DATA)[number]['format'];

/** Downloads the assessment in the language of the page. */
export function AssessmentMenu({ query }: AssessmentMenuProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  // All hosts of a scan, cameras or not, come as a stream.
  const hrefOf = (format: Format): string =>
    format === 'nmap' && query.scan !== undefined
      ? urlOf(api.scanResult, { params: { id: query.scan }, query: { format, language } })
      : urlOf(api.exportAssessment, { query: { ...query, format, language } });
  const items = (formats: typeof PAPERS | typeof DATA): ReactNode =>
    formats.map(({ format, icon: Shape }) => (
      <Menu.Item key={format} component="a" href={hrefOf(format)} download leftSection={<Shape size={16} aria-hidden />}>
        {t(`assessment.${format}`)}
      </Menu.Item>
    ));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('assessment.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items(PAPERS)}
        <Menu.Label>{t('assessment.data')}</Menu.Label>
        {items(DATA)}
      </Menu.Dropdown>
    </Menu>
  );
}
