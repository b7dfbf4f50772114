import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';

/** What a `.env` says about a deployment is not for the stack of `npm start`, which has its own database, secrets and addresses. */
const DEPLOYMENT =
  /^(NODE_ENV|HOST|PUBLIC_URL|WEBHOOK_BASE_URL|WEB_DIST|WORKFLOW_BUNDLE|WORKER_METRICS_\w+|TRUST_PROXY_HOPS|AUTH_SECRET|LINK_SECRET|ENCRYPTION_KEYS|METRICS_TOKEN|EVERSLOT_PARENT_PID|(DATABASE|TEMPORAL|POSTGRES|GRAFANA)_\w+)$/;

/** The settings of a `.env` text that apply to `npm start`: vendors' credentials, limits, ports. */
export function localSettings(text: string): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseEnv(text))) {
    if (value && !DEPLOYMENT.test(name)) settings[name] = value;
  }
  return settings;
}

/** Adds those settings to the environment; what the shell sets wins. A missing file is no error. */
export async function loadEnvFile(path: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '');
  for (const [name, value] of Object.entries(localSettings(text))) env[name] ??= value;
}
