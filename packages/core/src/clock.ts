/** The current instant; passed in so that tests hold time still. */
export type Clock = () => Date;

/** The machine's clock. */
export function systemClock(): Date {
  return new Date();
}

/** Made when first asked for: it takes time that a program which shows no date need not spend. */
function inVietnam(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | undefined;
  return () => (made ??= new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', ...options }));
}

const vnDate = inVietnam({ day: '2-digit', month: '2-digit', year: 'numeric' });
const vnTime = inVietnam({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `dd/mm/yyyy` in the Vietnamese time zone. */
export function formatDate(at: Date | string): string {
  return vnDate().format(new Date(at));
}

/** `dd/mm/yyyy hh:mm` in the Vietnamese time zone. */
export function formatDateTime(at: Date | string): string {
  const date = new Date(at);
  return `${vnDate().format(date)} ${vnTime().format(date)}`;
}
