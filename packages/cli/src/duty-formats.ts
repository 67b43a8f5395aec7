/** How `ancam duties` writes. */
export const DUTY_FORMATS = ['table', 'json', 'csv', 'xlsx'] as const;
