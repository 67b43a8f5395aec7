import type { FirmwareGrammar } from '../condition.ts';
import { axis } from './axis.ts';
import { dahua } from './dahua.ts';
import { dateOnly } from './dates.ts';
import { dotted } from './dotted.ts';
import { hanwha } from './hanwha.ts';
import { hikvision } from './hikvision.ts';
import { reolink } from './reolink.ts';
import { tplink } from './tplink.ts';
import { uniview } from './uniview.ts';
import { normalise } from './version.ts';
import type { FirmwareVersion, Grammar, Order } from './version.ts';
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
  const left = parseFirmware(grammar, a);
  const right = parseFirmware(grammar, b);
  return left && right ? GRAMMARS[grammar].compare(left, right) : undefined;
}
