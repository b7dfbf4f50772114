import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '#api/metrics.ts';
import { failures } from '#domain/failure.ts';
import { failureReasons, isOrdinary } from '#domain/provider-failure.ts';
import { projectRoot } from '#scripts/project.ts';
import { readProjectFile as read, readCompose } from '#scripts/testing/compose-file.ts';

const { compose } = readCompose();

/** The native part of Temporal's SDK, whose strings name every metric a worker exposes. */
function nativeCore(): Buffer {
  const releases = join(
    dirname(createRequire(import.meta.url).resolve('@temporalio/core-bridge/package.json')),
    'releases',
  );
  const [platform = ''] = readdirSync(releases);
  return readFileSync(join(releases, platform, 'index.node'));
}

describe('monitoring', () => {
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

  test('alerts about vendors and what is owed select by labels and values that exist, and name what they group by', () => {
    const metrics = createMetrics({ processMetrics: false }).registry;
    type Rule = { alert: string; expr: string; annotations: Record<string, string> };
    const rules: { groups: { rules: Rule[] }[] } = parse(read('deploy/prometheus/alerts.yml'));
    const own = rules.groups
      .flatMap((group) => group.rules)
      .filter(({ expr }) => /everslot_(provider|owed|attention)/.test(expr));
    expect(own.length).toBeGreaterThan(3);
    for (const { alert, expr, annotations } of own) {
      const [name = ''] = /everslot_[a-z_]+/.exec(expr) ?? [];
      const { labelNames } = (metrics.getSingleMetric(name) ?? {}) as { labelNames?: string[] };
      const grouped = [...expr.matchAll(/by \(([^)]+)\)/g)].flatMap(([, list]) => (list ?? '').split(/, */));
      const matched = [...expr.matchAll(/(\w+)[!=]~"([^"]+)"/g)];
      const shown = [
        ...Object.values(annotations)
          .join()
          .matchAll(/\$labels\.(\w+)/g),
      ].map(([, label]) => label);
      expect(labelNames, alert).toEqual(
        expect.arrayContaining([...grouped, ...matched.map(([, label]) => label)]),
      );
      expect(grouped, alert).toEqual(expect.arrayContaining(shown));
      for (const [, , values] of matched)
        expect(failures, alert).toEqual(expect.arrayContaining((values ?? '').split('|')));
    }
  });

  test('every failure that only an operator can mend has an alert of its own', () => {
    const alerts = read('deploy/prometheus/alerts.yml');
    const [, named = ''] = /EverslotVendorRefusesUs[\s\S]*?outcome=~"([^"]+)"/.exec(alerts) ?? [];
    const [, passing = ''] = /EverslotVendorFails[\s\S]*?outcome=~"([^"]+)"/.exec(alerts) ?? [];
    // These are told as an account that its owner has to connect again, or are a fault of ours.
    const elsewhere = [
      'revoked',
      'invalid',
      'malformed_request',
      'identity_not_proven',
      'credentials_not_stored',
      'circuit_open',
    ];
    const operators = Object.values(failureReasons)
      .flat()
      .filter((reason) => !isOrdinary(reason));
    expect([...named.split('|'), ...passing.split('|'), ...elsewhere].toSorted()).toEqual(
      operators.toSorted(),
    );
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

  test('what is kept of a scrape is what dashboard and alerts ask for, and a few figures of Temporal itself', () => {
    type Relabel = { source_labels: string[]; regex: string; action: string };
    const config: { scrape_configs: { job_name: string; metric_relabel_configs?: Relabel[] }[] } = parse(
      read('deploy/prometheus/prometheus.yml'),
    );
    const kept = (job: string) => {
      const rules =
        config.scrape_configs.find(({ job_name: name }) => name === job)?.metric_relabel_configs ?? [];
      expect(
        rules.map(({ source_labels: labels, action }) => [labels, action]),
        job,
      ).toEqual([[['__name__'], 'keep']]);
      return new RegExp(`^(?:${rules[0]?.regex})$`);
    };
    const asked = read('deploy/grafana/dashboards/everslot.json') + read('deploy/prometheus/alerts.yml');
    const names = new Set([...asked.matchAll(/(?:everslot|temporal)_\w+/g)].map(([name]) => name));
    expect(names.size).toBeGreaterThan(10);
    for (const name of names)
      expect(
        [kept('api'), kept('worker')].some((regex) => regex.test(name)),
        name,
      ).toBe(true);
    for (const name of names)
      if (name.startsWith('temporal_')) expect(kept('worker').test(name), name).toBe(true);
    for (const job of ['api', 'worker', 'temporal'])
      for (const unused of [
        'go_gc_duration_seconds',
        'temporal_long_request_latency_bucket',
        'history_size_bucket',
        'cache_latency_bucket',
      ])
        expect(kept(job).test(unused), `${job}: ${unused}`).toBe(false);
    expect(kept('temporal').test('service_errors')).toBe(true);
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
