import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#scripts/project.ts';

export type Service = {
  image?: string;
  build?: { context: string };
  command?: string | string[];
  entrypoint?: string[];
  environment?: Record<string, string>;
  profiles?: string[];
  volumes?: string[];
  ports?: string[];
  networks?: string[];
  mem_limit?: string;
  depends_on?: string[] | Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart?: string;
  logging?: { options: Record<string, string> };
  stop_grace_period?: string;
};
export type Compose = {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
};

/** A file of the project as text. */
export const readProjectFile = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** docker-compose.yml as text and parsed, with what it merges filled in. */
export const readCompose = (): { text: string; compose: Compose } => {
  const text = readProjectFile('docker-compose.yml');
  return { text, compose: parse(text, { merge: true }) };
};
