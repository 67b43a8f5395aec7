import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadConfig } from '../../packages/server/src/config.ts';
import { startServer } from '../../packages/server/src/start-server.ts';

const { url } = await startServer(loadConfig());
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', () => {
  process.send?.(delay.max / 1e6);
  delay.reset();
});
process.send?.(url);
