import type { Endpoint } from '../endpoint.ts';

/** Whether an operator who looks at an organisation may call it: what reads, and does not take data away as a file. */
export const isViewable = ({ access, method, produces }: Endpoint): boolean =>
  access.kind === 'member' && method === 'get' && produces !== 'text/csv' && produces !== 'application/json';
