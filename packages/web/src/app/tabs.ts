/** Tabs of a camera's page, as they stand in the address. */
export const CAMERA_TABS = ['findings', 'requirements', 'checks', 'transcript', 'scans'] as const;
/** Tabs of a scan's page. */
export const SCAN_TABS = ['hosts', 'changes'] as const;
