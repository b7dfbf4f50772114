CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
-- No two exclusive claims of one person overlap, whatever the tenant. Ranges are half-open and include buffers.
ALTER TABLE "claims" ADD CONSTRAINT "claims_person_during_excl" EXCLUDE USING gist ("person_id" WITH =, "during" WITH &&) WHERE ("exclusive");--> statement-breakpoint
-- The other half of "time_blocks_claim_fk": no claim without its block. Both are written by one statement.
ALTER TABLE "claims" ADD CONSTRAINT "claims_block_fk" FOREIGN KEY ("id") REFERENCES "time_blocks" ("claim_id") ON DELETE CASCADE;--> statement-breakpoint
-- A tenant may add the persons of its members only, so the member comes first.
ALTER TABLE "members" ALTER CONSTRAINT "members_person_fk" DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_schedule_fk" FOREIGN KEY ("tenant_id", "schedule_id") REFERENCES "schedules" ("tenant_id", "id");--> statement-breakpoint
-- A claim inserts the blocks before the session they belong to.
ALTER TABLE "time_blocks" ALTER CONSTRAINT "time_blocks_session_fk" DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_target_key" ON "calendars" ("tenant_id", "member_id") WHERE "is_target";--> statement-breakpoint
-- FORCE: row-level security binds the owner of the tables, too.
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relrowsecurity
  LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t.relname);
  END LOOP;
END $$;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO everslot_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO everslot_app;--> statement-breakpoint
-- Append-only tables: the application may add, never change or remove.
REVOKE UPDATE, DELETE ON "audit_log", "booking_timeline", "ledger_entries" FROM everslot_app;--> statement-breakpoint
REVOKE DELETE ON "notifications", "deliveries", "webhook_inbox", "bookings", "booking_guests", "sessions", "effects", "support_views" FROM everslot_app;--> statement-breakpoint
REVOKE DELETE ON "payments", "refunds", "disputes", "payment_accounts", "reconciliations", "payment_findings" FROM everslot_app;--> statement-breakpoint
REVOKE DELETE ON "tenants", "persons", "handles", "api_keys", "guest_erasures", "vendor_calls" FROM everslot_app;--> statement-breakpoint
-- What a build's script is under its name never changes, whoever asks: the application adds, and says when it saw it last.
REVOKE UPDATE, DELETE ON "web_assets" FROM everslot_app;--> statement-breakpoint
GRANT UPDATE ("last_seen_at") ON "web_assets" TO everslot_app;--> statement-breakpoint
GRANT USAGE ON SCHEMA auth TO everslot_auth;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO everslot_auth;--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  -- Goes with its tenant: see "remove_tenant_rows".
  IF TG_OP = 'DELETE' AND current_user = 'everslot_owner' AND OLD.tenant_id = current_setting('app.removing_tenant', true) THEN
    RETURN OLD;
  END IF;
  -- What a guest who is erased has written goes, and nothing else: see "forget_reasons".
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'booking_timeline' AND current_user = 'everslot_owner'
    AND current_setting('app.erasing', true) = 'on' AND to_jsonb(NEW) = to_jsonb(OLD) || '{"reason": null}' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "ledger_entries_append_only" BEFORE UPDATE OR DELETE ON "ledger_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
-- At every commit the sums of a payment are those of its ledger, what is reserved is neither taken nor released, and no more is given back, or promised, than was taken.
CREATE FUNCTION "check_ledger"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  asked text := CASE TG_TABLE_NAME WHEN 'payments' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'payment_id' END;
  wrong text;
