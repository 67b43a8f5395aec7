import type { Connection } from './listeners.ts';

/** What ties a Digest nonce: the camera, and for Hanwha also the connection. */
export function nonceBinding({ camera, id }: Connection): string {
  return camera.maker.id === 'hanwha' ? `${camera.address}:${id}` : camera.address;
}
