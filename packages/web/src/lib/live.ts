import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, LiveEvent, urlOf } from '@ancam/contract';
import type { Scan, ScanHostRow, ScanProgress } from '@ancam/contract';

/** What the live stream of a running scan has told so far. */
export interface LiveScan {
  readonly progress: ScanProgress | undefined;
  readonly hosts: readonly ScanHostRow[];
  readonly connected: boolean;
}

const NOTHING: LiveScan = { progress: undefined, hosts: [], connected: false };
const EVENTS = ['progress', 'host', 'status'] as const;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

/** Adds one message to what is known; a host that is told again replaces its older row. */
export function addLive(state: LiveScan, event: LiveEvent): LiveScan {
  switch (event.type) {
    case 'progress':
      return { ...state, progress: event.progress };
    case 'host':
      return { ...state, hosts: [event.host, ...state.hosts.filter((each) => each.id !== event.host.id)] };
    case 'status':
      return { ...state, progress: event.scan.progress ?? state.progress };
    default:
      return event satisfies never;
  }
}

function parseLive(data: unknown): LiveEvent | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return LiveEvent.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

/** Opens the stream and opens it again after a loss, with growing pauses; returns how to close it. */
function follow(id: string, onEvent: (event: LiveEvent) => void, onConnected: (connected: boolean) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  function open(): void {
    const stream = new EventSource(urlOf(api.scanLive, { params: { id } }));
    source = stream;
    stream.addEventListener('open', () => {
      wait = FIRST_WAIT_MS;
      onConnected(true);
    });
    stream.addEventListener('error', () => {
      onConnected(false);
      // While it is not closed the browser comes back by itself and says what it heard last.
      if (stream.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
    for (const name of EVENTS) {
      stream.addEventListener(name, (message: MessageEvent) => {
        const event = parseLive(message.data);
        if (event !== undefined) onEvent(event);
      });
    }
  }
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Follows a scan while it runs. A change of status goes into the cache, so that the page turns into the result by itself. */
export function useLiveScan(id: string): LiveScan {
  const client = useQueryClient();
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    function take(event: LiveEvent): void {
      setState((before) => addLive(before, event));
      if (event.type === 'status') {
        client.setQueryData<Scan>([api.getScan.id, { params: { id } }], event.scan);
        if (event.scan.status !== 'running') void client.invalidateQueries();
      }
    }
    return follow(id, take, (connected) => setState((before) => ({ ...before, connected })));
  }, [client, id]);
  return state;
}
