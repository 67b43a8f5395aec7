import { generated } from '../generated.ts';

/** The places that come with the product. */
export const loadPlaces = generated('places.generated.json', 'compiled places');
