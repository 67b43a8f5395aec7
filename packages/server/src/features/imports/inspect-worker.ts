import { serveThread } from '../../thread.ts';
import { inspect } from './inspect.ts';
import type { InspectOrder } from './inspect.ts';

await serveThread((order: InspectOrder) => inspect(order));
