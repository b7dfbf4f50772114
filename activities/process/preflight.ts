import { readFile } from 'node:fs/promises';
import { NativeConnection } from '@temporalio/worker';
import { checkNamespace, isRefusal, placeOf, refusalOf } from '#temporal-config/check-namespace.ts';
import { connectionOptions, type TemporalConfig } from '#temporal-config/env.ts';

const deadlineMs = 10_000;

/** The transport's reason stands at the end of a chain of wrappers: `… message: "Connection refused" …`. */
const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return /message: \\?"([^"\\]+)/.exec(text)?.[1] ?? text.split('\n', 1)[0]?.slice(0, 200) ?? '';
};

/** Throws an `Error` with a sentence for the operator when Temporal cannot be reached. */
export const connectToTemporal = async (config: TemporalConfig): Promise<NativeConnection> => {
  try {
    return await NativeConnection.connect(connectionOptions(config));
  } catch (cause) {
    if (isRefusal(cause)) throw new Error(refusalOf(config), { cause });
    throw new Error(
      `${placeOf(config)} cannot be reached (${reasonOf(cause)}): start it, or correct TEMPORAL_ADDRESS; TEMPORAL_TLS and TEMPORAL_API_KEY say whether TLS is spoken.`,
      { cause },
    );
  }
};

/**
 * Whether everything a worker needs of Temporal is there: the namespace and its search attributes. Throws an `Error` with a
 * sentence that names what is missing and how to add it. Answers false when the server does not tell its attributes.
 */
export const checkTemporal = async (
  config: TemporalConfig,
  connection: NativeConnection,
): Promise<boolean> => {
  const { problem, isListed } = await connection
    .withAbortSignal(AbortSignal.timeout(deadlineMs), () => checkNamespace(config, connection))
    .catch((cause: unknown) => {
      throw new Error(`${placeOf(config)} does not answer (${reasonOf(cause)}).`, { cause });
    });
  if (problem !== null) throw new Error(problem);
  return isListed;
};

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
