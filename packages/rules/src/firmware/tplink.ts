import { releaseBuildTie } from './release-build-tie.ts';

/** `2.1.0_Build_250701_Rel.44071n`: release, build date, and a Rel number that grows within one day only. */
export const tplink = releaseBuildTie(
  /(?:^|[^\d.])v?(\d{1,2}\.\d{1,3}\.\d{1,3})(?![\d.])(?:[ _]build[ _](\d{6})(?:[ _]rel\.?(\d{1,6})n?)?)?/iu,
);
