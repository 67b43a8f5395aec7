import { cleanText } from '../clean.ts';

/** Markup that is already safe to print. Only `html` makes it, so text of devices cannot pass for it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function print(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return cleanText(String(part)).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}

/** Template tag: every value that is not `Markup` is cleaned and escaped, in text and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + print(parts[index])).join(''));
}
