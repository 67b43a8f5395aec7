import type { i18n } from 'i18next';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function messageOf({ t }: i18n, field: Field): string {
  const { validity } = field;
  if (validity.valueMissing) return t('common.required');
  if (validity.tooShort && !(field instanceof HTMLSelectElement)) return t('common.tooShort', { min: field.minLength });
  return field.title === '' ? t('common.notValid') : field.title;
}

/** Lets the browser's own field checks speak the language of the page instead of that of the browser. */
export function speakValidity(document: Document, language: i18n): void {
  document.addEventListener(
    'invalid',
    ({ target }) => {
      if (!isField(target)) return;
      target.setCustomValidity('');
      if (!target.validity.valid) target.setCustomValidity(messageOf(language, target));
    },
    true,
  );
  document.addEventListener(
    'input',
    ({ target }) => {
      if (isField(target)) target.setCustomValidity('');
    },
    true,
  );
}
