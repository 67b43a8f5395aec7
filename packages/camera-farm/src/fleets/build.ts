import { createHash } from 'node:crypto';
import type { CameraSpec, Feature, MakerId, PlantedFlaw } from '../spec.ts';
import { MAKER_LINES } from './models.ts';

/** What distinguishes one camera of a fleet; the rest is derived from its number. */
interface Wish {
  readonly maker: MakerId;
  readonly flaws?: readonly PlantedFlaw[];
  readonly without?: readonly Feature[];
  readonly redirectToHttps?: boolean;
  readonly silentTelnet?: boolean;
  /** Which of the maker's models. */
  readonly line?: number;
}

/** The address `n` places after `base` (dotted IPv4), skipping those ending in 0 and 255. */
function addressAt(base: string, n: number): string {
  const [a = 127, b = 23, c = 0, d = 1] = base.split('.').map(Number);
  const index = d - 1 + n;
  const third = c + Math.floor(index / 254);
  return `${a}.${b + Math.floor(third / 256)}.${third % 256}.${(index % 254) + 1}`;
}

function serialOf(maker: MakerId, model: string, digits: string, mac: string): string {
  if (maker === 'axis') return mac.replaceAll(':', '').toUpperCase();
  if (maker === 'hikvision') return `${model}20250312AAWR${digits.slice(0, 9)}`;
  if (maker === 'dahua') return `7J0${digits.slice(0, 4)}PAG${digits.slice(4, 9)}`;
  return `${maker.slice(0, 2).toUpperCase()}${digits.slice(0, 12)}`;
}

/** The `n`-th camera of a fleet: model, firmware, serial number and MAC follow from maker, flaws and number. */
export function buildCamera(base: string, n: number, wish: Wish): CameraSpec {
  const { maker, flaws = [], without, redirectToHttps, silentTelnet } = wish;
  const lines = MAKER_LINES[maker];
  const choice = flaws.includes('old-firmware') ? lines.vulnerable : lines.current;
  const { model, firmware } = choice[(wish.line ?? 0) % choice.length] ?? choice[0];
  const digest = createHash('sha256').update(`${maker}:${n}`).digest();
  const digits = digest.toString('hex').replace(/[a-f]/g, (letter) => String(letter.charCodeAt(0) % 10));
  const mac = `${lines.oui}:${digest.subarray(0, 1).toString('hex')}:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 0xff).toString(16).padStart(2, '0')}`;
  return {
    address: addressAt(base, n),
    maker,
    model,
    firmware,
    serial: serialOf(maker, model, digits, mac),
    mac,
    flaws,
    ...(without ? { without } : {}),
    ...(redirectToHttps === undefined ? {} : { redirectToHttps }),
    ...(silentTelnet === undefined ? {} : { silentTelnet }),
  };
}
