import { generated } from '../generated.ts';
import type { PlacesData } from './schema.ts';

/** The places that come with the product. */
export const loadPlaces = generated<PlacesData>('places.generated.json', 'compiled places');