BEGIN
  SELECT p.id INTO wrong FROM payments p
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount_minor) FILTER (WHERE kind = 'captured'), 0) AS captured,
        coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund_succeeded'), 0)
          - coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund_returned'), 0) AS refunded,
        coalesce(sum(amount_minor) FILTER (WHERE kind = 'dispute_lost'), 0) AS lost,
        coalesce(sum(amount_minor) FILTER (WHERE kind = 'reserved'), 0)
          - coalesce(sum(amount_minor) FILTER (WHERE kind = 'reservation_released'), 0) AS reserved,
        count(*) FILTER (WHERE l.currency <> p.currency) AS foreign_entries
      FROM ledger_entries l WHERE l.tenant_id = p.tenant_id AND l.payment_id = p.id) l
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount_minor), 0) AS promised FROM refunds r
      WHERE r.tenant_id = p.tenant_id AND r.payment_id = p.id AND r.state IN ('owed', 'pending', 'succeeded')) r
    WHERE p.tenant_id = NEW.tenant_id AND p.id = asked
      AND (p.captured_minor <> l.captured OR p.refunded_minor <> l.refunded OR p.lost_minor <> l.lost
        OR p.reserved_minor <> CASE WHEN l.captured > 0 THEN 0 ELSE l.reserved END
        OR l.foreign_entries > 0 OR r.promised > p.captured_minor);
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'the sums of payment % are not those of its ledger', wrong USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_ledger';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "payments_ledger" AFTER INSERT OR UPDATE ON "payments" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_ledger"();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "refunds_ledger" AFTER INSERT OR UPDATE ON "refunds" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_ledger"();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "ledger_entries_ledger" AFTER INSERT ON "ledger_entries" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_ledger"();--> statement-breakpoint
CREATE TRIGGER "booking_timeline_append_only" BEFORE UPDATE OR DELETE ON "booking_timeline" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
-- One row for each integration whose grant is in use, under a hash of its account.
CREATE FUNCTION "account_hash"(vendor text, external_account_id text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT encode(sha256(convert_to(vendor || '|' || external_account_id, 'UTF8')), 'hex')
$$;--> statement-breakpoint
CREATE FUNCTION "keep_connected_account"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.status <> 'connected' THEN
    DELETE FROM connected_accounts WHERE integration_id = OLD.id;
  ELSE
    INSERT INTO connected_accounts (integration_id, account_hash)
      VALUES (NEW.id, account_hash(NEW.vendor, NEW.external_account_id))
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "integrations_keep_account" AFTER INSERT OR UPDATE OF "status" ON "integrations" FOR EACH ROW EXECUTE FUNCTION "keep_connected_account"();--> statement-breakpoint
-- Tells every API process what changed and which time that concerns; listeners filter by tenant. Ids and instants only.
CREATE FUNCTION "announce"("tenant_id" text, "noun" text, "id" text, "starts_at" timestamptz, "ends_at" timestamptz) RETURNS void
LANGUAGE sql SET search_path = pg_catalog AS $$
  SELECT pg_notify('everslot_changes', json_build_object(
    'tenantId', $1, 'noun', $2, 'id', $3,
    'startsAt', to_char($4 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'endsAt', to_char($5 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text);
$$;--> statement-breakpoint
CREATE FUNCTION "announce_change"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM public.announce(OLD.tenant_id, TG_ARGV[0], OLD.id, NULL, NULL);
  ELSE PERFORM public.announce(NEW.tenant_id, TG_ARGV[0], NEW.id, NULL, NULL);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
-- For tables with starts_at and ends_at. A move concerns the time that is left as well as the new one.
CREATE FUNCTION "announce_timed_change"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.starts_at, OLD.ends_at) IS DISTINCT FROM (NEW.starts_at, NEW.ends_at) THEN
    PERFORM public.announce(OLD.tenant_id, TG_ARGV[0], OLD.id, OLD.starts_at, OLD.ends_at);
  END IF;
  PERFORM public.announce(NEW.tenant_id, TG_ARGV[0], NEW.id, NEW.starts_at, NEW.ends_at);
  RETURN NULL;
END $$;--> statement-breakpoint
-- What is owed for a booking is part of what is shown of it.
CREATE FUNCTION "announce_owed"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.subject_kind = 'booking' THEN
    PERFORM public.announce(b.tenant_id, 'booking', b.id, b.starts_at, b.ends_at)
      FROM public.bookings b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.subject_id;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "announce_delivery"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM public.announce(b.tenant_id, 'booking', b.id, b.starts_at, b.ends_at)
    FROM public.notifications n JOIN public.bookings b ON b.tenant_id = n.tenant_id AND b.id = n.subject_id
    WHERE n.tenant_id = NEW.tenant_id AND n.id = NEW.notification_id AND n.subject_kind = 'booking';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "effects_announce" AFTER UPDATE ON "effects" FOR EACH ROW EXECUTE FUNCTION "announce_owed"();--> statement-breakpoint
CREATE TRIGGER "notifications_announce" AFTER UPDATE ON "notifications" FOR EACH ROW EXECUTE FUNCTION "announce_owed"();--> statement-breakpoint
CREATE TRIGGER "deliveries_announce" AFTER UPDATE OF "state" ON "deliveries" FOR EACH ROW EXECUTE FUNCTION "announce_delivery"();--> statement-breakpoint
-- What needs attention, or does so no longer.
CREATE TRIGGER "effects_announce_attention" AFTER UPDATE ON "effects" FOR EACH ROW
  WHEN (OLD.failure IS NOT NULL OR NEW.failure IS NOT NULL) EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "notifications_announce_attention" AFTER UPDATE ON "notifications" FOR EACH ROW
  WHEN (OLD.failure IS NOT NULL OR NEW.failure IS NOT NULL) EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "deliveries_announce_new_attention" AFTER INSERT ON "deliveries" FOR EACH ROW
  WHEN (NEW.failed_at IS NOT NULL) EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "deliveries_announce_attention" AFTER UPDATE ON "deliveries" FOR EACH ROW
  WHEN (OLD.failed_at IS NOT NULL OR NEW.failed_at IS NOT NULL) EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "departures_announce_attention" AFTER UPDATE ON "departures" FOR EACH ROW
  WHEN (OLD.failure IS NOT NULL OR NEW.failure IS NOT NULL) EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "conflicts_announce" AFTER INSERT OR UPDATE ON "conflicts" FOR EACH ROW EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "suppressions_announce" AFTER INSERT OR DELETE ON "suppressions" FOR EACH ROW EXECUTE FUNCTION "announce_change"('suppression');--> statement-breakpoint
-- What was paid for a booking is part of what is shown of it.
CREATE FUNCTION "announce_payment"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM public.announce(b.tenant_id, 'booking', b.id, b.starts_at, b.ends_at)
    FROM public.bookings b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.booking_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "payments_announce" AFTER INSERT OR UPDATE ON "payments" FOR EACH ROW EXECUTE FUNCTION "announce_payment"();--> statement-breakpoint
CREATE TRIGGER "payments_announce_attention" AFTER UPDATE ON "payments" FOR EACH ROW
  WHEN (OLD.failure IS DISTINCT FROM NEW.failure OR OLD.warned_at IS DISTINCT FROM NEW.warned_at OR OLD.warning_dismissed_at IS DISTINCT FROM NEW.warning_dismissed_at)
  EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "refunds_announce_attention" AFTER UPDATE ON "refunds" FOR EACH ROW
  WHEN (OLD.failure IS NOT NULL OR NEW.failure IS NOT NULL OR NEW.state = 'failed') EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "disputes_announce_attention" AFTER INSERT OR UPDATE ON "disputes" FOR EACH ROW EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "payment_findings_announce" AFTER INSERT OR UPDATE ON "payment_findings" FOR EACH ROW EXECUTE FUNCTION "announce_change"('attention');--> statement-breakpoint
CREATE TRIGGER "reconciliations_announce" AFTER INSERT OR UPDATE ON "reconciliations" FOR EACH ROW EXECUTE FUNCTION "announce_change"('reconciliation');--> statement-breakpoint
CREATE TRIGGER "bookings_announce" AFTER INSERT OR UPDATE ON "bookings" FOR EACH ROW EXECUTE FUNCTION "announce_timed_change"('booking');--> statement-breakpoint
CREATE TRIGGER "sessions_announce" AFTER INSERT OR UPDATE ON "sessions" FOR EACH ROW EXECUTE FUNCTION "announce_timed_change"('session');--> statement-breakpoint
CREATE TRIGGER "links_announce" AFTER INSERT OR UPDATE ON "links" FOR EACH ROW EXECUTE FUNCTION "announce_change"('link');--> statement-breakpoint
-- Who hosts a link, or is asked to, is part of what is shown of it.
CREATE FUNCTION "announce_host_request"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM public.announce(NEW.tenant_id, 'link', NEW.link_id, NULL, NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "host_requests_announce" AFTER INSERT OR UPDATE ON "host_requests" FOR EACH ROW EXECUTE FUNCTION "announce_host_request"();--> statement-breakpoint
-- A contact is read again by whoever has it open once an erasure of it has begun, and once it is done.
CREATE FUNCTION "announce_erasure"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM public.announce(NEW.tenant_id, 'contact', NEW.contact_id, NULL, NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "guest_erasures_announce" AFTER INSERT OR UPDATE ON "guest_erasures" FOR EACH ROW
  WHEN (NEW.contact_id IS NOT NULL) EXECUTE FUNCTION "announce_erasure"();--> statement-breakpoint
CREATE TRIGGER "schedules_announce" AFTER INSERT OR UPDATE OR DELETE ON "schedules" FOR EACH ROW EXECUTE FUNCTION "announce_change"('schedule');--> statement-breakpoint
-- A list of keys is read again, and the streams of one that has ended end; that one was used is not told.
CREATE TRIGGER "api_keys_announce" AFTER INSERT OR UPDATE OF "name", "key_hash", "revoked_at" ON "api_keys" FOR EACH ROW EXECUTE FUNCTION "announce_change"('api_key');--> statement-breakpoint
CREATE TRIGGER "domains_announce" AFTER INSERT OR UPDATE OR DELETE ON "domains" FOR EACH ROW EXECUTE FUNCTION "announce_change"('domain');--> statement-breakpoint
-- Who belongs to the organisation and as what, and its own state, decide what its pages offer.
CREATE TRIGGER "members_announce" AFTER INSERT OR UPDATE OF "role", "is_active", "removed_at", "frozen_at" ON "members" FOR EACH ROW EXECUTE FUNCTION "announce_change"('member');--> statement-breakpoint
CREATE FUNCTION "announce_tenant"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM public.announce(NEW.id, 'tenant', NEW.id, NULL, NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "tenants_announce" AFTER UPDATE OF "name", "state", "second_factor_required", "plan", "limits" ON "tenants" FOR EACH ROW EXECUTE FUNCTION "announce_tenant"();--> statement-breakpoint
-- What is shown of a subscription; when the vendor is asked next is nobody's news.
CREATE FUNCTION "announce_subscription"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (OLD.state, OLD.plan, OLD."interval", OLD.seats, OLD.is_cancelled, OLD.trial_ends_at, OLD.period_ends_at,
      OLD.past_due_since, OLD.trial_used_at, OLD.wanted_plan, OLD.wanted_cancelled, OLD.checkout_begun_at IS NULL, OLD.failures > 0)
    IS DISTINCT FROM (NEW.state, NEW.plan, NEW."interval", NEW.seats, NEW.is_cancelled, NEW.trial_ends_at, NEW.period_ends_at,
      NEW.past_due_since, NEW.trial_used_at, NEW.wanted_plan, NEW.wanted_cancelled, NEW.checkout_begun_at IS NULL, NEW.failures > 0)
  THEN PERFORM public.announce(NEW.tenant_id, 'subscription', NEW.tenant_id, NULL, NULL);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "subscriptions_announce" AFTER INSERT OR UPDATE ON "subscriptions" FOR EACH ROW EXECUTE FUNCTION "announce_subscription"();--> statement-breakpoint
CREATE TRIGGER "integrations_announce" AFTER INSERT OR UPDATE ON "integrations" FOR EACH ROW EXECUTE FUNCTION "announce_change"('integration');--> statement-breakpoint
CREATE TRIGGER "calendars_announce" AFTER INSERT OR UPDATE ON "calendars" FOR EACH ROW EXECUTE FUNCTION "announce_change"('calendar');--> statement-breakpoint
-- Counts over all tenants for the metrics, and nothing of the rows: only this function, as their owner, sees them.
CREATE POLICY "effects_figures" ON "effects" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.figures', true)) = 'on');--> statement-breakpoint
CREATE POLICY "notifications_figures" ON "notifications" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.figures', true)) = 'on');--> statement-breakpoint
CREATE POLICY "deliveries_figures" ON "deliveries" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.figures', true)) = 'on');--> statement-breakpoint
CREATE FUNCTION "operating_figures"() RETURNS TABLE ("kind" text, "failure" text, "attention" bigint, "owed" bigint, "owed_since" timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.figures', 'on', true);
  RETURN QUERY
  SELECT 'effect', e.failure, count(*) FILTER (WHERE e.failure IS NOT NULL), count(*) FILTER (WHERE e.state = 'owed'),
    min(coalesce(e.failing_since, e.try_at)) FILTER (WHERE e.state = 'owed')
  FROM public.effects e
  WHERE (e.failure IS NOT NULL AND e.state IN ('owed', 'given_up')) OR (e.state = 'owed' AND e.try_at <= now())
  GROUP BY e.failure
  UNION ALL
  SELECT 'notification', n.failure, count(*) FILTER (WHERE n.failure IS NOT NULL), count(*) FILTER (WHERE n.state = 'due'),
    min(coalesce(n.failing_since, n.due_at)) FILTER (WHERE n.state = 'due')
  FROM public.notifications n
  WHERE (n.failure IS NOT NULL AND n.state IN ('due', 'given_up')) OR (n.state = 'due' AND n.due_at <= now())
  GROUP BY n.failure
  UNION ALL
  SELECT 'delivery', d.failure, count(*), 0::bigint, NULL::timestamptz
  FROM public.deliveries d
  WHERE d.failed_at IS NOT NULL AND d.settled IS NULL
  GROUP BY d.failure;
  PERFORM set_config('app.figures', 'off', true);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "operating_figures"() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "operating_figures"() TO everslot_app;--> statement-breakpoint
-- What is kept for a while only goes by these functions alone, over all tenants; domain/retention says after how long. Only they, as
-- the tables' owner, see rows of every tenant.
REVOKE INSERT, UPDATE, DELETE ON "sweeps" FROM everslot_app;--> statement-breakpoint
CREATE POLICY "sweeps_write" ON "sweeps" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "idempotency_records_sweep" ON "idempotency_records" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "oauth_states_sweep" ON "oauth_states" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "deliveries_sweep" ON "deliveries" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "api_keys_sweep" ON "api_keys" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "registrations_sweep" ON "registrations" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "guest_requests_sweep" ON "guest_requests" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "vendor_calls_sweep" ON "vendor_calls" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "web_assets_sweep" ON "web_assets" TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "notifications_sweep" ON "notifications" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "bookings_sweep" ON "bookings" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "persons_sweep" ON "persons" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
-- For each table: the moment a row is dated by, which rows have something to lose, which of them must wait nevertheless ($1 is the
-- moment up to which is swept), and what becomes of a row.
CREATE FUNCTION "sweep_rule"("swept" text, OUT "dated" text, OUT "pending" text, OUT "waits" text, OUT "change" text)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
BEGIN
  dated := 'created_at';
  pending := 'true';
  waits := 'false';
  change := 'DELETE FROM %s t';
  CASE swept
    WHEN 'idempotency_records' THEN NULL;
    WHEN 'oauth_states', 'registrations', 'guest_requests', 'auth.sessions', 'auth.verifications' THEN dated := 'expires_at';
    WHEN 'webhook_inbox' THEN dated := 'received_at';
    WHEN 'api_keys' THEN dated := 'ends_at';
    WHEN 'web_assets' THEN dated := 'last_seen_at';
    WHEN 'vendor_calls' THEN dated := 'minute';
    WHEN 'auth.users' THEN
      pending := 'NOT t.email_verified AND NOT EXISTS (SELECT FROM public.persons p WHERE p.user_id = t.id)';
    WHEN 'deliveries' THEN
      pending := 't.content IS NOT NULL AND t.state <> ''queued''';
      waits := 'EXISTS (SELECT FROM public.notifications n JOIN public.bookings b ON b.tenant_id = n.tenant_id AND b.id = n.subject_id
        WHERE n.tenant_id = t.tenant_id AND n.id = t.notification_id AND n.subject_kind = ''booking'' AND b.ends_at >= $1)';
      change := 'UPDATE %s t SET content = NULL';
  END CASE;
END $$;--> statement-breakpoint
CREATE FUNCTION "sweep_table"("swept" text, "before" timestamptz, "most" integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  rule record;
  relation text := CASE WHEN swept LIKE 'auth.%' THEN swept ELSE 'public.' || swept END;
  swept_rows integer;
BEGIN
  rule := public.sweep_rule(swept);
  PERFORM set_config('app.sweep', 'on', true);
  EXECUTE format(rule.change || ' WHERE t.ctid = ANY (ARRAY(
      SELECT t.ctid FROM %s t WHERE t.%I < $1 AND %s AND NOT (%s) ORDER BY t.%I LIMIT $2 FOR UPDATE SKIP LOCKED))',
    relation, relation, rule.dated, rule.pending, rule.waits, rule.dated) USING before, most;
  GET DIAGNOSTICS swept_rows = ROW_COUNT;
  INSERT INTO public.sweeps AS s (table_name, removed) VALUES (swept, swept_rows)
    ON CONFLICT (table_name) DO UPDATE SET removed = s.removed + excluded.removed;
  PERFORM set_config('app.sweep', 'off', true);
  RETURN swept_rows;
END $$;--> statement-breakpoint
CREATE FUNCTION "close_sweep"("swept" text, "at" timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  rule record;
  relation text := CASE WHEN swept LIKE 'auth.%' THEN swept ELSE 'public.' || swept END;
  rows_left bigint;
  oldest timestamptz;
BEGIN
  rule := public.sweep_rule(swept);
  PERFORM set_config('app.sweep', 'on', true);
  EXECUTE format('SELECT count(*), min(t.%I) FROM %s t WHERE %s', rule.dated, relation, rule.pending)
    INTO rows_left, oldest;
  UPDATE public.sweeps SET swept_at = at, remaining = rows_left, oldest_at = oldest WHERE table_name = swept;
  PERFORM set_config('app.sweep', 'off', true);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "sweep_table"(text, timestamptz, integer), "close_sweep"(text, timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "sweep_table"(text, timestamptz, integer), "close_sweep"(text, timestamptz) TO everslot_app;--> statement-breakpoint
-- Ids of payments whose money is on its way, over all tenants, of which nobody has heard for a while: they are asked about by the sweep.
CREATE POLICY "payments_sweep" ON "payments" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "refunds_sweep" ON "refunds" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "disputes_sweep" ON "disputes" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE FUNCTION "payments_to_ask"("quiet_since" timestamptz, "most" integer) RETURNS TABLE ("tenant_id" text, "payment_id" text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.sweep', 'on', true);
  RETURN QUERY
    SELECT u.tenant_id, u.id FROM (
      (SELECT p.tenant_id, p.id, p.updated_at FROM public.payments p
        WHERE p.integration_id IS NOT NULL AND (p.state IN ('open', 'reserved') OR p.settled_at IS NULL)
          AND p.updated_at < quiet_since AND (p.state <> 'open' OR p.pay_by < quiet_since)
        ORDER BY p.updated_at LIMIT most)
      UNION
      (SELECT r.tenant_id, r.payment_id, p.updated_at FROM public.refunds r
        JOIN public.payments p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id
        WHERE r.state IN ('owed', 'pending') AND r.updated_at < quiet_since
          AND p.updated_at < quiet_since AND p.integration_id IS NOT NULL
        ORDER BY r.updated_at LIMIT most)
      UNION
      (SELECT d.tenant_id, d.payment_id, p.updated_at FROM public.disputes d
        JOIN public.payments p ON p.tenant_id = d.tenant_id AND p.id = d.payment_id
        WHERE d.state = 'open' AND d.updated_at < quiet_since AND p.updated_at < quiet_since AND p.integration_id IS NOT NULL
        ORDER BY d.updated_at LIMIT most)) u
    ORDER BY u.updated_at, u.id LIMIT most;
  PERFORM set_config('app.sweep', 'off', true);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "payments_to_ask"(timestamptz, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "payments_to_ask"(timestamptz, integer) TO everslot_app;--> statement-breakpoint
-- Accounts that take payments and were not reconciled since their moment of the night, which is spread by their id between one and five o'clock.
CREATE POLICY "integrations_sweep" ON "integrations" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "payment_accounts_sweep" ON "payment_accounts" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE POLICY "reconciliations_sweep" ON "reconciliations" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.sweep', true)) = 'on');--> statement-breakpoint
CREATE FUNCTION "accounts_to_reconcile"("at" timestamptz, "after" text, "most" integer) RETURNS TABLE ("tenant_id" text, "integration_id" text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.sweep', 'on', true);
  RETURN QUERY
    SELECT a.tenant_id, a.integration_id FROM public.payment_accounts a
      JOIN public.integrations i ON i.tenant_id = a.tenant_id AND i.id = a.integration_id
      CROSS JOIN LATERAL (
        SELECT make_interval(mins => 60 + abs(hashtext(a.integration_id) % 240)) AS past) s
      CROSS JOIN LATERAL (
        SELECT date_trunc('day', at - s.past, 'UTC') + s.past AS due) d
      WHERE a.integration_id > after AND i.status = 'connected' AND i.connected_at < d.due
        AND NOT EXISTS (SELECT FROM public.reconciliations r
          WHERE r.tenant_id = a.tenant_id AND r.integration_id = a.integration_id AND r.started_at >= d.due)
      ORDER BY a.integration_id LIMIT most;
  PERFORM set_config('app.sweep', 'off', true);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "accounts_to_reconcile"(timestamptz, text, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "accounts_to_reconcile"(timestamptz, text, integer) TO everslot_app;--> statement-breakpoint
-- How a person signs in, for the file of their data that is being made in this tenant; hashes and secrets stay where they are.
CREATE POLICY "exports_identity" ON "exports" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.identity', true)) = 'on');--> statement-breakpoint
CREATE POLICY "persons_identity" ON "persons" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.identity', true)) = 'on');--> statement-breakpoint
CREATE FUNCTION "exported_identity"("export_id" text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  answer jsonb;
BEGIN
  PERFORM set_config('app.identity', 'on', true);
  SELECT jsonb_build_object(
    'email', u.email, 'createdAt', u.created_at,
    'ways', (SELECT coalesce(jsonb_agg(a.provider_id ORDER BY a.provider_id), '[]') FROM auth.accounts a WHERE a.user_id = u.id),
    'secondFactorSince', (SELECT f.enabled_at FROM auth.second_factors f WHERE f.user_id = u.id),
    'passkeys', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'createdAt', k.created_at, 'lastUsedAt', k.last_used_at)
      ORDER BY k.created_at), '[]') FROM auth.passkeys k WHERE k.user_id = u.id),
    'signIns', (SELECT coalesce(jsonb_agg(jsonb_build_object('createdAt', s.created_at, 'lastSeenAt', s.last_seen_at,
      'expiresAt', s.expires_at, 'browser', s.user_agent, 'network', s.address_prefix) ORDER BY s.created_at), '[]')
      FROM auth.sessions s WHERE s.user_id = u.id))
  INTO answer
  FROM public.exports e JOIN public.persons p ON p.id = e.person_id JOIN auth.users u ON u.id = p.user_id
  WHERE e.id = $1 AND e.state = 'open' AND e.tenant_id = current_setting('app.tenant_id', true);
  PERFORM set_config('app.identity', 'off', true);
  RETURN answer;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "exported_identity"(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "exported_identity"(text) TO everslot_app;--> statement-breakpoint
-- The identity of a person who has left everywhere goes in the transaction that erases them, and not otherwise.
CREATE POLICY "account_deletions_identity" ON "account_deletions" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.identity', true)) = 'on');--> statement-breakpoint
CREATE POLICY "operators_identity" ON "operators" TO everslot_owner USING ((SELECT current_setting('app.identity', true)) = 'on');--> statement-breakpoint
CREATE POLICY "notifications_identity" ON "notifications" TO everslot_owner USING ((SELECT current_setting('app.identity', true)) = 'on');--> statement-breakpoint
CREATE FUNCTION "end_identity"("deletion_id" text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone text;
BEGIN
  PERFORM set_config('app.identity', 'on', true);
  SELECT p.user_id INTO gone FROM public.account_deletions d JOIN public.persons p ON p.id = d.person_id
    WHERE d.id = $1 AND d.state = 'leaving' AND d.tenant_id = current_setting('app.tenant_id', true);
  UPDATE public.operators SET email = '', withdrawn_by = coalesce(withdrawn_by, 'system'), withdrawn_at = coalesce(withdrawn_at, now())
    WHERE user_id = gone;
  UPDATE public.notifications SET details = NULL
    WHERE template = 'support_view_entered' AND details -> 'support' ->> 'userId' = gone;
  DELETE FROM auth.verifications WHERE value = gone;
  DELETE FROM auth.users WHERE id = gone;
  PERFORM set_config('app.identity', 'off', true);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "end_identity"(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "end_identity"(text) TO everslot_app;--> statement-breakpoint
-- The history of a booking is nobody's to change: only reasons, in words, go with the guest who is erased in this tenant.
CREATE POLICY "booking_timeline_erasure" ON "booking_timeline" TO everslot_owner USING ((SELECT current_setting('app.erasing', true)) = 'on');--> statement-breakpoint
CREATE POLICY "booking_guests_erasure" ON "booking_guests" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.erasing', true)) = 'on');--> statement-breakpoint
CREATE POLICY "guest_erasures_erasure" ON "guest_erasures" FOR SELECT TO everslot_owner USING ((SELECT current_setting('app.erasing', true)) = 'on');--> statement-breakpoint
CREATE FUNCTION "forget_reasons"("erasure_id" text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.erasing', 'on', true);
  UPDATE public.booking_timeline t SET reason = NULL
    FROM public.guest_erasures e JOIN public.booking_guests g ON g.tenant_id = e.tenant_id AND g.email = e.email AND g.position = 0
    WHERE e.id = $1 AND e.state = 'open' AND e.tenant_id = current_setting('app.tenant_id', true)
      AND t.tenant_id = e.tenant_id AND t.booking_id = g.booking_id AND t.reason IS NOT NULL;
  PERFORM set_config('app.erasing', 'off', true);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "forget_reasons"(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "forget_reasons"(text) TO everslot_app;--> statement-breakpoint
-- Operators read across tenants what these columns say, and never what guests or members wrote.
GRANT USAGE ON SCHEMA public TO everslot_ops;--> statement-breakpoint
GRANT SELECT ON "tenants", "members", "handles", "audit_log" TO everslot_ops;--> statement-breakpoint
-- What stands still, in ids, states and moments: no texts, no addresses, no secrets.
GRANT SELECT ("tenant_id", "id", "subject_kind", "subject_id", "name", "state", "try_at", "failures", "failure", "failing_since") ON "effects" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "subject_kind", "subject_id", "template", "state", "try_at", "failures", "failure", "failing_since") ON "notifications" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "notification_id", "attempts", "failure", "failed_at", "settled") ON "deliveries" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "state", "try_at", "failures", "failure", "created_at") ON "departures" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "integration_id", "state", "last_error", "last_synced_at", "created_at", "is_conflict_calendar", "is_target") ON "calendars" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "integration_id", "state", "ask_at", "failures", "failure", "failing_since") ON "payments" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "payment_id", "state", "try_at", "failures", "failure", "failing_since") ON "refunds" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ON "wakeups" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ON "tenant_deletions" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "plan", "interval", "seats", "state", "trial_ends_at", "period_ends_at", "is_cancelled", "past_due_since", "ask_at", "failure", "seen_at") ON "subscriptions" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "name", "state", "finding", "created_at", "asked_at", "verified_at", "checked_at", "failing_since", "try_at") ON "domains" TO everslot_ops;--> statement-breakpoint
-- How vendors and what is connected to them are: no names of accounts, no credentials.
GRANT SELECT ON "vendor_calls" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "capability", "vendor", "status", "lost_at") ON "integrations" TO everslot_ops;--> statement-breakpoint
GRANT SELECT ("tenant_id", "id", "calendar_id", "state", "expires_at", "created_at") ON "push_channels" TO everslot_ops;--> statement-breakpoint
-- Who operates the installation is written by operators; what was granted is history.
REVOKE INSERT, UPDATE, DELETE ON "operators" FROM everslot_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "operators", "feature_switches" TO everslot_ops;--> statement-breakpoint
GRANT INSERT ON "audit_log" TO everslot_ops;--> statement-breakpoint
-- Everything of a tenant that is deleted goes by these functions alone, and only once its deletion has come so far. Which tables those are
-- follows from the schema: whatever has a tenant. Policies for tables of later migrations are made after these (db/migrate.ts).
CREATE FUNCTION "tenant_tables"() RETURNS SETOF name LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
$$;--> statement-breakpoint
CREATE FUNCTION "allow_removal"() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE t name;
BEGIN
  FOR t IN SELECT public.tenant_tables() UNION SELECT 'tenants' LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = format('public.%I', t)::regclass AND p.polname = 'removal');
    EXECUTE format('CREATE POLICY removal ON public.%I TO everslot_owner USING (%I = (SELECT nullif(current_setting(''app.removing_tenant'', true), '''')))',
      t, CASE t WHEN 'tenants' THEN 'id' ELSE 'tenant_id' END);
  END LOOP;
END $$;--> statement-breakpoint
CREATE FUNCTION "begin_removal"("tenant" text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM set_config('app.removing_tenant', tenant, true);
  IF NOT EXISTS (SELECT FROM public.tenant_deletions d WHERE d.tenant_id = tenant AND d.state = 'removing') THEN
    RAISE EXCEPTION 'the tenant is not to be removed' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;--> statement-breakpoint
-- One pass over all tables, up to "most" rows of each: rows that others refer to wait for a later pass.
CREATE FUNCTION "remove_tenant_rows"("tenant" text, "most" integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t name;
  removed integer;
  total integer := 0;
BEGIN
  PERFORM public.begin_removal(tenant);
  SET CONSTRAINTS ALL IMMEDIATE;
  FOR t IN SELECT public.tenant_tables() LOOP
    CONTINUE WHEN t IN ('tenant_deletions', 'wakeups');
    BEGIN
      EXECUTE format('DELETE FROM public.%I WHERE ctid = ANY (ARRAY(SELECT ctid FROM public.%I WHERE tenant_id = $1 LIMIT $2))', t, t)
        USING tenant, most;
      GET DIAGNOSTICS removed = ROW_COUNT;
      total := total + removed;
    EXCEPTION WHEN foreign_key_violation THEN NULL;
    END;
  END LOOP;
  PERFORM set_config('app.removing_tenant', '', true);
  RETURN total;
END $$;--> statement-breakpoint
-- The end: refused while anything of the tenant is left.
CREATE FUNCTION "close_tenant"("tenant" text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t name;
  is_left boolean;
BEGIN
  PERFORM public.begin_removal(tenant);
  DELETE FROM public.wakeups WHERE tenant_id = tenant;
  DELETE FROM public.tenant_deletions WHERE tenant_id = tenant;
  FOR t IN SELECT public.tenant_tables() LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE tenant_id = $1)', t) INTO is_left USING tenant;
    IF is_left THEN RAISE EXCEPTION 'rows of % are left', t; END IF;
  END LOOP;
  DELETE FROM public.tenants WHERE id = tenant;
  PERFORM set_config('app.removing_tenant', '', true);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "allow_removal"(), "begin_removal"(text), "remove_tenant_rows"(text, integer), "close_tenant"(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "remove_tenant_rows"(text, integer), "close_tenant"(text) TO everslot_app;
