import type { Camera } from '../camera.ts';

const PREFIX = 'onvif://www.onvif.org/';

function encode(value: string): string {
  // Cameras leave colons and the like as they are; only what would break the space-separated list is encoded.
  return encodeURI(value).replaceAll('/', '%2F');
}

/** The scopes a camera tells about itself, by WS-Discovery and by GetScopes. */
export function scopesOf(camera: Camera): string[] {
  const own = camera.maker.scopes(camera).map(([kind, value]) => `${PREFIX}${kind}${encode(value)}`);
  return [`${PREFIX}type/video_encoder`, `${PREFIX}Profile/Streaming`, `${PREFIX}location/country/vietnam`, ...own];
}
