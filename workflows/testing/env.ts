/** Names the release whose histories a test run records; empty = none. */
export const recordAs = process.env['RECORD_HISTORIES'] ?? '';
