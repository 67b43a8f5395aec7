import { z } from 'zod';

/** A text for people, in both languages of the product. Vietnamese comes first. */
export const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;

/** Languages of everything a user reads. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
