import { releaseBuildTie } from './release-build-tie.ts';

/** `v3.0.0.1889_23031701`: release, build date yymmdd, number of the build on that day. */
export const reolink = releaseBuildTie(/(?:^|[^\d.])v?(\d{1,2}(?:\.\d{1,5}){3})(?![\d.])(?:_(\d{6})(\d{2,4}))?(?!\d)/iu);
