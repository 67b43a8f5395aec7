export { configurationTable, loadConfig } from './config.ts';
export type { Config } from './config.ts';
export { askRunningServer } from './data-folder.ts';
export type { Holder } from './data-folder.ts';
export { startServer } from './start-server.ts';
export type { RunningServer } from './start-server.ts';
