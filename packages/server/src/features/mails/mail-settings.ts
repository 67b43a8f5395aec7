/** How mail leaves this installation. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit` from the first byte; `starttls` demanded after the greeting; `none` on a machine or net that is trusted. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
  /** Address of the sender. */
  readonly from: string;
  /** Certificates, PEM, of the authority that the server is trusted by, beside those that come with Node. */
  readonly ca?: string;
}
