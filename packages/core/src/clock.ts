/** The current instant; passed in so that tests hold time still. */
export type Clock = () => Date;

/** The machine's clock. */
export function systemClock(): Date {
  return new Date();
}

const VN_DATE = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' });
const VN_TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `dd/mm/yyyy` in the Vietnamese time zone. */
export function formatDate(at: Date | string): string {
  return VN_DATE.format(new Date(at));
}

/** `dd/mm/yyyy hh:mm` in the Vietnamese time zone. */
export function formatDateTime(at: Date | string): string {
  const date = new Date(at);
  return `${VN_DATE.format(date)} ${VN_TIME.format(date)}`;
}
