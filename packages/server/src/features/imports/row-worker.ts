import { workerData } from 'node:worker_threads';
import { serveStream } from '../../stream-thread.ts';
import { readBatches } from './read-batches.ts';
import type { ReadingOrder } from './read-batches.ts';

serveStream(readBatches(workerData as ReadingOrder)); // what row-thread.ts starts this with
