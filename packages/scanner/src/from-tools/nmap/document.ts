import type { XmlReader } from '../xml-stream.ts';

type Attributes = Readonly<Record<string, string>>;

/** What a script said. `items` are its elements by the keys that lead to them: `subject/commonName`. */
export interface NmapScript {
  readonly id: string;
  readonly output: string;
  readonly items: readonly (readonly [path: string, text: string])[];
}

export interface NmapPort {
  readonly protocol: string;
  readonly port: string;
  readonly state: string;
  readonly service: Readonly<Record<string, string>>;
  readonly scripts: readonly NmapScript[];
}

/** One `host` element. */
export interface NmapHost {
  readonly status: string;
  readonly reason: string;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly addresses: readonly { readonly address: string; readonly type: string; readonly vendor: string }[];
  readonly ports: readonly NmapPort[];
  readonly scripts: readonly NmapScript[];
  /** More stood there than is kept. */
  readonly cut: boolean;
}

export interface NmapEvents {
  run(attributes: Attributes): void;
  host(host: NmapHost): void;
  finished(attributes: Attributes): void;
  /** The counts of hosts at the end. */
  counts(attributes: Attributes): void;
}

const MOST_PORTS = 4096;
const MOST_SCRIPTS = 256;
const MOST_ITEMS = 2048;
const LONGEST_TEXT = 64 * 1024;
const LONGEST_KEY = 128;

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

function emptyHost(attributes: Attributes): Writable<NmapHost> {
  const { starttime: start, endtime: end } = attributes;
  return { status: '', reason: '', start, end, addresses: [], ports: [], scripts: [], cut: false };
}

/** Makes hosts of the elements of nmap's XML, one at a time. */
export class NmapDocument implements XmlReader {
  readonly #events: NmapEvents;
  #host: Writable<NmapHost> | undefined;
  #port: Writable<NmapPort> | undefined;
  #script: Writable<NmapScript> | undefined;
  /** Keys of the tables and the element that are open within a script. */
  readonly #keys: string[] = [];
  #text = '';

  constructor(events: NmapEvents) {
    this.#events = events;
  }

  open(name: string, attributes: Attributes): void {
    this.#text = '';
    if (this.#script !== undefined && (name === 'table' || name === 'elem')) {
      this.#keys.push((attributes['key'] ?? '').slice(0, LONGEST_KEY));
      return;
    }
    switch (name) {
      case 'nmaprun':
        return this.#events.run(attributes);
      case 'host':
        this.#host = emptyHost(attributes);
        return;
      case 'finished':
        return this.#events.finished(attributes);
      case 'hosts':
        return this.#events.counts(attributes);
      default:
        if (this.#host !== undefined) this.#within(this.#host, name, attributes);
    }
  }

  #within(host: Writable<NmapHost>, name: string, attributes: Attributes): void {
    if (name === 'script') {
      this.#script = {
        id: (attributes['id'] ?? '').slice(0, LONGEST_KEY),
        output: (attributes['output'] ?? '').slice(0, LONGEST_TEXT),
        items: [],
      };
    } else if (name === 'port') {
      this.#port = { protocol: attributes['protocol'] ?? '', port: attributes['portid'] ?? '', state: '', service: {}, scripts: [] };
    } else if (this.#port !== undefined) withinPort(this.#port, name, attributes);
    else withinHost(host, name, attributes);
  }

  text(text: string): void {
    if (this.#script !== undefined && this.#text.length < LONGEST_TEXT) this.#text += text.slice(0, LONGEST_TEXT - this.#text.length);
  }

  close(name: string): void {
    const script = this.#script;
    if (script !== undefined && (name === 'table' || name === 'elem')) {
      if (name === 'elem' && script.items.length < MOST_ITEMS) script.items.push([this.#keys.join('/'), this.#text]);
      this.#keys.pop();
      this.#text = '';
    } else if (name === 'script') this.#endScript();
    else if (name === 'port') this.#endPort();
    else if (name === 'host' && this.#host !== undefined) {
      this.#events.host(this.#host);
      this.#host = undefined;
    }
  }

  #endScript(): void {
    const scripts = this.#port?.scripts ?? this.#host?.scripts;
    if (this.#script !== undefined && scripts !== undefined && scripts.length < MOST_SCRIPTS) scripts.push(this.#script);
    this.#script = undefined;
    this.#keys.length = 0;
  }

  #endPort(): void {
    const host = this.#host;
    if (host === undefined || this.#port === undefined) return;
    if (host.ports.length < MOST_PORTS) host.ports.push(this.#port);
    else host.cut = true;
    this.#port = undefined;
  }
}

function withinPort(port: Writable<NmapPort>, name: string, attributes: Attributes): void {
  if (name === 'state') port.state = attributes['state'] ?? '';
  else if (name === 'service') port.service = capped(attributes);
}

function withinHost(host: Writable<NmapHost>, name: string, attributes: Attributes): void {
  if (name === 'status') {
    host.status = attributes['state'] ?? '';
    host.reason = attributes['reason'] ?? '';
  } else if (name === 'address' && host.addresses.length < 16) {
    const { addr: address = '', addrtype: type = '', vendor = '' } = attributes;
    host.addresses.push({ address, type, vendor });
  }
}

function capped(attributes: Attributes): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value.slice(0, LONGEST_TEXT)]));
}
