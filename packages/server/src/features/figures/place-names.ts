import type { Context } from '../../context.ts';
import { placesOf } from '../places/places.service.ts';

/** What a territory is called on a day; its code where nothing is known of it. */
export function nameOfPlace(context: Context, path: string, day: string): { readonly name: string; readonly kind: string } {
  const code = path.split('/').at(-2) ?? '';
  const place = placesOf(context).findPlace(code, day);
  return { name: place?.name ?? code, kind: place?.kind ?? 'place' };
}
