/** Where a PostgreSQL for tests is, if there is one. */
export const TEST_DATABASE_URL = process.env.TEST_DATABASE_URL ?? '';
