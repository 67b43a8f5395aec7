export { listOfMail as noticesOfMail } from './notices.store.ts';
export type { NoticeRow } from './notices.store.ts';
