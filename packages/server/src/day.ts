const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Việt Nam at an instant, `yyyy-mm-dd`. Dates of documents and acceptances count by it. */
export function dayOf(at: Date | string): string {
  return DAY.format(new Date(at));
}
