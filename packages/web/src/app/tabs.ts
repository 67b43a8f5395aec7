/** Tabs of a camera's page, as they stand in the address. */
export const CAMERA_TABS = ['findings', 'requirements', 'checks', 'transcript', 'scans', 'history'] as const;
/** Tabs of the page of device models. */
export const MODEL_TABS = ['models', 'makers', 'unknown'] as const;
/** Tabs of one's own account. */
export const ACCOUNT_TABS = ['security', 'notices', 'sessions', 'tokens', 'delegations'] as const;
/** Tabs of a scan's page. */
export const SCAN_TABS = ['hosts', 'changes'] as const;
