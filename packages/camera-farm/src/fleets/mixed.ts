import { MAKERS } from '../spec.ts';
import type { CameraSpec, MakerId } from '../spec.ts';
import { buildCamera } from './build.ts';

type Wish = Omit<Parameters<typeof buildCamera>[2], 'maker' | 'line'>;

/** Makers whose discovery answer alone tells model and firmware: without a web server the others tell nobody. */
const TELLING: readonly MakerId[] = ['uniview', 'hanwha', 'tplink', 'xiongmai', 'reolink'];

const HTTP_RTSP: Wish = { flaws: ['no-https', 'rtsp-clear'], without: ['onvif', 'discovery'] };
const FULL: Wish = { flaws: ['clear-text-login', 'rtsp-clear', 'onvif-clear-text'] };
const RTSP_ONLY: Wish = { flaws: ['rtsp-clear'], without: ['http', 'onvif'] };
const TELNET: Wish = { flaws: ['no-https', 'rtsp-clear', 'telnet'], without: ['onvif', 'discovery'], silentTelnet: true };

/** Ten cameras of the mix in an order that spreads the kinds. */
const TEN: readonly Wish[] = [HTTP_RTSP, FULL, RTSP_ONLY, HTTP_RTSP, FULL, TELNET, HTTP_RTSP, FULL, RTSP_ONLY, HTTP_RTSP];

/**
 * The benchmark's fleet of `n` cameras, spread over the makers: 40 % HTTP and RTSP, 30 % HTTP, HTTPS, RTSP and ONVIF,
 * 20 % RTSP only (with discovery), 10 % HTTP, RTSP and a Telnet service that never prompts.
 * `from`: how many cameras of the fleet stand elsewhere, so that several processes can share one.
 */
export function mixedFleet(n: number, base = '127.23.0.1', from = 0): CameraSpec[] {
  return Array.from({ length: n }, (_, index) => {
    const i = from + index;
    const wish = TEN[i % TEN.length] ?? HTTP_RTSP;
    const makers = wish === RTSP_ONLY ? TELLING : MAKERS;
    // The step is coprime to the number of makers and differs from the period of the mix, so every kind meets every maker.
    const maker = makers[(i + Math.floor(i / TEN.length)) % makers.length] ?? 'hikvision';
    return buildCamera(base, i, { ...wish, maker, line: i });
  });
}
