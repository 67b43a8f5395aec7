import { z } from 'zod';
import { chosenLanguage, loadCatalogue } from './lib/language.ts';

// The content policy forbids eval; zod must know before the first schema is built, hence the late import of the app.
z.config({ jitless: true });

const [{ startApp }] = await Promise.all([import('./app/start.tsx'), loadCatalogue(chosenLanguage())]);
startApp();
