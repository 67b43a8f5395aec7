import { AppError } from '@ancam/core';
import { askRunningServer } from '../data-folder.ts';
import type { StoreConfig } from './with-store.ts';

/** Whether the embedded data is open in a running server, which must then be asked. */
export async function isServed({ databaseUrl, dataFolder }: StoreConfig): Promise<boolean> {
  return databaseUrl === undefined && (await askRunningServer(dataFolder)) !== undefined;
}

/** The running server left before it had said all. */
export function cutOff({ dataFolder }: Pick<StoreConfig, 'dataFolder'>): AppError {
  return new AppError('store.failed', 'the running server ended in the middle', { place: dataFolder, fix: 'try again' });
}
