import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { SetupError } from '#scripts/report.ts';
import { attributeTypes } from '#temporal-config/check-namespace.ts';
import { SEARCH_ATTRIBUTES, type SearchAttributeKind } from '#temporal-config/search-attributes.ts';

const SERVICE = 'temporal.api.workflowservice.v1.WorkflowService';
const { ServingStatus } = proto.grpc.health.v1.HealthCheckResponse;
const RETENTION_SECONDS = 30 * 24 * 3600;

async function withConnection<T>(address: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address, connectTimeout: 1000 });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** One attempt: the frontend serves and the namespace can be used. */
export async function isTemporalReady(address: string, namespace = 'default'): Promise<boolean> {
  try {
    return await withConnection(address, (connection) =>
      connection.withDeadline(Date.now() + 1000, async () => {
        const { status } = await connection.healthService.check({ service: SERVICE });
        await connection.workflowService.describeNamespace({ namespace });
        return status === ServingStatus.SERVING;
      }),
    );
  } catch {
    return false;
  }
}

/** Waits until the server answers or `alive` says that waiting is pointless. */
export async function waitForTemporal(
  address: string,
  alive: () => boolean,
  timeoutMs = 30_000,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (alive() && performance.now() < deadline) {
    if (await isTemporalReady(address)) return true;
    await delay(50);
  }
  return false;
}

/** Registers the search attributes that are missing. Throws SetupError when a name is taken by another type. */
export async function ensureSearchAttributes(address: string, namespace = 'default'): Promise<void> {
  await withConnection(address, async ({ operatorService }) => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    const missing: Record<string, (typeof attributeTypes)[SearchAttributeKind]> = {};
    for (const [name, kind] of Object.entries(SEARCH_ATTRIBUTES)) {
      const present = customAttributes[name];
      if (present === undefined) missing[name] = attributeTypes[kind];
      else if (present !== attributeTypes[kind]) {
        throw new SetupError(
          `Search attribute ${name} of Temporal namespace "${namespace}" is not of type ${kind}; remove it there or use another namespace.`,
        );
      }
    }
    if (Object.keys(missing).length === 0) return;
    await operatorService.addSearchAttributes({ namespace, searchAttributes: missing });
  });
  await visibleAttributes(address, namespace);
}

/** The server caches its attributes; a workflow started before it looks again would be refused. */
async function visibleAttributes(address: string, namespace: string): Promise<void> {
  const names = Object.keys(SEARCH_ATTRIBUTES);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const known = await withConnection(address, async ({ operatorService }) => {
      const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
      return names.every((name) => name in customAttributes);
    });
    if (known) return;
    await delay(100);
  }
}

/** Keeps closed workflows for 30 days; a development server forgets them after one. */
export async function extendRetention(address: string, namespace = 'default'): Promise<void> {
  await withConnection(address, ({ workflowService }) =>
    workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: { seconds: RETENTION_SECONDS as never } },
    }),
  );
}
