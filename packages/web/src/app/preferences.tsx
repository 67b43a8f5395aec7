import { ActionIcon, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { LANGUAGES } from '@ancam/core';
import { chooseLanguage, useLanguage } from '../lib/language.ts';

const LANGUAGE_NAMES = { vi: 'VI', en: 'EN' } as const;

/** Vietnamese or English; each is called by its own short name. */
export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('header.language')}
      value={language}
      onChange={(value) => void chooseLanguage(value)}
      data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
    />
  );
}

/** Light or dark. */
export function SchemeSwitch(): ReactNode {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const Shape = scheme === 'dark' ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={scheme === 'dark' ? t('header.light') : t('header.dark')}
      onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
    >
      <Shape size={16} aria-hidden />
    </ActionIcon>
  );
}
