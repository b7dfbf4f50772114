import proto from '@temporalio/proto';
import type { TemporalConfig } from './env.ts';
import { SEARCH_ATTRIBUTES, type SearchAttributeKind } from './search-attributes.ts';

const { IndexedValueType } = proto.temporal.api.enums.v1;

/** The types of search attributes as the server's interface has them. */
export const attributeTypes = {
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} satisfies Record<SearchAttributeKind, unknown>;

/** gRPC's codes. */
const status = { notFound: 5, permissionDenied: 7, unimplemented: 12, unauthenticated: 16 } as const;

const codeOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'number') return error.code;
  return codeOf(error.cause);
};

/** The server answered, and does not let us in. */
export const isRefusal = (error: unknown): boolean =>
  codeOf(error) === status.permissionDenied || codeOf(error) === status.unauthenticated;

/** How sentences to the operator name the server. */
export const placeOf = ({ TEMPORAL_ADDRESS: address }: TemporalConfig): string => `Temporal at ${address}`;

export const refusalOf = (config: TemporalConfig): string =>
  `${placeOf(config)} refuses us: ${config.TEMPORAL_API_KEY === '' ? 'it wants a key, set TEMPORAL_API_KEY' : 'TEMPORAL_API_KEY is wrong or may not use the namespace of TEMPORAL_NAMESPACE'}.`;

type Request = { namespace: string };
/** The part of a connection, the client's or the worker's, that is asked. */
export type NamespaceServices = {
  workflowService: { describeNamespace: (request: Request) => Promise<unknown> };
  operatorService: {
    listSearchAttributes: (
      request: Request,
    ) => Promise<{ customAttributes?: Readonly<Record<string, unknown>> | null }>;
  };
};

/** Null where the server does not list them to us: Temporal Cloud shows them in its console only. */
const listAttributes = async (
  namespace: string,
  { operatorService }: NamespaceServices,
): Promise<Readonly<Record<string, number>> | null> => {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.fromEntries(
      Object.entries(customAttributes ?? {}).map(([name, type]) => [name, Number(type)]),
    );
  } catch (error) {
    if (isRefusal(error) || codeOf(error) === status.unimplemented) return null;
    throw error;
  }
};

const wrongAttributes = (
  { TEMPORAL_NAMESPACE: namespace, TEMPORAL_ADDRESS: address }: TemporalConfig,
  present: Readonly<Record<string, number>>,
): string | null => {
  const wanted = Object.entries(SEARCH_ATTRIBUTES);
  const other = wanted.filter(([name, kind]) => name in present && present[name] !== attributeTypes[kind]);
  if (other.length > 0)
    return `Search attributes of namespace "${namespace}" have another type than ours: ${other.map(([name, kind]) => `${name} must be ${kind}`).join(', ')}; remove them there, or use a namespace of its own (TEMPORAL_NAMESPACE).`;
  const missing = wanted.filter(([name]) => !(name in present));
  if (missing.length === 0) return null;
  const flags = missing.map(([name, kind]) => `--name ${name} --type ${kind}`).join(' ');
  return `Namespace "${namespace}" (TEMPORAL_NAMESPACE) lacks the search attributes ${missing.map(([name]) => name).join(', ')}: run deploy/temporal/namespace.sh, or: temporal operator search-attribute create --namespace ${namespace} --address ${address} ${flags}`;
};

export type NamespaceState = {
  /** A sentence for the operator that names what is missing and how to add it; null when nothing is. */
  problem: string | null;
  /** Whether the server has told its search attributes. */
  isListed: boolean;
};

/**
 * Whether everything we need of Temporal is there: the namespace and its search attributes. Throws what the connection throws
 * when the server does not answer.
 */
export const checkNamespace = async (
  config: TemporalConfig,
  services: NamespaceServices,
): Promise<NamespaceState> => {
  const namespace = config.TEMPORAL_NAMESPACE;
  try {
    await services.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (isRefusal(error)) return { problem: refusalOf(config), isListed: false };
    if (codeOf(error) !== status.notFound) throw error;
    const problem = `${placeOf(config)} has no namespace "${namespace}": correct TEMPORAL_NAMESPACE, or run: temporal operator namespace create --namespace ${namespace} --retention 30d --address ${config.TEMPORAL_ADDRESS}`;
    return { problem, isListed: false };
  }
  const present = await listAttributes(namespace, services);
  return present === null
    ? { problem: null, isListed: false }
    : { problem: wrongAttributes(config, present), isListed: true };
};
