import { generated } from '../generated.ts';

/** The statute book that comes with the product. */
export const loadLaw = generated('law.generated.json', 'the compiled statute book');
