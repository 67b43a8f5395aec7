import { startServer } from '../../packages/server/src/start-server.ts';
import { loadConfig } from '../../packages/server/src/config.ts';

const { url } = await startServer(loadConfig());
process.send?.(url);
