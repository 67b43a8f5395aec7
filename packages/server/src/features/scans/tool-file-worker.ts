import { workerData } from 'node:worker_threads';
import { serveStream } from '../../stream-thread.ts';
import { toolFileItems } from './tool-file.ts';
import type { ToolFileOrder } from './tool-file.ts';

serveStream(toolFileItems(workerData as ToolFileOrder)); // what tool-file.service.ts starts this with
