import { tidy } from './bytes.ts';

const MAX_JSON = 16_384;

/**
 * Values of keys in a text that should be JSON. Devices send broken JSON (a closing quote is missing in a published sample), so nothing but
 * `"key": value` is looked for, wherever it stands: there is no nesting to overflow.
 */
export function looseValues(bytes: Buffer): (key: string) => string | undefined {
  const text = bytes.subarray(0, MAX_JSON).toString('utf8').replaceAll('\u0000', '');
  return (key) => {
    const found = new RegExp(`"${key}"\\s*:\\s*(?:"([^"\\r\\n]{0,256})|(-?\\d{1,12}|true|false))`).exec(text);
    const value = found?.[1] ?? found?.[2];
    // where the closing quote is missing, what separates it from the next key was taken too
    return tidy(value?.replace(/[\s,]+$/, ''));
  };
}
