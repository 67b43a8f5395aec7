import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { LANGUAGES } from '@ancam/core';
import type { Language, Text } from '@ancam/core';
import { speakValidity } from './validity.ts';

const i18n = createInstance();
const STORED = 'ancam-language';

/** The language chosen on this browser before; Vietnamese where none was. */
export function chosenLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  return LANGUAGES.find((each) => each === stored) ?? 'vi';
}

async function catalogueOf(language: Language): Promise<object> {
  const module = language === 'vi' ? await import('../locales/vi.ts') : await import('../locales/en.ts');
  return module.catalogue;
}

/** Loads the catalogue of one language and makes it the current one; the other stays on the server until asked for. */
export async function loadCatalogue(language: Language): Promise<void> {
  if (!i18n.isInitialized) {
    await i18n.use(initReactI18next).init({ resources: {}, lng: language, interpolation: { escapeValue: false }, returnNull: false });
  }
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', await catalogueOf(language));
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Lets the browser's messages on form fields follow the language of the page. */
export function translateFieldMessages(): void {
  speakValidity(document, i18n);
}

/** Switches the language and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await loadCatalogue(language);
}

/** The current language; a component that uses it is drawn again on a switch. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return LANGUAGES.find((each) => each === i18n.language) ?? 'vi';
}

/** Picks the current language of a text that has both. */
export function useText(): (text: Text) => string {
  const language = useLanguage();
  return (text) => text[language];
}
