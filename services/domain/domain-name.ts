import { domainToASCII } from 'node:url';
import { parse } from 'tldts';

export type DomainProblem =
  | 'is not a domain'
  | 'is a public suffix, under which others have domains of their own';

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const most = 253;

/**
 * A domain as it is kept and compared: lower case, in its ASCII form, without the dot at its end. What browsers would read as an
 * address of a machine, and what belongs to no single owner, is none.
 */
export const domainName = (text: string): { name: string } | { problem: DomainProblem } => {
  // What is more than a host is none, whatever of it a browser would take for one.
  if (/[/\\?#@:]/.test(text)) return { problem: 'is not a domain' };
  const name = domainToASCII(text.trim().replace(/\.$/, '')).toLowerCase();
  const labels = name.split('.');
  const isName = name.length <= most && labels.length > 1 && labels.every((each) => label.test(each));
  if (!isName) return { problem: 'is not a domain' };
  const { domain, isIp, isIcann, isPrivate } = parse(name, { allowPrivateDomains: true });
  if (isIp === true || !(isIcann === true || isPrivate === true)) return { problem: 'is not a domain' };
  return domain === null
    ? { problem: 'is a public suffix, under which others have domains of their own' }
    : { name };
};
