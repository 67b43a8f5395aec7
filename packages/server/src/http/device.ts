const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bcoc_coc_browser\//, 'Cốc Cốc'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;
const LONGEST = 80;

/** A browser as its owner knows it, e.g. `Chrome, Windows`; other programs by the beginning of what they call themselves. */
export function deviceName(userAgent: string | null): string {
  const text = userAgent ?? '';
  const found = [BROWSERS, SYSTEMS].map((table) => table.find(([pattern]) => pattern.test(text))?.[1]).filter(Boolean);
  return found.length > 0 ? found.join(', ') : text.replaceAll(/[^\p{L}\p{N} ./()-]/gu, '').slice(0, LONGEST);
}
