/** What people, devices or files wrote, without what would steer a terminal, break a line or turn the direction of writing. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

const SHOWN = 200;

/** As `printable`, and no longer than a line of a table bears. */
export function clean(text: string): string {
  return printable(text.slice(0, SHOWN));
}
