import { AppError } from '@ancam/core';
import type { Configuration, IDToken } from 'openid-client';
import { z } from 'zod';
import type { SignOnProvider } from '../../access.ts';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { newSecret } from '../../secrets.ts';
import * as challenges from '../factors/challenges.service.ts';
import * as sessions from '../sessions/sessions.service.ts';
import type { AccountRow, OpenedSession, Visitor } from '../sessions/sessions.service.ts';
import * as store from './sign-on.store.ts';

/** How long one may stay at the provider. */
export const SIGN_ON_SECONDS = 600;

const Started = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() });

/** Only a path of our own; a browser must take it for nothing else. */
export function safeBack(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(back) && !back.includes('\\') ? back : '/';
}

/** Sign-on by the provider of this installation; its description is read at the first use and again after a failure. */
export class SignOn {
  readonly #context: Context;
  readonly #provider: SignOnProvider;
  #discovered: Promise<Configuration> | undefined;

  constructor(context: Context, provider: SignOnProvider) {
    this.#context = context;
    this.#provider = provider;
  }

  #configuration(): Promise<Configuration> {
    this.#discovered ??= this.#discover().catch((thrown: unknown) => {
      this.#discovered = undefined;
      throw thrown;
    });
    return this.#discovered;
  }

  async #discover(): Promise<Configuration> {
    const client = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.#provider;
    const url = new URL(issuer);
    // Only on this machine itself does a provider without https make sense.
    const local = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    const options = local ? { execute: [client.allowInsecureRequests], timeout: 10 } : { timeout: 10 };
    return client.discovery(url, clientId, { client_secret: clientSecret }, client.ClientSecretBasic(clientSecret), options);
  }

  /** Where to send the browser, and the token that binds the way back to it. */
  async start(origin: string, back: string | undefined): Promise<{ url: string; token: string }> {
    const client = await import('openid-client');
    const configuration = await this.#configuration();
    const started = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      back: safeBack(back),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${origin}/api/sign-on/return`,
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(started.verifier),
      code_challenge_method: 'S256',
      state: started.state,
      nonce: started.nonce,
    });
    const token = newSecret();
    await challenges.keep(this.#context, { key: token, kind: 'sign-on', seconds: SIGN_ON_SECONDS, content: started });
    return { url: url.href, token };
  }

  /** Takes the browser back from the provider. Throws `auth.failed` for whatever does not fit, without saying what. */
  async finish(
    requestUrl: string,
    origin: string,
    token: string | undefined,
    visitor: Visitor,
  ): Promise<{ opened: OpenedSession; back: string }> {
    const kept = token === undefined ? undefined : await challenges.take(this.#context, { key: token, kind: 'sign-on' });
    const started = Started.safeParse(kept?.content);
    if (!started.success) throw refused('no sign-on is under way in this browser');
    const { state, nonce, verifier, back } = started.data;
    const returned = new URL(`${origin}/api/sign-on/return${new URL(requestUrl).search}`);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const client = await import('openid-client');
    const tokens = await client.authorizationCodeGrant(await this.#configuration(), returned, checks).catch((thrown: unknown) => {
      throw refused('the provider’s answer does not hold', thrown);
    });
    const claims = tokens.claims();
    if (claims === undefined) throw refused('the provider sent no identity');
    const opened = await asOwner(this.#context, async (tx) => {
      const account = await this.#accountOf(tx, claims);
      if (account === undefined) throw refused('the provider’s identity matches no account');
      // RFC 8176: the provider says that it has asked for more than one factor.
      const secondFactor = Array.isArray(claims.amr) && claims.amr.includes('mfa');
      await sessions.note(this.#context, tx, account, { action: 'session.opened', summary: 'signed on by the provider' });
      return sessions.openSession(this.#context, tx, account, { method: 'sign-on', secondFactor, visitor });
    });
    return { opened, back };
  }

  /** The account bound to the subject; at the first sign-on that which the claim names, unless another subject is bound to it. */
  async #accountOf(tx: Tx, claims: IDToken): Promise<AccountRow | undefined> {
    const { issuer } = this.#provider;
    const bound = await store.findIdentity(tx, issuer, claims.sub);
    if (bound !== undefined) return sessions.findAccount(tx, bound, this.#context.clock().toISOString());
    const account = await this.#named(tx, claims);
    if (account === undefined || (await store.hasIdentity(tx, issuer, account.id))) return undefined;
    await this.#bind(tx, claims.sub, account);
    return account;
  }

  async #bind(tx: Tx, subject: string, account: AccountRow): Promise<void> {
    await store.insertIdentity(tx, {
      issuer: this.#provider.issuer,
      subject,
      accountId: account.id,
      now: this.#context.clock().toISOString(),
    });
    await sessions.note(this.#context, tx, account, { action: 'identity.bound', summary: `${this.#provider.issuer} ${subject}` });
  }

  async #named(tx: Tx, claims: IDToken): Promise<AccountRow | undefined> {
    const { claim } = this.#provider;
    const value = claims[claim];
    if (typeof value !== 'string' || value === '') return undefined;
    if (claim !== 'email') return sessions.findAccountByLogin(tx, value, this.#context.clock().toISOString());
    // An address that the provider has not verified is one that anybody may have typed there.
    if (claims.email_verified !== true) return undefined;
    return (
      (await sessions.findAccountByEmail(tx, value, this.#context.clock().toISOString())) ??
      sessions.findAccountByLogin(tx, value, this.#context.clock().toISOString())
    );
  }
}

function refused(message: string, cause?: unknown): AppError {
  return new AppError('auth.failed', message, { place: 'sign-on', fix: 'begin the sign-on again' }, cause);
}
