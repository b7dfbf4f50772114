import type { Endpoint } from '../endpoint.ts';

/** A file that is made while it is sent: nobody knows its ETag before its end. */
export const isMadeWhileSent = ({ produces }: Pick<Endpoint, 'produces'>): boolean =>
  produces === 'text/csv' || produces === 'application/zip' || produces === 'application/json';

/** Whether an operator who looks at an organisation may call it: what reads, and does not take data away as a file. */
export const isViewable = (endpoint: Endpoint): boolean =>
  endpoint.access.kind === 'member' && endpoint.method === 'get' && !isMadeWhileSent(endpoint);
