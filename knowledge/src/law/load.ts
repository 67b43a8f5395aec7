import { generated } from '../generated.ts';
import type { LawData } from './data.ts';

/** The statute book that comes with the product. */
export const loadLaw = generated<LawData>('law.generated.json', 'the compiled statute book');
