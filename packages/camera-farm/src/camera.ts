import { randomBytes } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import { urlHost } from './device.ts';
import type { Account, Device } from './device.ts';
import { MAKER_PROFILES } from './makers/makers.ts';
import type { MakerProfile } from './makers/profile.ts';
import type { AuthPolicy } from './net/auth.ts';
import { makeSecureContext } from './net/certificates.ts';
import { Lockout } from './net/lockout.ts';
import { planServices } from './services.ts';
import type { Service } from './services.ts';
import { completeFlaws } from './spec.ts';
import type { CameraSpec, CameraTruth, PlantedFlaw } from './spec.ts';

const CLOCK_SKEW_MS = 7 * 3600_000 + 13 * 60_000;

/** A running camera: what it is, what is planted in it, who may log in. */
export class Camera implements Device {
  readonly spec: CameraSpec;
  readonly maker: MakerProfile;
  readonly services: readonly Service[];
  readonly lockout: Lockout;
  /** Undefined on a camera that was never activated: nobody can log in. */
  readonly account: Account | undefined;
  readonly #flaws: ReadonlySet<PlantedFlaw>;
  #context: Promise<SecureContext> | undefined;

  constructor(spec: CameraSpec, portOffset: number, lockSeconds: number) {
    this.spec = spec;
    this.maker = MAKER_PROFILES[spec.maker];
    this.#flaws = completeFlaws(spec.flaws, spec.without);
    this.services = planServices(this.maker, spec, this.#flaws, portOffset);
    this.lockout = new Lockout(spec.neverLocks === true ? 0 : lockSeconds);
    this.account = this.#makeAccount();
  }

  get address(): string {
    return this.spec.address;
  }
  get model(): string {
    return this.spec.model;
  }
  get firmware(): string {
    return this.spec.firmware;
  }
  get serial(): string {
    return this.spec.serial;
  }
  get mac(): string {
    return this.spec.mac;
  }
  has(flaw: PlantedFlaw): boolean {
    return this.#flaws.has(flaw);
  }

  /** Whether the feature was left on. */
  offers(feature: 'http' | 'rtsp' | 'onvif' | 'discovery'): boolean {
    return !this.spec.without?.includes(feature);
  }

  /** The camera's own clock. */
  now(): number {
    return Date.now() - (this.has('clock-skew') ? CLOCK_SKEW_MS : 0);
  }

  port(name: string): number | undefined {
    return this.services.find((service) => service.name === name)?.port;
  }

  /** Base of ONVIF addresses, or undefined where the camera has no ONVIF service. */
  onvifBase(): string | undefined {
    const port = this.port('onvif');
    if (port === undefined) return undefined;
    const scheme = this.has('onvif-clear-text') ? 'http' : 'https';
    return `${scheme}://${this.#authority(port, scheme === 'http' ? 80 : 443)}`;
  }

  /** Base of RTSP addresses. */
  rtspBase(): string {
    const clear = this.port('rtsp');
    const host = urlHost(this.address);
    return clear === undefined ? `rtsps://${host}:${this.port('rtsps') ?? 322}` : `rtsp://${host}:${clear}`;
  }

  #authority(port: number, standard: number): string {
    const host = urlHost(this.address);
    return port === standard ? host : `${host}:${port}`;
  }

  httpsBase(): string {
    return `https://${this.#authority(this.port('https') ?? 443, 443)}`;
  }

  policy(realm: string, basic: boolean): AuthPolicy {
    return { realm, digest: [this.has('digest-md5-only') ? 'MD5' : 'SHA-256'], basic };
  }

  secureContext(): Promise<SecureContext> {
    this.#context ??= makeSecureContext(this.maker, this);
    return this.#context;
  }

  truth(): CameraTruth {
    const { address, maker, model, firmware, serial, mac } = this.spec;
    const ports = Object.fromEntries(this.services.map((service) => [service.name, service.port]));
    return { address, maker, makerName: this.maker.name, model, firmware, serial, mac, flaws: [...this.#flaws], ports };
  }

  #makeAccount(): Account | undefined {
    if (this.has('not-activated')) return undefined;
    if (this.has('factory-password')) return this.maker.factory;
    return { user: this.maker.factory.user, password: randomBytes(9).toString('base64url') };
  }
}
