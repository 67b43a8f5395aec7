import { loadKnowledge } from '@ancam/knowledge';
import { serveThread } from '../../thread.ts';
import { readResultFile } from './result-file.ts';

await serveThread((bytes: Uint8Array) => readResultFile(bytes, loadKnowledge()));
