/** A provider of sign-on by OpenID Connect. */
export interface SignOnProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claim that names the account; with `email` the provider must have verified it. */
  readonly claim: string;
  /** On the button of the sign-in page. */
  readonly name: string;
}

/** Rules of this installation on who gets in. */
export interface Access {
  /** Roles that need a second factor. */
  readonly secondFactorRoles: readonly string[];
  readonly signOn?: SignOnProvider;
}
