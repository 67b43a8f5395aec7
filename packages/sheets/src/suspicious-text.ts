/** Why a text is probably not what was typed. */
export type Suspicion =
  | { readonly fault: 'text.encoding'; readonly encoding: string }
  | { readonly fault: 'text.misread' | 'text.broken-bytes' | 'text.control' };

/** UTF-8 read as Windows-1252: `CÃ´ng`, `há»‡`. */
const MOJIBAKE = /(?:Ã[\u0080-\u00BF\u0192\u2013-\u20AC]|Ä[\u0090\u0091‘]|á[»º][\u0080-\u00BF\u0152-\u2122]|Æ[°¡¯\u00A0])/u;

/**
 * Signs that TCVN3 puts where Vietnamese letters stand, joined to letters as no text in Unicode has them: `§iÖn`, `thµnh phè`, `C«ng`.
 * Quotation guillemets, 50 µm and trade marks stand beside a letter on one side only.
 */
const TCVN3 = /[A-Za-z][µ¸¶·¹¨»¾¼½Æ©ª«¬][a-z]|[a-z][µ¸¶·¹¾¼½¬](?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[§®][A-Za-zµ¸¶·¹¨©ª«¬]/u;

/** VNI puts the mark behind its vowel: `Coâng an tænh`, `Ñieän`. */
const VNI = /[aAeE][âàáåãäêèéúüëøùûõï]|[oO][âåäøùûõï]|[uUöôÖÔ][ùøûõï]|Ñ(?=[aeioöuA-Z])/gu;

/** What a character calls for, as bits: a look at the words, a refusal (broken bytes, control characters), cleaning. */
const ACCENTED = 1;
const BROKEN = 2;
const CONTROL = 4;
const UNTIDY = 8;

const SPACE = 32;

/** One pass over the characters, since nearly every cell of a table is in order. */
function lookAt(text: string): number {
  let look = text.charCodeAt(0) === SPACE || text.charCodeAt(text.length - 1) === SPACE ? UNTIDY : 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 126) look |= ACCENTED | lookAtWide(code);
    else if (code < SPACE) look |= code === 9 || code === 10 || code === 13 ? UNTIDY : CONTROL;
    else if (code === SPACE && before === SPACE) look |= UNTIDY;
    before = code;
  }
  return look;
}

function lookAtWide(code: number): number {
  if (code === 0xfffd) return BROKEN;
  if (code === 127 || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return CONTROL;
  // Marks that are to be composed, blanks of other widths, invisible marks, halves of characters.
  return (code >= 0x300 && code <= 0x36f) || code === 0xa0 || code > 0x1eff ? UNTIDY : 0;
}

/** Looks for texts of old Vietnamese fonts, of a wrong code page, and with hidden characters. */
export function suspicionOf(text: string): Suspicion | undefined {
  const look = lookAt(text);
  if ((look & BROKEN) !== 0) return { fault: 'text.broken-bytes' };
  if ((look & CONTROL) !== 0) return { fault: 'text.control' };
  if ((look & ACCENTED) === 0) return undefined;
  if (MOJIBAKE.test(text)) return { fault: 'text.misread' };
  if (TCVN3.test(text)) return { fault: 'text.encoding', encoding: 'TCVN3 (ABC)' };
  if ((text.match(VNI)?.length ?? 0) >= 2) return { fault: 'text.encoding', encoding: 'VNI Windows' };
  return C1.test(text) ? { fault: 'text.control' } : undefined;
}

const C1 = /[\u0080-\u009F]/u;

/** A text of several lines as it is kept: each line clean, at most one blank line between two. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/u)
    .map(cleanCell)
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

/** A text as it is kept: composed, without invisible marks, one space between words. */
export function cleanCell(text: string): string {
  if ((lookAt(text) & UNTIDY) === 0) return text;
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
