/** An address with `user:password@`, or with account and password in its path or query, as some makers write. */
export function holdsCredentials(uri: string): boolean {
  return /^[a-z]+:\/\/[^/@\s]+@/i.test(uri) || /[?&/;_](?:password|passwd|pwd|pass)=[^&/\s]/i.test(uri);
}
