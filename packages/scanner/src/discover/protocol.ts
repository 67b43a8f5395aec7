import type { Fact, FactName } from '@ancam/core';

/** What one reply says of a device. Values are as sent, trimmed; a MAC is 12 upper-case hex digits. */
export interface Claim {
  readonly mac?: string | undefined;
  readonly serial?: string | undefined;
  /** A stable id of the device within its protocol. */
  readonly endpoint?: string | undefined;
  readonly brand?: string | undefined;
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
  readonly buildDate?: string | undefined;
  readonly activated?: boolean | undefined;
  readonly channels?: number | undefined;
  /** The address the device says it has; it may differ from the one it answered from. */
  readonly ownAddress?: string | undefined;
  readonly name?: string | undefined;
  readonly deviceClass?: string | undefined;
  /** Says by itself that this is a camera or recorder. */
  readonly camera?: boolean | undefined;
  /** Addresses of ONVIF services. */
  readonly xaddrs?: readonly string[] | undefined;
  /** Address of a description that can be read by HTTP. */
  readonly location?: string | undefined;
  /** Facts that only this protocol knows. */
  readonly facts?: readonly (readonly [FactName, Fact['value'] | undefined])[] | undefined;
}

/** A datagram as a protocol looks at it. */
export interface Reply {
  readonly bytes: Buffer;
  /** Port of the sender. */
  readonly port: number;
  /** Port of this machine it came to. */
  readonly toPort: number;
}

/** One way to ask who is there. */
export interface DiscoveryProtocol {
  readonly id: string;
  /** Shapes of the allow-list, the one answered most reliably first. */
  readonly shapes: readonly string[];
  readonly port: number;
  /** Groups or the broadcast address of IPv4 to ask on a named interface. */
  readonly groups4: readonly string[];
  /** Groups of IPv6 link-local scope. */
  readonly groups6: readonly string[];
  /** Ports of this machine that replies come to besides the port that asked. */
  readonly replyPorts?: readonly number[];
  /**
   * By unicast, across routers: `each` target; `living` ones that anything else showed; `never` where the protocol is of the own link only.
   */
  readonly unicast: 'each' | 'living' | 'never';
  /** The makers, by their ids in the knowledge, whose own it is: whoever answers it is not asked by another maker's. Empty where it is everybody's. */
  readonly makers: readonly string[];
  /** Cheap: whether the datagram is a reply of this protocol at all. Questions, also our own, are none. */
  readonly recognises: (reply: Reply) => boolean;
  /** Reads a recognised reply; undefined where it says nothing readable. */
  readonly read: (reply: Reply) => Claim | undefined;
}

/** Broadcast to the own link; routers never pass it on. */
export const BROADCAST = '255.255.255.255';
