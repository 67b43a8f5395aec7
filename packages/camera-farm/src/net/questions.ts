import type { ReceivedBytes } from './recorder.ts';

const QUESTION = /^(?:GET|POST|OPTIONS|DESCRIBE) \S+|<(?:\w+:)?Get[A-Z]\w+/gm;

/**
 * The questions that a camera got over HTTP and RTSP, in the order of its connections, as request lines and ONVIF operations. The path that is made
 * up for each scan reads the same in all.
 */
export function questionsTo(received: readonly ReceivedBytes[], address: string): string[] {
  return received
    .filter((each) => each.address === address)
    .flatMap(({ bytes }) => bytes.toString('latin1').match(QUESTION) ?? [])
    .map((question) => question.replace(/\/ancam-[0-9a-f]+/, '/ancam-…'));
}
