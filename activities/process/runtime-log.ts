import type { Logger } from '#services/log.ts';

/** What Temporal's SDK adds to a line, without what it holds beside ids and the part of it that speaks. */
const idsOf = (meta: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const names = [
    'taskQueue',
    'workflowType',
    'workflowId',
    'runId',
    'activityType',
    'attempt',
    'run_id',
    'target',
  ];
  return Object.fromEntries(names.flatMap((name) => (name in meta ? [[name, meta[name]]] : [])));
};

/** The names under which parts of the SDK put what went wrong. */
const errorIn = (meta: Readonly<Record<string, unknown>>): unknown =>
  meta['error'] ?? meta['err'] ?? meta['failure'];

/** Core's errors are texts of the server about ids, names and states; those of JavaScript are described as everywhere. */
const fieldsOf = (meta: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const error = errorIn(meta);
  if (error === undefined) return idsOf(meta);
  return { ...idsOf(meta), ...(typeof error === 'string' ? { error: error.slice(0, 500) } : { err: error }) };
};

/** What the SDK says, without the message of the error that it ends with: that stands in `err`, described. */
const sentenceOf = (message: string, meta: Readonly<Record<string, unknown>>): string => {
  const error = errorIn(meta);
  const quoted = error instanceof Error && error.message !== '' ? `: ${error.message}` : null;
  return quoted !== null && message.endsWith(quoted) ? message.slice(0, -quoted.length) : message;
};

/** A queue of activities alone, such as that of mails, is meant so; the SDK has no option that says it. */
const isMeant = (message: string): boolean =>
  message === 'No workflows registered, not polling for workflow tasks';

type Say = (message: string, meta?: unknown) => void;
/** As the SDK's runtime takes it. */
type RuntimeLog = {
  log: (level: string, message: string, meta?: unknown) => void;
  trace: Say;
  debug: Say;
  info: Say;
  warn: Say;
  error: Say;
};

/** What Temporal's SDK has to say, in lines of ours: its warnings and errors with ids, what kind of error and where. */
export const runtimeLog = (log: Logger): RuntimeLog => {
  const at =
    (level: 'warn' | 'error'): Say =>
    (message, given) => {
      const meta =
        typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given)) : {};
      log[isMeant(message) ? 'debug' : level](fieldsOf(meta), sentenceOf(message, meta));
    };
  const [warn, error] = [at('warn'), at('error')];
  return {
    log: (level, message, meta) => {
      if (level === 'WARN') warn(message, meta);
      if (level === 'ERROR') error(message, meta);
    },
    trace: () => undefined,
    debug: () => undefined,
    info: (message) => log.debug(message),
    warn,
    error,
  };
};
