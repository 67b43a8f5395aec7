import type { LiveEvent, Scan } from '@ancam/contract';
import type { LiveHub } from './live.ts';

const KEEP_ALIVE_MS = 15_000;

function frame(event: LiveEvent, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/**
 * A stream of server-sent events: where the scan stands now, then what happens. Ends after the status of the end, and at once where
 * the scan does not run. One who comes back with `Last-Event-ID` first gets what he missed.
 */
export function liveStream(live: LiveHub, scan: Scan, request: Request): Response {
  const lastId = Number(request.headers.get('last-event-id') ?? Number.NaN);
  const encoder = new TextEncoder();
  let stop: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      send(frame({ type: 'status', scan }));
      if (scan.progress !== null) send(frame({ type: 'progress', progress: scan.progress }));
      const keepAlive = setInterval(() => send(': still here\n\n'), KEEP_ALIVE_MS);
      const end = (): void => {
        clearInterval(keepAlive);
        stop?.();
        stop = undefined;
        controller.close();
      };
      const unlisten = live.listen(
        scan.id,
        ({ id, event }) => {
          send(frame(event, id));
          if (event.type === 'status' && event.scan.status !== 'running') end();
        },
        Number.isInteger(lastId) ? lastId : undefined,
      );
      stop = () => {
        clearInterval(keepAlive);
        unlisten?.();
      };
      if (unlisten === undefined) end();
    },
    cancel() {
      stop?.();
    },
  });
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
  return new Response(body, { headers });
}
