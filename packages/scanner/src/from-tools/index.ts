export { readToolFile } from './read-tool-file.ts';
export type { ReadOptions, ToolFile } from './read-tool-file.ts';
export type { ToolFault } from './tool-record.ts';
