import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileTypePdf, IconFileTypeXls } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import { useLanguage } from '../lib/language.ts';

interface AssessmentMenuProps {
  /** One camera, one scan, or neither for all. */
  readonly query: { readonly camera?: string; readonly scan?: string };
}

const FORMATS = [
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'xlsx', icon: IconFileTypeXls },
] as const;

/** Downloads the assessment in the language of the page. */
export function AssessmentMenu({ query }: AssessmentMenuProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('assessment.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, icon: Shape }) => (
          <Menu.Item
            key={format}
            component="a"
            href={urlOf(api.exportAssessment, { query: { ...query, format, language } })}
            download
            leftSection={<Shape size={16} aria-hidden />}
          >
            {t(`assessment.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
