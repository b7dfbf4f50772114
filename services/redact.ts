import { createHash } from 'node:crypto';

const replaceEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  const hash = createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 8);
  return `<email:${hash}${email.slice(at)}>`;
};

const secrets: readonly RegExp[] = [
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{6,}/g,
  /\bwhsec_[A-Za-z0-9+/=]{6,}/g,
  /\bre_[A-Za-z0-9_]{8,}/g,
  /\bya29\.[\w.-]+/g,
  /\b1\/\/[\w-]{8,}/g,
  /\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g,
  /\bxox[abprs]-[\w-]+/g,
  /\bAIza[\w-]{20,}/g,
  /\bv1\.[a-z0-9]{1,16}\.[\w-]{20,}\.[\w-]+/g,
  /\bBearer\s+[^\s"\\]+/gi,
  /\b(?:__Host-|__Secure-)?everslot\.session_token=[^\s";\\]+/g,
];
const manageToken = /(\/public\/(?:bookings|holds)\/|\/manage\/|\/b\/)[\w.~-]{16,}/g;
const userInfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"\\]+:[^\s/@"\\]+@/gi;
const email = /[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,}/g;

/** Takes secrets and personal addresses out of a line of log, whatever field they slipped into. */
export const redactLine = (line: string): string => {
  let clean = line;
  for (const secret of secrets) clean = clean.replaceAll(secret, '<secret>');
  return clean
    .replaceAll(manageToken, '$1<token>')
    .replaceAll(userInfo, '$1<credentials>@')
    .replaceAll(email, replaceEmail);
};

/** Where it was thrown. A stack begins with the message, whose lines may look like places and are none. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const at = message === '' ? -1 : stack.indexOf(message);
  return stack
    .slice(at < 0 ? 0 : at + message.length)
    .split('\n')
    .filter((row) => row.startsWith('    at '))
    .map((row) => row.trim());
};

/** Errors about a text quote it: those of parsers, and the database's about data (SQLSTATE of class 22). */
const quotesItsInput = (error: Error): boolean =>
  error instanceof SyntaxError || ('code' in error && /^22[0-9A-Z]{3}$/.test(String(error.code)));

/**
 * What a message says without the values that it failed on: database errors have them after `params:` (and in `detail`,
 * which stays out), others in quotes.
 */
const messageOf = (error: Error): string => {
  const [said = ''] = error.message.split('\nparams:', 1);
  return (quotesItsInput(error) ? said.replace(/["'`].*["'`]/s, '…') : said).slice(0, 500);
};

/** An error for the log: name, code, message without bound values, frames, and the same of its causes. */
export const describeError = (error: unknown, depth = 0): Record<string, unknown> => {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: messageOf(error),
    ...('code' in error ? { code: error.code } : {}),
    ...(depth === 0 ? { stack: framesOf(error) } : {}),
    ...(error.cause === undefined || depth > 4 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
};
