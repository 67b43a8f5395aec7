import { fileURLToPath } from 'node:url';

/** Where the built pages lie. */
export const WEB_FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url));
