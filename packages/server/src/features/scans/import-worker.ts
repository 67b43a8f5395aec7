import { loadKnowledge } from '@ancam/knowledge/compiled';
import { serveThread } from '../../thread.ts';
import { readResultFile } from './result-file.ts';
import type { ImportJob } from './result-file.ts';

await serveThread(({ bytes, knowledge }: ImportJob) => readResultFile(bytes, knowledge ?? loadKnowledge()));
