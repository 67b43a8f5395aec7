import { loadConfig } from '@ancam/server';
import type { Config } from '@ancam/server';

/** Where the data is: the settings of the server, and the folder named in the call. */
export function storeConfig(dataDir: string | undefined): Config {
  return loadConfig({ ...process.env, ...(dataDir === undefined ? {} : { ANCAM_DATA: dataDir, DATABASE_URL: '' }) });
}
