import type { FirmwareGrammar } from '../condition.ts';
import { avtech } from './avtech.ts';
import { axis } from './axis.ts';
import { dahua } from './dahua.ts';
import { dashed } from './dashed.ts';
import { dateOnly } from './dates.ts';
import { dlink } from './dlink.ts';
import { dotted } from './dotted.ts';
import { foscam } from './foscam.ts';
import { geovision } from './geovision.ts';
import { hanwha } from './hanwha.ts';
import { hikvision } from './hikvision.ts';
import { milesight } from './milesight.ts';
import { prefixed } from './prefixed.ts';
import { reolink } from './reolink.ts';
import { tenda } from './tenda.ts';
import { tplink } from './tplink.ts';
import { tvt } from './tvt.ts';
import { uniview } from './uniview.ts';
import { normalise } from './version.ts';
import type { FirmwareVersion, Grammar, Order } from './version.ts';
import { vivotek } from './vivotek.ts';
import { xiongmai } from './xiongmai.ts';

const GRAMMARS: Readonly<Record<FirmwareGrammar, Grammar>> = {
  hikvision,
  dahua,
  axis,
  uniview,
  hanwha,
  tplink,
  xiongmai,
  reolink,
  vivotek,
  avtech,
  milesight,
  tvt,
  tenda,
  dlink,
  geovision,
  foscam,
  dashed,
  prefixed,
  dotted,
};

/**
 * Takes a firmware string apart. A text that names only a build date (`build 210628`, `2025-04-16`, `2021-06`) gives a version
 * without release. Undefined where the text does not follow the grammar.
 */
export function parseFirmware(grammar: FirmwareGrammar, text: string): FirmwareVersion | undefined {
  const plain = normalise(text);
  return dateOnly(plain) ?? GRAMMARS[grammar].parse(plain);
}

/**
 * Orders two firmware strings of one maker. Full strings by release, then build; where one side names only a build date, by
 * build date alone. Undefined: not comparable, which must stay "unknown" everywhere.
 */
export function compareFirmware(grammar: FirmwareGrammar, a: string, b: string): Order {
  return orderAgainst(grammar, b)(a);
}

/** As `compareFirmware`, with the bound taken apart once: bounds of knowledge are asked of every device. */
export function orderAgainst(grammar: FirmwareGrammar, bound: string): (version: string) => Order {
  const right = parseFirmware(grammar, bound);
  return (version) => {
    const left = right && parseFirmware(grammar, version);
    return left && GRAMMARS[grammar].compare(left, right);
  };
}

/** The build date that a firmware string tells, as `yyyy-mm-dd`; undefined where it tells none or only a month. */
export function buildDay(grammar: FirmwareGrammar, text: string): string | undefined {
  const digits = String(parseFirmware(grammar, text)?.build ?? '');
  return digits.endsWith('00') || digits === '' ? undefined : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
