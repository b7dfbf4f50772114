import { readFile } from 'node:fs/promises';
import proto from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import { connectionOptions, type TemporalConfig } from '#temporal-config/env.ts';
import { SEARCH_ATTRIBUTES, type SearchAttributeKind } from '#temporal-config/search-attributes.ts';

const { IndexedValueType } = proto.temporal.api.enums.v1;
const kinds = {
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} satisfies Record<SearchAttributeKind, unknown>;

const deadlineMs = 10_000;
/** gRPC's codes. */
const status = { notFound: 5, permissionDenied: 7, unimplemented: 12, unauthenticated: 16 } as const;

const codeOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'number') return error.code;
  return codeOf(error.cause);
};

const isRefusal = (error: unknown): boolean =>
  codeOf(error) === status.permissionDenied || codeOf(error) === status.unauthenticated;

/** The transport's reason stands at the end of a chain of wrappers: `… message: "Connection refused" …`. */
const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return /message: \\?"([^"\\]+)/.exec(text)?.[1] ?? text.split('\n', 1)[0]?.slice(0, 200) ?? '';
};

const place = ({ TEMPORAL_ADDRESS: address }: TemporalConfig): string => `Temporal at ${address}`;

const refused = (config: TemporalConfig, cause: unknown): Error =>
  new Error(
    `${place(config)} refuses us: ${config.TEMPORAL_API_KEY === '' ? 'it wants a key, set TEMPORAL_API_KEY' : 'TEMPORAL_API_KEY is wrong or may not use the namespace of TEMPORAL_NAMESPACE'}.`,
    { cause },
  );

/** Throws an `Error` with a sentence for the operator when Temporal cannot be reached. */
export const connectToTemporal = async (config: TemporalConfig): Promise<NativeConnection> => {
  try {
    return await NativeConnection.connect(connectionOptions(config));
  } catch (cause) {
    if (isRefusal(cause)) throw refused(config, cause);
    throw new Error(
      `${place(config)} cannot be reached (${reasonOf(cause)}): start it, or correct TEMPORAL_ADDRESS; TEMPORAL_TLS and TEMPORAL_API_KEY say whether TLS is spoken.`,
      { cause },
    );
  }
};

const checkNamespace = async (config: TemporalConfig, connection: NativeConnection): Promise<void> => {
  const namespace = config.TEMPORAL_NAMESPACE;
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (cause) {
    if (isRefusal(cause)) throw refused(config, cause);
    if (codeOf(cause) !== status.notFound)
      throw new Error(`${place(config)} does not answer (${reasonOf(cause)}).`, { cause });
    throw new Error(
      `${place(config)} has no namespace "${namespace}": correct TEMPORAL_NAMESPACE, or run: temporal operator namespace create --namespace ${namespace} --retention 30d --address ${config.TEMPORAL_ADDRESS}`,
      { cause },
    );
  }
};

/** Null where the server does not list them to us: Temporal Cloud shows them in its console only. */
const listAttributes = async (
  namespace: string,
  connection: NativeConnection,
): Promise<Readonly<Record<string, number>> | null> => {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return Object.fromEntries(
      Object.entries(customAttributes ?? {}).map(([name, kind]) => [name, Number(kind)]),
    );
  } catch (error) {
    if (isRefusal(error) || codeOf(error) === status.unimplemented) return null;
    throw error;
  }
};

const checkAttributes = async (config: TemporalConfig, connection: NativeConnection): Promise<boolean> => {
  const namespace = config.TEMPORAL_NAMESPACE;
  const present = await listAttributes(namespace, connection);
  if (present === null) return false;
  const wanted = Object.entries(SEARCH_ATTRIBUTES);
  const other = wanted.filter(([name, kind]) => name in present && present[name] !== kinds[kind]);
  if (other.length > 0)
    throw new Error(
      `Search attributes of namespace "${namespace}" have another type than ours: ${other.map(([name, kind]) => `${name} must be ${kind}`).join(', ')}; remove them there, or use a namespace of its own (TEMPORAL_NAMESPACE).`,
    );
  const missing = wanted.filter(([name]) => !(name in present));
  if (missing.length === 0) return true;
  const flags = missing.map(([name, kind]) => `--name ${name} --type ${kind}`).join(' ');
  throw new Error(
    `Namespace "${namespace}" (TEMPORAL_NAMESPACE) lacks the search attributes ${missing.map(([name]) => name).join(', ')}: run deploy/temporal/namespace.sh, or: temporal operator search-attribute create --namespace ${namespace} --address ${config.TEMPORAL_ADDRESS} ${flags}`,
  );
};

/**
 * Whether everything a worker needs of Temporal is there: the namespace and its search attributes. Throws an `Error` with a
 * sentence that names what is missing and how to add it. Answers false when the server does not tell its attributes.
 */
export const checkTemporal = async (config: TemporalConfig, connection: NativeConnection): Promise<boolean> =>
  connection.withAbortSignal(AbortSignal.timeout(deadlineMs), async () => {
    await checkNamespace(config, connection);
    return checkAttributes(config, connection);
  });

/** Throws an `Error` that names the variable when what it leads to is no workflow code made ahead. */
export const checkBundle = async (path: string): Promise<void> => {
  const code = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(
      `WORKFLOW_BUNDLE: ${path} cannot be read; give the workflows.js of npm run build, or leave it empty.`,
      { cause },
    );
  });
  if (!code.includes('__TEMPORAL__'))
    throw new Error(
      `WORKFLOW_BUNDLE: ${path} is no bundle of workflow code; give the workflows.js of npm run build.`,
    );
};
