import { describe, expect, test } from 'vitest';
import { migrations, routingPolicies, unprotectedTables } from './migrations.ts';

const none: string[] = [];

describe('migrations', () => {
  const { journal, files, sql } = migrations();

  test('are applied in the order they were written, each exactly once', () => {
    expect(journal.entries.map(({ idx }) => idx)).toEqual(journal.entries.map((_, index) => index));
    expect(journal.entries.map(({ when }) => when)).toEqual(
      journal.entries.map(({ when }) => when).toSorted((a, b) => a - b),
    );
    expect(files).toEqual(journal.entries.map(({ tag }) => `db/migrations/${tag}.sql`));
  });

  test('put every table of a tenant under forced row-level security', () => {
    expect(unprotectedTables(sql)).toEqual(none);
  });

  test('the check notices a table without protection', () => {
    const bare = `${sql}\nCREATE TABLE "notes" (\n\t"tenant_id" text NOT NULL\n);`;
    expect(unprotectedTables(bare)).toHaveLength(3);
    const unforced = `${bare}\nALTER TABLE "notes" ENABLE ROW LEVEL SECURITY;`;
    expect(unprotectedTables(unforced)).toContain('notes: row-level security is not forced');
  });

  test('policies beside the isolation of tenants are known by name, each with its reason in docs/adr', () => {
    expect(routingPolicies(sql).toSorted()).toEqual([
      'account_deletions_identity',
      'account_deletions_routing',
      'api_keys_routing',
      'api_keys_sweep',
      'audit_log_installation',
      'audit_log_operators',
      'booking_guests_erasure',
      'booking_timeline_erasure',
      'bookings_sweep',
      'calendars_operators',
      'claims_delete',
      'claims_insert',
      'claims_read',
      'claims_update',
      'connected_accounts_of_integrations',
      'connected_accounts_routing',
      'deliveries_figures',
      'deliveries_operators',
      'deliveries_sweep',
      'departures_operators',
      'disputes_sweep',
      'domains_operators',
      'domains_routing',
      'effects_figures',
      'effects_operators',
      'exports_identity',
      'exports_routing',
      'feature_switches_installation',
      'feature_switches_operators',
      'feature_switches_shared',
      'guest_erasures_erasure',
      'guest_requests_sweep',
      'handles_operators',
      'handles_routing',
      'idempotency_records_sweep',
      'integrations_operators',
      'integrations_sweep',
      'invitations_routing',
      'logos_routing',
      'members_operators',
      'members_routing',
      'notifications_figures',
      'notifications_identity',
      'notifications_operators',
      'notifications_sweep',
      'oauth_states_sweep',
      'operators_identity',
      'operators_routing',
      'operators_write',
      'payment_accounts_routing',
      'payment_accounts_sweep',
      'payments_operators',
      'payments_sweep',
      'person_photos_of_members',
      'persons_identity',
      'persons_of_members',
      'persons_routing',
      'persons_sweep',
      'push_channels_operators',
      'push_channels_routing',
      'reconciliations_sweep',
      'refunds_operators',
      'refunds_sweep',
      'registrations_installation',
      'registrations_sweep',
      'subscriptions_operators',
      'support_views_routing',
      'sweeps_read',
      'sweeps_write',
      'tenant_deletions_operators',
      'tenants_of_members',
      'tenants_operators',
      'vendor_calls_operators',
      'vendor_calls_shared',
      'vendor_calls_sweep',
      'wakeups_operators',
      'wakeups_relay',
      'web_assets_shared',
      'web_assets_sweep',
    ]);
  });
});
