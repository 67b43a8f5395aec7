import { enableCompileCache } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
// As the command starts it: what has been compiled once is not compiled again.
enableCompileCache();
const { loadConfig } = await import('../../packages/server/src/config.ts');
const { startServer } = await import('../../packages/server/src/start-server.ts');

const { url } = await startServer(loadConfig());
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', () => {
  process.send?.(delay.max / 1e6);
  delay.reset();
});
process.send?.(url);
