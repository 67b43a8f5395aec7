/** What a terminal obeys (but for tabs and line breaks), separators that break a line unseen, marks and overrides of the direction of writing. */
// eslint-disable-next-line no-control-regex -- control characters are what this finds
const STEERING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * A text that a device, or a file of a stranger, says, as it is kept and shown: nothing in it steers a terminal or makes a reader see something
 * else than stands there (`gpj.exe` shown as `exe.jpg`). Each such character becomes a blank.
 */
export function deviceText(text: string): string {
  return text.replaceAll(STEERING, ' ');
}
