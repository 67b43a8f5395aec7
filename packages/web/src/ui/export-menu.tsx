import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Language } from '@ancam/core';
import { useLanguage } from '../lib/language.ts';

const FORMATS = ['csv', 'xlsx', 'json'] as const;

interface ExportMenuProps {
  /** Address of the file in a format. */
  readonly href: (format: (typeof FORMATS)[number], language: Language) => string;
}

/** Downloads a list exactly as it is filtered. */
export function ExportMenu({ href }: ExportMenuProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('cameras.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" download href={href(format, language)}>
            {t(`cameras.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
