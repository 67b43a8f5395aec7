import type { MakerId } from '../spec.ts';
import { axis } from './axis.ts';
import { dahua } from './dahua.ts';
import { hanwha } from './hanwha.ts';
import { hikvision } from './hikvision.ts';
import type { MakerProfile } from './profile.ts';
import { reolink } from './reolink.ts';
import { tplink } from './tplink.ts';
import { uniview } from './uniview.ts';
import { xiongmai } from './xiongmai.ts';

/** The profile of every maker. */
export const MAKER_PROFILES: Readonly<Record<MakerId, MakerProfile>> = {
  hikvision,
  dahua,
  axis,
  uniview,
  hanwha,
  tplink,
  xiongmai,
  reolink,
};
