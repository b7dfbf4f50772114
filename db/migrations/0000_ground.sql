CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"on_behalf_of" text,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text,
	"address_prefix" text,
	CONSTRAINT "audit_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auth"."accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"label" text,
	"last_used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkeys_credentialId_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."recovery_codes" (
	"user_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "auth"."second_factors" (
	"user_id" text PRIMARY KEY NOT NULL,
	"seed" text NOT NULL,
	"enabled_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"chosen_tenant_id" text,
	"support_view_id" text,
	"address_prefix" text,
	"last_seen_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth"."users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth"."verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "booking_guests" (
	"tenant_id" text NOT NULL,
	"booking_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"phone" text,
	"removed_at" timestamptz(3),
	CONSTRAINT "booking_guests_tenant_id_booking_id_position_pk" PRIMARY KEY("tenant_id","booking_id","position")
);
--> statement-breakpoint
ALTER TABLE "booking_guests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "booking_timeline" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"booking_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"actor_id" text,
	"key_id" text,
	"reason" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"workflow_run_id" text,
	CONSTRAINT "booking_timeline_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "booking_timeline" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"link_id" text NOT NULL,
	"session_id" text NOT NULL,
	"places" integer DEFAULT 1 NOT NULL,
	"seated" boolean NOT NULL,
	"contact_id" text,
	"code" text NOT NULL,
	"status" text NOT NULL,
	"starts_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3) NOT NULL,
	"duration_minutes" integer NOT NULL,
	"guest_time_zone" text NOT NULL,
	"locale" text NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"note" text,
	"terms" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"assignment" jsonb,
	"hold_until" timestamptz(3),
	"approve_by" timestamptz(3),
	"move_to" timestamptz(3),
	"move_by" timestamptz(3),
	"move_quote" jsonb,
	"price_minor" bigint,
	"currency" text,
	"tax_basis_points" integer DEFAULT 0 NOT NULL,
	"refund_terms" jsonb,
	"refund_anchor" timestamptz(3),
	"cancel_reason" text,
	"cancelled_by" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "bookings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "bookings_status_check" CHECK (status in ('held', 'pending_payment', 'pending_approval', 'confirmed', 'cancelled', 'declined', 'expired', 'completed', 'no_show')),
	CONSTRAINT "bookings_move_check" CHECK ((move_to is null) = (move_by is null)),
	CONSTRAINT "bookings_price_check" CHECK ((price_minor is null) = (currency is null) and price_minor > 0),
	CONSTRAINT "bookings_currency_check" CHECK (currency in ('AED', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JOD', 'JPY', 'KHR', 'KRW', 'KWD', 'LAK', 'MXN', 'MYR', 'NOK', 'NZD', 'OMR', 'PHP', 'PLN', 'PYG', 'RON', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD', 'UAH', 'UGX', 'USD', 'VND', 'XAF', 'XOF', 'XPF', 'ZAR')),
	CONSTRAINT "bookings_refund_terms_check" CHECK ((price_minor is null) = (refund_terms is null)),
	CONSTRAINT "bookings_places_check" CHECK (places > 0),
	CONSTRAINT "bookings_seated_check" CHECK (seated or status <> 'confirmed')
);
--> statement-breakpoint
ALTER TABLE "bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendars" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"integration_id" text NOT NULL,
	"member_id" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"color" text,
	"time_zone" text NOT NULL,
	"is_primary" boolean NOT NULL,
	"can_write" boolean NOT NULL,
	"makes_meetings" boolean NOT NULL,
	"is_conflict_calendar" boolean NOT NULL,
	"is_target" boolean NOT NULL,
	"state" text NOT NULL,
	"cursor" text,
	"passes" integer DEFAULT 0 NOT NULL,
	"last_synced_at" timestamptz(3),
	"read_until" timestamptz(3),
	"withheld" jsonb,
	"last_error" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "calendars_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "calendars" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conflicts" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"calendar_id" text NOT NULL,
	"session_id" text,
	"session_revision" integer,
	"theirs" jsonb,
	"missing" integer,
	"outcome" text,
	"found_at" timestamptz(3) NOT NULL,
	"settled_at" timestamptz(3),
	CONSTRAINT "conflicts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "conflicts_kind_check" CHECK (kind in ('event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "conflicts_outcome_check" CHECK (outcome in ('follow', 'restore', 'cancel', 'accept', 'keep', 'gone')),
	CONSTRAINT "conflicts_settled_check" CHECK ((outcome is null) = (settled_at is null))
);
--> statement-breakpoint
ALTER TABLE "conflicts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"calendar_id" text NOT NULL,
	"member_id" text NOT NULL,
	"external_id" text NOT NULL,
	"etag" text NOT NULL,
	"ical_uid" text,
	"title" text,
	"starts_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3) NOT NULL,
	"all_day" boolean NOT NULL,
	"busy" boolean NOT NULL,
	"tentative" boolean NOT NULL,
	"session_id" text,
	"seen_in_pass" integer DEFAULT 0 NOT NULL,
	"first_pass" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "push_channels" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"calendar_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"resource_id" text,
	"state" text NOT NULL,
	"expires_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "push_channels_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "push_channels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session_events" (
	"tenant_id" text NOT NULL,
	"session_id" text NOT NULL,
	"calendar_id" text NOT NULL,
	"external_id" text NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"written_revision" integer DEFAULT -1 NOT NULL,
	"state" text NOT NULL,
	"etag" text,
	"ical_uid" text,
	CONSTRAINT "session_events_tenant_id_session_id_calendar_id_pk" PRIMARY KEY("tenant_id","session_id","calendar_id")
);
--> statement-breakpoint
ALTER TABLE "session_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"time_zone" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "guest_erasures" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"contact_id" text,
	"email" text,
	"locale" text NOT NULL,
	"asked_by" text,
	"state" text DEFAULT 'open' NOT NULL,
	"cancelled" integer DEFAULT 0 NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"erased_at" timestamptz(3),
	CONSTRAINT "guest_erasures_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "guest_erasures_state_check" CHECK (state in ('open', 'telling', 'erased')),
	CONSTRAINT "guest_erasures_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "guest_erasures_email_check" CHECK ((state = 'erased') = (email is null)),
	CONSTRAINT "guest_erasures_erased_check" CHECK ((state = 'open') = (erased_at is null))
);
--> statement-breakpoint
ALTER TABLE "guest_erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "guest_requests" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"email" text,
	"locale" text NOT NULL,
	"wish" text NOT NULL,
	"erasure_id" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	CONSTRAINT "guest_requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "guest_requests_wish_check" CHECK (wish in ('see', 'erase'))
);
--> statement-breakpoint
ALTER TABLE "guest_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "effects" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"wanted" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"failing_since" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "effects_tenant_id_subject_kind_subject_id_name_pk" PRIMARY KEY("tenant_id","subject_kind","subject_id","name"),
	CONSTRAINT "effects_state_check" CHECK (state in ('owed', 'done', 'given_up', 'dismissed')),
	CONSTRAINT "effects_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "effects_failing_check" CHECK ((failure is null) = (failing_since is null))
);
--> statement-breakpoint
ALTER TABLE "effects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_records" (
	"tenant_id" text NOT NULL,
	"key_hash" text NOT NULL,
	"operation" text NOT NULL,
	"request_hash" text NOT NULL,
	"subject_id" text,
	"refusal" jsonb,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_records_pkey" PRIMARY KEY("tenant_id","key_hash")
);
--> statement-breakpoint
ALTER TABLE "idempotency_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "feature_switches" (
	"tenant_id" text NOT NULL,
	"feature" text NOT NULL,
	"is_on" boolean,
	"reason" text NOT NULL,
	"set_at" timestamptz(3) NOT NULL,
	CONSTRAINT "feature_switches_tenant_id_feature_pk" PRIMARY KEY("tenant_id","feature"),
	CONSTRAINT "feature_switches_feature_check" CHECK (feature in ('api_keys', 'calendar_accounts', 'csv_exports', 'group_links', 'mail_accounts'))
);
--> statement-breakpoint
ALTER TABLE "feature_switches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "logos" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "logos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "operators" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"email" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamptz(3) NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "operators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"tenant_name" text NOT NULL,
	"handle" text NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"mails" integer DEFAULT 1 NOT NULL,
	"next_mail_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"settled_at" timestamptz(3),
	CONSTRAINT "registrations_state_check" CHECK (state in ('open', 'done')),
	CONSTRAINT "registrations_settled_check" CHECK ((state = 'open') = (settled_at is null))
);
--> statement-breakpoint
ALTER TABLE "registrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"checkout_number" integer DEFAULT 1 NOT NULL,
	"checkout_plan" text NOT NULL,
	"checkout_interval" text NOT NULL,
	"checkout_seats" integer NOT NULL,
	"checkout_trial_days" integer NOT NULL,
	"checkout_begun_at" timestamptz(3),
	"checkout_id" text,
	"subscription_id" text,
	"customer_id" text,
	"plan" text,
	"interval" text,
	"seats" integer,
	"state" text,
	"trial_ends_at" timestamptz(3),
	"period_ends_at" timestamptz(3),
	"is_cancelled" boolean DEFAULT false NOT NULL,
	"past_due_since" timestamptz(3),
	"unknown_since" timestamptz(3),
	"trial_used_at" timestamptz(3),
	"trial_card" text,
	"wanted_plan" text,
	"wanted_interval" text,
	"wanted_cancelled" boolean,
	"ask_at" timestamptz(3) NOT NULL,
	"hints" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"seen_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_checkout_plan_check" CHECK (checkout_plan in ('pro', 'team')),
	CONSTRAINT "subscriptions_checkout_interval_check" CHECK (checkout_interval in ('month', 'year')),
	CONSTRAINT "subscriptions_plan_check" CHECK (plan in ('pro', 'team')),
	CONSTRAINT "subscriptions_interval_check" CHECK (interval in ('month', 'year')),
	CONSTRAINT "subscriptions_wanted_plan_check" CHECK (wanted_plan in ('pro', 'team')),
	CONSTRAINT "subscriptions_wanted_interval_check" CHECK (wanted_interval in ('month', 'year')),
	CONSTRAINT "subscriptions_state_check" CHECK (state in ('trialing', 'active', 'past_due', 'paused', 'incomplete', 'ended')),
	CONSTRAINT "subscriptions_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "subscriptions_known_check" CHECK ((subscription_id is null) = (state is null))
);
--> statement-breakpoint
ALTER TABLE "subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "support_views" (
	"tenant_id" text NOT NULL,
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"sign_in_id" text NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3) NOT NULL,
	"ended" text,
	"ended_at" timestamptz(3),
	CONSTRAINT "support_views_ended_check" CHECK (ended in ('left', 'time_over', 'signed_out', 'withdrawn')),
	CONSTRAINT "support_views_ended_at_check" CHECK ((ended is null) = (ended_at is null))
);
--> statement-breakpoint
ALTER TABLE "support_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sweeps" (
	"table_name" text PRIMARY KEY NOT NULL,
	"swept_at" timestamptz(3),
	"removed" bigint DEFAULT 0 NOT NULL,
	"remaining" bigint DEFAULT 0 NOT NULL,
	"oldest_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "sweeps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "vendor_calls" (
	"minute" timestamptz(3) NOT NULL,
	"vendor" text NOT NULL,
	"capability" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" integer NOT NULL,
	"latencies" integer[] NOT NULL,
	"last_at" timestamptz(3) NOT NULL,
	CONSTRAINT "vendor_calls_minute_vendor_capability_outcome_pk" PRIMARY KEY("minute","vendor","capability","outcome"),
	CONSTRAINT "vendor_calls_capability_check" CHECK (capability in ('billing', 'calendar', 'conference', 'email', 'identity', 'payment')),
	CONSTRAINT "vendor_calls_outcome_check" CHECK (outcome in ('ok', 'revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "vendor_calls_latencies_check" CHECK (cardinality(latencies) = 10)
);
--> statement-breakpoint
ALTER TABLE "vendor_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "wakeups" (
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"call_at" timestamptz(3) NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "wakeups_kind_subject_id_pk" PRIMARY KEY("kind","subject_id")
);
--> statement-breakpoint
ALTER TABLE "wakeups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "web_assets" (
	"name" text PRIMARY KEY NOT NULL,
	"content_type" text NOT NULL,
	"etag" text NOT NULL,
	"plain" "bytea" NOT NULL,
	"br" "bytea",
	"gzip" "bytea",
	"first_seen_at" timestamptz(3) DEFAULT now() NOT NULL,
	"last_seen_at" timestamptz(3) NOT NULL,
	CONSTRAINT "web_assets_name_check" CHECK (name ~ '^(app|_guest)/assets/[^/]+$')
);
--> statement-breakpoint
ALTER TABLE "web_assets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"event_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamptz(3) DEFAULT now() NOT NULL,
	"processed_at" timestamptz(3),
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "connected_accounts" (
	"integration_id" text PRIMARY KEY NOT NULL,
	"account_hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connected_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "integrations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"capability" text NOT NULL,
	"member_id" text,
	"vendor" text NOT NULL,
	"auth" text NOT NULL,
	"external_account_id" text NOT NULL,
	"account_label" text NOT NULL,
	"status" text NOT NULL,
	"credentials_ciphertext" text,
	"connected_at" timestamptz(3) NOT NULL,
	"lost_at" timestamptz(3),
	"disconnected_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "integrations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "integrations_account_key" UNIQUE NULLS NOT DISTINCT("tenant_id","capability","member_id","vendor","external_account_id"),
	CONSTRAINT "integrations_capability_check" CHECK (capability in ('calendar', 'conference', 'crm', 'email', 'payment', 'sms')),
	CONSTRAINT "integrations_owner_check" CHECK ((member_id is not null) = (capability in ('calendar'))),
	CONSTRAINT "integrations_auth_check" CHECK (auth in ('oauth', 'basic', 'key', 'none')),
	CONSTRAINT "integrations_status_check" CHECK (status in ('connected', 'needs_reconnection', 'disconnecting', 'disconnected')),
	CONSTRAINT "integrations_lost_check" CHECK (status <> 'needs_reconnection' or lost_at is not null)
);
--> statement-breakpoint
ALTER TABLE "integrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "oauth_states" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"vendor" text NOT NULL,
	"state_hash" text NOT NULL,
	"verifier_ciphertext" text NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	CONSTRAINT "oauth_states_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "oauth_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_accounts" (
	"tenant_id" text NOT NULL,
	"integration_id" text NOT NULL,
	"mode" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"webhook_id" text,
	"secret_ciphertext" text,
	"former_secret_ciphertext" text,
	"former_secret_until" timestamptz(3),
	"is_unrestricted" boolean NOT NULL,
	"country" text,
	"currency" text,
	"last_event_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "payment_accounts_tenant_id_integration_id_pk" PRIMARY KEY("tenant_id","integration_id"),
	CONSTRAINT "payment_accounts_endpoint_key" UNIQUE("endpoint_id"),
	CONSTRAINT "payment_accounts_mode_check" CHECK (mode in ('live', 'test')),
	CONSTRAINT "payment_accounts_currency_check" CHECK (currency in ('AED', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JOD', 'JPY', 'KHR', 'KRW', 'KWD', 'LAK', 'MXN', 'MYR', 'NOK', 'NZD', 'OMR', 'PHP', 'PLN', 'PYG', 'RON', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD', 'UAH', 'UGX', 'USD', 'VND', 'XAF', 'XOF', 'XPF', 'ZAR')),
	CONSTRAINT "payment_accounts_former_check" CHECK ((former_secret_ciphertext is null) = (former_secret_until is null))
);
--> statement-breakpoint
ALTER TABLE "payment_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "host_requests" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"link_id" text NOT NULL,
	"member_id" text NOT NULL,
	"requested_by" text NOT NULL,
	"state" text NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "host_requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "host_requests_state_check" CHECK (state in ('asked', 'agreed', 'named', 'declined', 'left', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "host_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "link_hosts" (
	"tenant_id" text NOT NULL,
	"link_id" text NOT NULL,
	"member_id" text NOT NULL,
	"position" integer NOT NULL,
	"credit" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "link_hosts_tenant_id_link_id_member_id_pk" PRIMARY KEY("tenant_id","link_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "link_hosts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "links" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"owner_id" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT 'one_to_one' NOT NULL,
	"capacity" integer DEFAULT 1 NOT NULL,
	"assignment" jsonb DEFAULT '{"strategy":"round_robin","namedHostId":null,"weights":{}}'::jsonb NOT NULL,
	"durations_minutes" jsonb NOT NULL,
	"schedule_id" text,
	"step_minutes" integer,
	"start_grid" jsonb DEFAULT '{"kind":"clock","offsetMinutes":0}'::jsonb NOT NULL,
	"buffer_before_minutes" integer DEFAULT 0 NOT NULL,
	"buffer_after_minutes" integer DEFAULT 0 NOT NULL,
	"notice_minutes" integer DEFAULT 60 NOT NULL,
	"booking_window" jsonb NOT NULL,
	"limits" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"location_kind" text NOT NULL,
	"location_value" text DEFAULT '' NOT NULL,
	"requires_approval" boolean DEFAULT false NOT NULL,
	"approval_deadline_hours" integer DEFAULT 48 NOT NULL,
	"hold_minutes" integer DEFAULT 10 NOT NULL,
	"reminder_minutes" jsonb DEFAULT '[1440,60]'::jsonb NOT NULL,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"guest_limit" jsonb,
	"cancel_notice_minutes" integer DEFAULT 0 NOT NULL,
	"reschedule_notice_minutes" integer DEFAULT 0 NOT NULL,
	"most_further_guests" integer DEFAULT 10 NOT NULL,
	"price_minor" bigint,
	"currency" text,
	"tax_basis_points" integer DEFAULT 0 NOT NULL,
	"refund_policy" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_hidden" boolean DEFAULT false NOT NULL,
	"redirect_url" text,
	"position" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"archived_at" timestamptz(3),
	"deleted_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "links_kind_check" CHECK (kind in ('one_to_one', 'group', 'collective', 'round_robin')),
	CONSTRAINT "links_deleted_check" CHECK (deleted_at is null or archived_at is not null),
	CONSTRAINT "links_capacity_check" CHECK (case when kind = 'group' then capacity > 1 else capacity = 1 end),
	CONSTRAINT "links_price_check" CHECK ((price_minor is null) = (currency is null) and price_minor > 0),
	CONSTRAINT "links_currency_check" CHECK (currency in ('AED', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JOD', 'JPY', 'KHR', 'KRW', 'KWD', 'LAK', 'MXN', 'MYR', 'NOK', 'NZD', 'OMR', 'PHP', 'PLN', 'PYG', 'RON', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD', 'UAH', 'UGX', 'USD', 'VND', 'XAF', 'XOF', 'XPF', 'ZAR'))
);
--> statement-breakpoint
ALTER TABLE "links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deliveries" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"notification_id" text NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"address" text NOT NULL,
	"content" jsonb,
	"state" text NOT NULL,
	"vendor" text,
	"external_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"failed_at" timestamptz(3),
	"settled" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"sent_at" timestamptz(3),
	CONSTRAINT "deliveries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "deliveries_content_check" CHECK (content is not null or state <> 'queued'),
	CONSTRAINT "deliveries_state_check" CHECK (state in ('queued', 'sent', 'delayed', 'failed', 'delivered', 'bounced', 'complained')),
	CONSTRAINT "deliveries_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "deliveries_settled_check" CHECK (settled in ('dismissed', 'replaced', 'overtaken')),
	CONSTRAINT "deliveries_failing_check" CHECK ((failed_at is not null) = (state in ('failed', 'bounced', 'complained')) and (failed_at is null or failure is not null))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"template" text NOT NULL,
	"key" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"minutes_before" integer,
	"details" jsonb,
	"state" text DEFAULT 'due' NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"waits_for" text,
	"try_at" timestamptz(3),
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"failing_since" timestamptz(3),
	"retries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"done_at" timestamptz(3),
	CONSTRAINT "notifications_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "notifications_state_check" CHECK (state in ('due', 'done', 'given_up', 'dropped')),
	CONSTRAINT "notifications_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "notifications_failing_check" CHECK ((failure is null) = (failing_since is null))
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppressions" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"delivery_id" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "suppressions_reason_check" CHECK (reason in ('bounced', 'complained'))
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "disputes" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"payment_id" text NOT NULL,
	"external_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"respond_by" timestamptz(3),
	"dismissed_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "disputes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "disputes_state_check" CHECK (state in ('open', 'won', 'lost'))
);
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"payment_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"external_id" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "ledger_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "ledger_entries_kind_check" CHECK (kind in ('reserved', 'reservation_released', 'captured', 'refund_requested', 'refund_succeeded', 'refund_failed', 'refund_returned', 'dispute_opened', 'dispute_won', 'dispute_lost')),
	CONSTRAINT "ledger_entries_amount_check" CHECK (amount_minor >= 0),
	CONSTRAINT "ledger_entries_currency_check" CHECK (currency in ('AED', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JOD', 'JPY', 'KHR', 'KRW', 'KWD', 'LAK', 'MXN', 'MYR', 'NOK', 'NZD', 'OMR', 'PHP', 'PLN', 'PYG', 'RON', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD', 'UAH', 'UGX', 'USD', 'VND', 'XAF', 'XOF', 'XPF', 'ZAR'))
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_findings" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"integration_id" text NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"payment_id" text,
	"ours_minor" bigint NOT NULL,
	"theirs_minor" bigint,
	"currency" text,
	"taken_at" timestamptz(3) NOT NULL,
	"found_at" timestamptz(3) NOT NULL,
	"seen_in" text NOT NULL,
	"healed_at" timestamptz(3),
	"dismissed_at" timestamptz(3),
	"dismissed_by" text,
	CONSTRAINT "payment_findings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_findings_kind_check" CHECK (kind in ('unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor')),
	CONSTRAINT "payment_findings_currency_check" CHECK (currency in ('AED', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JOD', 'JPY', 'KHR', 'KRW', 'KWD', 'LAK', 'MXN', 'MYR', 'NOK', 'NZD', 'OMR', 'PHP', 'PLN', 'PYG', 'RON', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD', 'UAH', 'UGX', 'USD', 'VND', 'XAF', 'XOF', 'XPF', 'ZAR'))
);
--> statement-breakpoint
ALTER TABLE "payment_findings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"booking_id" text NOT NULL,
	"purpose" text DEFAULT 'booking' NOT NULL,
	"move_to" timestamptz(3),
	"integration_id" text,
	"vendor" text,
	"mode" text,
	"state" text NOT NULL,
	"captures" text DEFAULT 'at_once' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"tax_basis_points" integer DEFAULT 0 NOT NULL,
	"pay_by" timestamptz(3) NOT NULL,
	"checkout_id" text,
	"checkout_url" text,
	"checkout_number" integer DEFAULT 0 NOT NULL,
	"checkout_begun_at" timestamptz(3),
	"charge_id" text,
	"method" text,
	"receipt_url" text,
	"captured_at" timestamptz(3),
	"reserved_minor" bigint DEFAULT 0 NOT NULL,
	"capture_before" timestamptz(3),
	"aim" text,
	"captured_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"lost_minor" bigint DEFAULT 0 NOT NULL,
	"kept_minor" bigint DEFAULT 0 NOT NULL,
	"settled_at" timestamptz(3),
	"ask_at" timestamptz(3),
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"failing_since" timestamptz(3),
	"warned_at" timestamptz(3),
	"warning_dismissed_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "payments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payments_mode_check" CHECK (mode in ('live', 'test')),
	CONSTRAINT "payments_purpose_check" CHECK (purpose in ('booking', 'move')),
	CONSTRAINT "payments_move_check" CHECK ((purpose = 'move') = (move_to is not null)),
	CONSTRAINT "payments_captures_check" CHECK (captures in ('at_once', 'on_approval')),
	CONSTRAINT "payments_aim_check" CHECK (aim in ('capture', 'release')),
	CONSTRAINT "payments_reserved_check" CHECK (reserved_minor >= 0 and (state <> 'reserved' or reserved_minor > 0)),
	CONSTRAINT "payments_vendor_check" CHECK (num_nulls(integration_id, vendor, mode) in (0, 3)),
	CONSTRAINT "payments_state_check" CHECK (state in ('open', 'reserved', 'closed', 'paid')),
	CONSTRAINT "payments_currency_check" CHECK (currency in ('AED', 'AUD', 'BGN', 'BHD', 'BRL', 'CAD', 'CHF', 'CLP', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JOD', 'JPY', 'KHR', 'KRW', 'KWD', 'LAK', 'MXN', 'MYR', 'NOK', 'NZD', 'OMR', 'PHP', 'PLN', 'PYG', 'RON', 'SAR', 'SEK', 'SGD', 'THB', 'TND', 'TRY', 'TWD', 'UAH', 'UGX', 'USD', 'VND', 'XAF', 'XOF', 'XPF', 'ZAR')),
	CONSTRAINT "payments_amount_check" CHECK (amount_minor > 0),
	CONSTRAINT "payments_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "payments_failing_check" CHECK ((failure is null) = (failing_since is null)),
	CONSTRAINT "payments_balance_check" CHECK (captured_minor = kept_minor + refunded_minor + lost_minor),
	CONSTRAINT "payments_sign_check" CHECK (least(captured_minor, kept_minor, refunded_minor, lost_minor) >= 0),
	CONSTRAINT "payments_paid_check" CHECK (state <> 'paid' or charge_id is not null or captured_minor = 0 or integration_id is null)
);
--> statement-breakpoint
ALTER TABLE "payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"integration_id" text NOT NULL,
	"from_at" timestamptz(3) NOT NULL,
	"to_at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"phase" text DEFAULT 'pages' NOT NULL,
	"cursor" text,
	"read_down_to" timestamptz(3) NOT NULL,
	"suspects" text[] DEFAULT '{}' NOT NULL,
	"read" integer DEFAULT 0 NOT NULL,
	"healed" integer DEFAULT 0 NOT NULL,
	"found" integer DEFAULT 0 NOT NULL,
	"standing" integer DEFAULT 0 NOT NULL,
	"totals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"started_at" timestamptz(3) NOT NULL,
	"ended_at" timestamptz(3),
	CONSTRAINT "reconciliations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "reconciliations_state_check" CHECK (state in ('running', 'done', 'failed')),
	CONSTRAINT "reconciliations_phase_check" CHECK (phase in ('pages', 'charges', 'refunds', 'disputes', 'end')),
	CONSTRAINT "reconciliations_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "reconciliations_ended_check" CHECK ((state = 'running') = (ended_at is null))
);
--> statement-breakpoint
ALTER TABLE "reconciliations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "refunds" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"payment_id" text NOT NULL,
	"key" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"member_id" text,
	"state" text NOT NULL,
	"external_id" text,
	"number" integer DEFAULT 0 NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"failing_since" timestamptz(3),
	"dismissed_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"ended_at" timestamptz(3),
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "refunds_amount_check" CHECK (amount_minor > 0),
	CONSTRAINT "refunds_reason_check" CHECK (reason in ('guest_cancelled', 'host_cancelled', 'declined', 'late', 'duplicate', 'time_lost', 'host_decision', 'moved')),
	CONSTRAINT "refunds_state_check" CHECK (state in ('owed', 'pending', 'succeeded', 'failed', 'cancelled')),
	CONSTRAINT "refunds_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "refunds_failing_check" CHECK ((failure is null) = (failing_since is null))
);
--> statement-breakpoint
ALTER TABLE "refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "account_deletions" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"plan" text NOT NULL,
	"state" text DEFAULT 'grace' NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"settled_at" timestamptz(3),
	CONSTRAINT "account_deletions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "account_deletions_state_check" CHECK (state in ('grace', 'leaving', 'erased', 'called_off')),
	CONSTRAINT "account_deletions_plan_check" CHECK (plan in ('reassign', 'cancel')),
	CONSTRAINT "account_deletions_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "account_deletions_settled_check" CHECK ((state in ('erased', 'called_off')) = (settled_at is not null))
);
--> statement-breakpoint
ALTER TABLE "account_deletions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "claims" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"starts_at" timestamptz(3) GENERATED ALWAYS AS (lower(during)) STORED,
	"ends_at" timestamptz(3) GENERATED ALWAYS AS (upper(during)) STORED,
	"exclusive" boolean DEFAULT true NOT NULL,
	"hold_until" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "claims" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "export_chunks" (
	"tenant_id" text NOT NULL,
	"export_id" text NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "export_chunks_tenant_id_export_id_position_pk" PRIMARY KEY("tenant_id","export_id","position")
);
--> statement-breakpoint
ALTER TABLE "export_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exports" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"writer" text,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"ready_at" timestamptz(3),
	"expires_at" timestamptz(3),
	CONSTRAINT "exports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "exports_state_check" CHECK (state in ('open', 'ready')),
	CONSTRAINT "exports_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "exports_ready_check" CHECK ((state = 'ready') = (ready_at is not null) and (ready_at is null) = (expires_at is null))
);
--> statement-breakpoint
ALTER TABLE "exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "person_photos" (
	"person_id" text PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL,
	"hash" text NOT NULL,
	"updated_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "person_photos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "persons" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text NOT NULL,
	"clock" text,
	"week_start" integer DEFAULT 1 NOT NULL,
	"password_set_at" timestamptz(3),
	"email_set_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "persons_clock_check" CHECK (clock in ('12h', '24h')),
	CONSTRAINT "persons_week_start_check" CHECK (week_start between 1 and 7)
);
--> statement-breakpoint
ALTER TABLE "persons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "schedule_overrides" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"schedule_id" text NOT NULL,
	"date" date NOT NULL,
	"ranges" jsonb NOT NULL,
	"title" text,
	CONSTRAINT "schedule_overrides_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "schedule_overrides" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "schedules" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"weekly" jsonb NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "schedules_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session_hosts" (
	"tenant_id" text NOT NULL,
	"session_id" text NOT NULL,
	"member_id" text NOT NULL,
	"is_organizer" boolean NOT NULL,
	CONSTRAINT "session_hosts_tenant_id_session_id_member_id_pk" PRIMARY KEY("tenant_id","session_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "session_hosts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"link_id" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3) NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"host_time_zone" text NOT NULL,
	"local_start" timestamp(0) NOT NULL,
	"utc_offset_minutes" integer NOT NULL,
	"tzdata_version" text NOT NULL,
	"location_kind" text NOT NULL,
	"location_value" text NOT NULL,
	"conference" text,
	"meeting_url" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sessions_time_key" UNIQUE("tenant_id","id","starts_at","ends_at"),
	CONSTRAINT "sessions_status_check" CHECK (status in ('open', 'closed')),
	CONSTRAINT "sessions_conference_check" CHECK (conference in ('own_link', 'vendor', 'calendar', 'none')),
	CONSTRAINT "sessions_places_check" CHECK (taken between 0 and capacity and capacity > 0)
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "time_blocks" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"starts_at" timestamptz(3) GENERATED ALWAYS AS (lower(during)) STORED,
	"ends_at" timestamptz(3) GENERATED ALWAYS AS (upper(during)) STORED,
	"kind" text NOT NULL,
	"exclusive" boolean NOT NULL,
	"claim_id" text,
	"session_id" text,
	"event_id" text,
	"buffer_before_minutes" integer DEFAULT 0 NOT NULL,
	"buffer_after_minutes" integer DEFAULT 0 NOT NULL,
	"tentative" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "time_blocks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "time_blocks_kind_check" CHECK (kind in ('session', 'event', 'external', 'time_off')),
	CONSTRAINT "time_blocks_source_check" CHECK ((kind = 'session') = (session_id is not null)),
	CONSTRAINT "time_blocks_claim_check" CHECK (exclusive = (claim_id is not null))
);
--> statement-breakpoint
ALTER TABLE "time_blocks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"key_hash" text NOT NULL,
	"former_hash" text,
	"former_until" timestamptz(3),
	"expires_at" timestamptz(3),
	"created_by" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"last_used_at" timestamptz(3),
	"last_used_from" text,
	"revoked_at" timestamptz(3),
	"ends_at" timestamptz(3) GENERATED ALWAYS AS (least(revoked_at, expires_at)) STORED,
	CONSTRAINT "api_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "api_keys_scopes_check" CHECK (cardinality(scopes) > 0),
	CONSTRAINT "api_keys_former_check" CHECK ((former_hash is null) = (former_until is null))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "departures" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"plan" text NOT NULL,
	"to_member_id" text,
	"asked_by" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"total" integer NOT NULL,
	"settled" integer DEFAULT 0 NOT NULL,
	"cancelled" integer DEFAULT 0 NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"done_at" timestamptz(3),
	CONSTRAINT "departures_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "departures_kind_check" CHECK (kind in ('deactivate', 'remove', 'leave')),
	CONSTRAINT "departures_plan_check" CHECK (plan in ('reassign', 'hand_over', 'cancel')),
	CONSTRAINT "departures_state_check" CHECK (state in ('open', 'settled', 'done')),
	CONSTRAINT "departures_failure_check" CHECK (failure in ('revoked', 'access_withdrawn', 'insufficient_permissions', 'credentials_refused', 'not_connected', 'throttled', 'quota_exceeded', 'missing', 'conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone', 'invalid', 'not_allowed', 'recipient_refused', 'sender_refused', 'content_refused', 'malformed_request', 'authorization_expired', 'insufficient_scopes', 'no_lasting_access', 'identity_not_proven', 'cursor_expired', 'unavailable', 'timeout', 'unreachable', 'unexpected_answer', 'in_progress', 'edited_meanwhile', 'circuit_open', 'not_configured', 'credentials_unreadable', 'credentials_not_stored', 'meeting_pending', 'meeting_failed', 'internal', 'last_owner', 'suppressed', 'capped', 'overtaken', 'undelivered', 'bounced', 'complained', 'refund_failed', 'payment_disputed', 'fraud_warned', 'unknown_payment', 'amount_differs', 'refund_differs', 'dispute_differs', 'missing_at_vendor', 'event_moved', 'event_removed', 'events_missing')),
	CONSTRAINT "departures_to_member_check" CHECK ((plan = 'hand_over') = (to_member_id is not null)),
	CONSTRAINT "departures_done_check" CHECK ((state = 'done') = (done_at is not null))
);
--> statement-breakpoint
ALTER TABLE "departures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "domains" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"token" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"finding" text,
	"added_by" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"verified_at" timestamptz(3),
	"failing_since" timestamptz(3),
	"unanswered_since" timestamptz(3),
	"checked_at" timestamptz(3),
	"try_at" timestamptz(3) NOT NULL,
	CONSTRAINT "domains_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "domains_state_check" CHECK (state in ('pending', 'verified', 'failing', 'given_up', 'released')),
	CONSTRAINT "domains_finding_check" CHECK (finding in ('proof_missing', 'points_elsewhere', 'in_use', 'unanswered')),
	CONSTRAINT "domains_name_check" CHECK (name = lower(name) and name ~ '^[a-z0-9.-]{4,253}$')
);
--> statement-breakpoint
ALTER TABLE "domains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "handles" (
	"name" text PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"member_id" text,
	"is_current" boolean DEFAULT true NOT NULL,
	"folded" text GENERATED ALWAYS AS (replace(replace(translate(name, '01-', 'ol'), 'rn', 'm'), 'vv', 'w')) STORED,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "handles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"member_id" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"settled_at" timestamptz(3),
	CONSTRAINT "invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "invitations_role_check" CHECK (role in ('owner', 'admin', 'host', 'viewer')),
	CONSTRAINT "invitations_state_check" CHECK (state in ('open', 'accepted', 'withdrawn')),
	CONSTRAINT "invitations_settled_check" CHECK ((state = 'open') = (settled_at is null)),
	CONSTRAINT "invitations_member_check" CHECK ((state = 'accepted') = (member_id is not null))
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "members" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"frozen_at" timestamptz(3),
	"removed_at" timestamptz(3),
	"chosen_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "members_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "members_role_check" CHECK (role in ('owner', 'admin', 'host', 'viewer')),
	CONSTRAINT "members_removed_check" CHECK (removed_at is null or not is_active),
	CONSTRAINT "members_frozen_check" CHECK (frozen_at is null or (is_active and role <> 'owner'))
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenant_deletions" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"former_state" text NOT NULL,
	"former_reason" text,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"try_at" timestamptz(3) NOT NULL,
	"is_disconnected" boolean DEFAULT false NOT NULL,
	"cancelled" integer DEFAULT 0 NOT NULL,
	"removed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "tenant_deletions_state_check" CHECK (state in ('waiting', 'settling', 'removing')),
	CONSTRAINT "tenant_deletions_former_check" CHECK (former_state in ('active', 'suspended'))
);
--> statement-breakpoint
ALTER TABLE "tenant_deletions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"sender_name" text,
	"accent" text,
	"logo" jsonb,
	"branding_version" integer DEFAULT 1 NOT NULL,
	"second_factor_required" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"state_at" timestamptz(3),
	"state_reason" text,
	"plan" text DEFAULT 'enterprise' NOT NULL,
	"plan_source" text DEFAULT 'standard' NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_state_check" CHECK (state in ('active', 'suspended')),
	CONSTRAINT "tenants_plan_check" CHECK (plan in ('free', 'pro', 'team', 'enterprise')),
	CONSTRAINT "tenants_plan_source_check" CHECK (plan_source in ('standard', 'operator', 'subscription')),
	CONSTRAINT "tenants_accent_check" CHECK (accent ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "auth"."accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."second_factors" ADD CONSTRAINT "second_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_guests" ADD CONSTRAINT "booking_guests_booking_fk" FOREIGN KEY ("tenant_id","booking_id") REFERENCES "public"."bookings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_timeline" ADD CONSTRAINT "booking_timeline_booking_fk" FOREIGN KEY ("tenant_id","booking_id") REFERENCES "public"."bookings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_link_fk" FOREIGN KEY ("tenant_id","link_id") REFERENCES "public"."links"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_session_fk" FOREIGN KEY ("tenant_id","session_id","starts_at","ends_at") REFERENCES "public"."sessions"("tenant_id","id","starts_at","ends_at") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_contact_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contacts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_integration_fk" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_calendar_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_session_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_calendar_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_channels" ADD CONSTRAINT "push_channels_calendar_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_session_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_calendar_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_erasures" ADD CONSTRAINT "guest_erasures_contact_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contacts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_erasures" ADD CONSTRAINT "guest_erasures_asked_by_fk" FOREIGN KEY ("tenant_id","asked_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_requests" ADD CONSTRAINT "guest_requests_erasure_fk" FOREIGN KEY ("tenant_id","erasure_id") REFERENCES "public"."guest_erasures"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logos" ADD CONSTRAINT "logos_tenant_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_tenant_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_accounts" ADD CONSTRAINT "payment_accounts_integration_fk" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_requests" ADD CONSTRAINT "host_requests_link_fk" FOREIGN KEY ("tenant_id","link_id") REFERENCES "public"."links"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_requests" ADD CONSTRAINT "host_requests_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_requests" ADD CONSTRAINT "host_requests_requested_by_fk" FOREIGN KEY ("tenant_id","requested_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_hosts" ADD CONSTRAINT "link_hosts_link_fk" FOREIGN KEY ("tenant_id","link_id") REFERENCES "public"."links"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_hosts" ADD CONSTRAINT "link_hosts_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_owner_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notification_fk" FOREIGN KEY ("tenant_id","notification_id") REFERENCES "public"."notifications"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_delivery_fk" FOREIGN KEY ("tenant_id","delivery_id") REFERENCES "public"."deliveries"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_payment_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD CONSTRAINT "payment_findings_payment_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_findings" ADD CONSTRAINT "payment_findings_reconciliation_fk" FOREIGN KEY ("tenant_id","seen_in") REFERENCES "public"."reconciliations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_booking_fk" FOREIGN KEY ("tenant_id","booking_id") REFERENCES "public"."bookings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_integration_fk" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_integration_fk" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_deletions" ADD CONSTRAINT "account_deletions_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_export_fk" FOREIGN KEY ("tenant_id","export_id") REFERENCES "public"."exports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_photos" ADD CONSTRAINT "person_photos_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_overrides" ADD CONSTRAINT "schedule_overrides_schedule_fk" FOREIGN KEY ("tenant_id","schedule_id") REFERENCES "public"."schedules"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_hosts" ADD CONSTRAINT "session_hosts_session_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_hosts" ADD CONSTRAINT "session_hosts_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_link_fk" FOREIGN KEY ("tenant_id","link_id") REFERENCES "public"."links"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD CONSTRAINT "time_blocks_claim_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD CONSTRAINT "time_blocks_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD CONSTRAINT "time_blocks_session_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_to_member_fk" FOREIGN KEY ("tenant_id","to_member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_asked_by_fk" FOREIGN KEY ("tenant_id","asked_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domains" ADD CONSTRAINT "domains_added_by_fk" FOREIGN KEY ("tenant_id","added_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handles" ADD CONSTRAINT "handles_tenant_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handles" ADD CONSTRAINT "handles_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_fk" FOREIGN KEY ("tenant_id","invited_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_member_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_deletions" ADD CONSTRAINT "tenant_deletions_tenant_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_target_idx" ON "audit_log" USING btree ("tenant_id","target_kind","target_id");--> statement-breakpoint
CREATE INDEX "audit_log_at_idx" ON "audit_log" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_all_at_idx" ON "audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "accounts_user_id_idx" ON "auth"."accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_account_key" ON "auth"."accounts" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "passkeys_user_id_idx" ON "auth"."passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_idx" ON "auth"."sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "booking_guests_email_idx" ON "booking_guests" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "booking_timeline_sequence_key" ON "booking_timeline" USING btree ("tenant_id","booking_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_code_key" ON "bookings" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE INDEX "bookings_tenant_starts_at_idx" ON "bookings" USING btree ("tenant_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "bookings_open_idx" ON "bookings" USING btree ("tenant_id","starts_at","id") WHERE status in ('held', 'pending_payment', 'pending_approval', 'confirmed');--> statement-breakpoint
CREATE INDEX "bookings_link_starts_at_idx" ON "bookings" USING btree ("tenant_id","link_id","starts_at");--> statement-breakpoint
CREATE INDEX "bookings_session_idx" ON "bookings" USING btree ("tenant_id","session_id");--> statement-breakpoint
CREATE INDEX "bookings_move_by_idx" ON "bookings" USING btree ("tenant_id","move_by") WHERE move_by is not null;--> statement-breakpoint
CREATE INDEX "bookings_contact_idx" ON "bookings" USING btree ("tenant_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_external_key" ON "calendars" USING btree ("tenant_id","integration_id","external_id");--> statement-breakpoint
CREATE INDEX "calendars_member_idx" ON "calendars" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "calendars_stuck_idx" ON "calendars" USING btree (coalesce(last_synced_at, created_at),"id") WHERE last_error is not null;--> statement-breakpoint
CREATE INDEX "calendars_synced_idx" ON "calendars" USING btree (coalesce(last_synced_at, created_at),"id") WHERE is_conflict_calendar or is_target;--> statement-breakpoint
CREATE UNIQUE INDEX "conflicts_open_key" ON "conflicts" USING btree ("tenant_id","calendar_id",coalesce(session_id, '')) WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "conflicts_attention_idx" ON "conflicts" USING btree ("tenant_id","found_at","id") WHERE outcome is null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_external_key" ON "events" USING btree ("tenant_id","calendar_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_channels_id_key" ON "push_channels" USING btree ("id");--> statement-breakpoint
CREATE INDEX "push_channels_calendar_idx" ON "push_channels" USING btree ("tenant_id","calendar_id");--> statement-breakpoint
CREATE INDEX "push_channels_expiry_idx" ON "push_channels" USING btree ("expires_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_email_key" ON "contacts" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "guest_erasures_open_key" ON "guest_erasures" USING btree ("tenant_id","email") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "guest_erasures_contact_idx" ON "guest_erasures" USING btree ("tenant_id","contact_id");--> statement-breakpoint
CREATE INDEX "guest_requests_email_idx" ON "guest_requests" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE INDEX "guest_requests_expires_at_idx" ON "guest_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "effects_id_key" ON "effects" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "effects_attention_idx" ON "effects" USING btree ("tenant_id","failing_since","id") WHERE failure is not null and state in ('owed', 'given_up');--> statement-breakpoint
CREATE INDEX "effects_owed_idx" ON "effects" USING btree ("try_at") WHERE state = 'owed';--> statement-breakpoint
CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "logos_hash_idx" ON "logos" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "operators_user_key" ON "operators" USING btree ("user_id") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "registrations_expires_at_idx" ON "registrations" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_trial_card_key" ON "subscriptions" USING btree ("trial_card");--> statement-breakpoint
CREATE INDEX "support_views_open_idx" ON "support_views" USING btree ("user_id") WHERE ended is null;--> statement-breakpoint
CREATE INDEX "wakeups_call_at_idx" ON "wakeups" USING btree ("call_at");--> statement-breakpoint
CREATE INDEX "wakeups_due_at_idx" ON "wakeups" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "web_assets_last_seen_at_idx" ON "web_assets" USING btree ("last_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_inbox_event_key" ON "webhook_inbox" USING btree ("vendor","event_id");--> statement-breakpoint
CREATE INDEX "webhook_inbox_received_at_idx" ON "webhook_inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "connected_accounts_hash_idx" ON "connected_accounts" USING btree ("account_hash");--> statement-breakpoint
CREATE INDEX "integrations_lost_idx" ON "integrations" USING btree ("lost_at","id") WHERE status = 'needs_reconnection';--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_states_hash_key" ON "oauth_states" USING btree ("state_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "host_requests_member_key" ON "host_requests" USING btree ("tenant_id","link_id","member_id");--> statement-breakpoint
CREATE INDEX "host_requests_member_idx" ON "host_requests" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "link_hosts_member_idx" ON "link_hosts" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "links_owner_slug_key" ON "links" USING btree ("tenant_id","owner_id","slug") WHERE archived_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_key" ON "deliveries" USING btree ("tenant_id","notification_id","channel","recipient","sequence");--> statement-breakpoint
CREATE INDEX "deliveries_attention_idx" ON "deliveries" USING btree ("tenant_id","failed_at","id") WHERE failed_at is not null and settled is null;--> statement-breakpoint
CREATE INDEX "deliveries_address_idx" ON "deliveries" USING btree ("tenant_id","address","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_failing_address_idx" ON "deliveries" USING btree ("tenant_id","address") WHERE failed_at is not null and settled is null;--> statement-breakpoint
CREATE INDEX "deliveries_content_idx" ON "deliveries" USING btree ("created_at") WHERE content is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_key" ON "notifications" USING btree ("tenant_id","subject_kind","subject_id","key");--> statement-breakpoint
CREATE INDEX "notifications_due_idx" ON "notifications" USING btree ("tenant_id","subject_kind","subject_id") WHERE state = 'due';--> statement-breakpoint
CREATE INDEX "notifications_failing_idx" ON "notifications" USING btree ("tenant_id","subject_kind","subject_id") WHERE failure is not null;--> statement-breakpoint
CREATE INDEX "notifications_attention_idx" ON "notifications" USING btree ("tenant_id","failing_since","id") WHERE failure is not null and state in ('due', 'given_up');--> statement-breakpoint
CREATE INDEX "notifications_owed_idx" ON "notifications" USING btree ("due_at") WHERE state = 'due';--> statement-breakpoint
CREATE INDEX "notifications_support_idx" ON "notifications" USING btree ((details -> 'support' ->> 'userId')) WHERE template = 'support_view_entered';--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_address_key" ON "suppressions" USING btree ("tenant_id","channel","address");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_external_key" ON "disputes" USING btree ("tenant_id","payment_id","external_id");--> statement-breakpoint
CREATE INDEX "disputes_unfinished_idx" ON "disputes" USING btree ("updated_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "disputes_attention_idx" ON "disputes" USING btree ("tenant_id","created_at","id") WHERE state = 'open' and dismissed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_sequence_key" ON "ledger_entries" USING btree ("tenant_id","payment_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_key" ON "ledger_entries" USING btree ("tenant_id","payment_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_findings_key" ON "payment_findings" USING btree ("tenant_id","integration_id","kind","external_id");--> statement-breakpoint
CREATE INDEX "payment_findings_payment_idx" ON "payment_findings" USING btree ("tenant_id","payment_id");--> statement-breakpoint
CREATE INDEX "payment_findings_attention_idx" ON "payment_findings" USING btree ("tenant_id","found_at","id") WHERE healed_at is null and dismissed_at is null;--> statement-breakpoint
CREATE INDEX "payments_booking_idx" ON "payments" USING btree ("tenant_id","booking_id");--> statement-breakpoint
CREATE INDEX "payments_created_at_idx" ON "payments" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_state_idx" ON "payments" USING btree ("tenant_id","state","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_checkout_key" ON "payments" USING btree ("tenant_id","integration_id","checkout_id");--> statement-breakpoint
CREATE INDEX "payments_charge_idx" ON "payments" USING btree ("tenant_id","charge_id");--> statement-breakpoint
CREATE INDEX "payments_captured_at_idx" ON "payments" USING btree ("tenant_id","integration_id","captured_at");--> statement-breakpoint
CREATE INDEX "payments_unfinished_idx" ON "payments" USING btree ("updated_at") WHERE integration_id is not null and (state in ('open', 'reserved') or settled_at is null);--> statement-breakpoint
CREATE INDEX "payments_failing_idx" ON "payments" USING btree ("tenant_id","failing_since","id") WHERE failure is not null;--> statement-breakpoint
CREATE INDEX "payments_warned_idx" ON "payments" USING btree ("tenant_id","warned_at","id") WHERE warned_at is not null and warning_dismissed_at is null;--> statement-breakpoint
CREATE INDEX "reconciliations_account_idx" ON "reconciliations" USING btree ("tenant_id","integration_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliations_running_key" ON "reconciliations" USING btree ("tenant_id","integration_id") WHERE state = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_key" ON "refunds" USING btree ("tenant_id","payment_id","key");--> statement-breakpoint
CREATE INDEX "refunds_external_idx" ON "refunds" USING btree ("tenant_id","external_id");--> statement-breakpoint
CREATE INDEX "refunds_unfinished_idx" ON "refunds" USING btree ("updated_at") WHERE state in ('owed', 'pending');--> statement-breakpoint
CREATE INDEX "refunds_failing_idx" ON "refunds" USING btree ("tenant_id","failing_since","id") WHERE failure is not null;--> statement-breakpoint
CREATE INDEX "refunds_failed_idx" ON "refunds" USING btree ("tenant_id","ended_at","id") WHERE state = 'failed' and dismissed_at is null;--> statement-breakpoint
CREATE INDEX "account_deletions_person_idx" ON "account_deletions" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "account_deletions_open_key" ON "account_deletions" USING btree ("person_id") WHERE state in ('grace', 'leaving');--> statement-breakpoint
CREATE INDEX "claims_person_time_idx" ON "claims" USING btree ("person_id","ends_at","starts_at");--> statement-breakpoint
CREATE INDEX "exports_person_idx" ON "exports" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "exports_open_key" ON "exports" USING btree ("person_id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "persons_user_key" ON "persons" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_overrides_date_key" ON "schedule_overrides" USING btree ("tenant_id","schedule_id","date");--> statement-breakpoint
CREATE INDEX "schedules_member_idx" ON "schedules" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "session_hosts_member_idx" ON "session_hosts" USING btree ("tenant_id","member_id","session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_shared_key" ON "sessions" USING btree ("tenant_id","link_id","starts_at") WHERE capacity > 1 and status = 'open';--> statement-breakpoint
CREATE INDEX "sessions_link_starts_at_idx" ON "sessions" USING btree ("tenant_id","link_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "time_blocks_claim_key" ON "time_blocks" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "time_blocks_member_time_idx" ON "time_blocks" USING btree ("tenant_id","member_id","ends_at","starts_at");--> statement-breakpoint
CREATE INDEX "time_blocks_session_idx" ON "time_blocks" USING btree ("tenant_id","session_id");--> statement-breakpoint
CREATE INDEX "time_blocks_event_idx" ON "time_blocks" USING btree ("tenant_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_keys_former_hash_idx" ON "api_keys" USING btree ("former_hash") WHERE former_hash is not null;--> statement-breakpoint
CREATE INDEX "api_keys_member_idx" ON "api_keys" USING btree ("tenant_id","member_id","id");--> statement-breakpoint
CREATE INDEX "api_keys_ends_at_idx" ON "api_keys" USING btree ("ends_at") WHERE ends_at is not null;--> statement-breakpoint
CREATE INDEX "departures_member_idx" ON "departures" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "departures_stuck_idx" ON "departures" USING btree ("created_at","id") WHERE failure is not null and state <> 'done';--> statement-breakpoint
CREATE UNIQUE INDEX "domains_tenant_name_key" ON "domains" USING btree ("tenant_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "domains_served_key" ON "domains" USING btree ("name") WHERE state in ('verified', 'failing');--> statement-breakpoint
CREATE INDEX "domains_stuck_idx" ON "domains" USING btree (coalesce(failing_since, asked_at),"id") WHERE state in ('pending', 'failing') and finding is not null;--> statement-breakpoint
CREATE INDEX "handles_folded_idx" ON "handles" USING btree ("folded");--> statement-breakpoint
CREATE UNIQUE INDEX "handles_member_current_key" ON "handles" USING btree ("tenant_id","member_id") WHERE is_current;--> statement-breakpoint
CREATE UNIQUE INDEX "handles_tenant_current_key" ON "handles" USING btree ("tenant_id") WHERE is_current and member_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_key" ON "invitations" USING btree ("tenant_id","email") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "invitations_email_idx" ON "invitations" USING btree ("email") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "members_id_key" ON "members" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_person_key" ON "members" USING btree ("tenant_id","person_id");--> statement-breakpoint
CREATE INDEX "members_person_id_idx" ON "members" USING btree ("person_id");--> statement-breakpoint
CREATE VIEW "public"."member_profiles" WITH (security_invoker = true) AS (select m.tenant_id, m.id, m.person_id, p.user_id, m.role, p.name, p.email, h.name as username, m.bio, p.time_zone, p.locale, m.is_active, m.frozen_at is not null as is_frozen, f.hash as photo_hash from members m join persons p on p.id = m.person_id join handles h on h.tenant_id = m.tenant_id and h.member_id = m.id and h.is_current left join person_photos f on f.person_id = m.person_id);--> statement-breakpoint
CREATE POLICY "audit_log_tenant_isolation" ON "audit_log" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "audit_log_operators" ON "audit_log" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "audit_log_installation" ON "audit_log" AS PERMISSIVE FOR INSERT TO "everslot_ops" WITH CHECK (tenant_id = 'installation');--> statement-breakpoint
CREATE POLICY "booking_guests_tenant_isolation" ON "booking_guests" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "booking_timeline_tenant_isolation" ON "booking_timeline" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "bookings_tenant_isolation" ON "bookings" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "calendars_tenant_isolation" ON "calendars" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "calendars_operators" ON "calendars" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "conflicts_tenant_isolation" ON "conflicts" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "events_tenant_isolation" ON "events" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "push_channels_tenant_isolation" ON "push_channels" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "push_channels_operators" ON "push_channels" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "push_channels_routing" ON "push_channels" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "session_events_tenant_isolation" ON "session_events" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "contacts_tenant_isolation" ON "contacts" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "guest_erasures_tenant_isolation" ON "guest_erasures" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "guest_requests_tenant_isolation" ON "guest_requests" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "effects_tenant_isolation" ON "effects" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "effects_operators" ON "effects" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "idempotency_records_tenant_isolation" ON "idempotency_records" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "feature_switches_tenant_isolation" ON "feature_switches" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "feature_switches_operators" ON "feature_switches" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "feature_switches_shared" ON "feature_switches" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (tenant_id = 'installation');--> statement-breakpoint
CREATE POLICY "feature_switches_installation" ON "feature_switches" AS PERMISSIVE FOR ALL TO "everslot_ops" USING (tenant_id = 'installation') WITH CHECK (tenant_id = 'installation');--> statement-breakpoint
CREATE POLICY "logos_tenant_isolation" ON "logos" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "logos_routing" ON "logos" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (hash = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "operators_routing" ON "operators" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (user_id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "operators_write" ON "operators" AS PERMISSIVE FOR ALL TO "everslot_ops" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "registrations_installation" ON "registrations" AS PERMISSIVE FOR ALL TO "everslot_app" USING ((select current_setting('app.tenant_id', true)) = 'installation') WITH CHECK ((select current_setting('app.tenant_id', true)) = 'installation');--> statement-breakpoint
CREATE POLICY "subscriptions_tenant_isolation" ON "subscriptions" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "subscriptions_operators" ON "subscriptions" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "support_views_tenant_isolation" ON "support_views" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "support_views_routing" ON "support_views" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (id = (select nullif(current_setting('app.routing_key', true), '')) or user_id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "sweeps_read" ON "sweeps" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (true);--> statement-breakpoint
CREATE POLICY "vendor_calls_operators" ON "vendor_calls" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "vendor_calls_shared" ON "vendor_calls" AS PERMISSIVE FOR ALL TO "everslot_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "wakeups_tenant_isolation" ON "wakeups" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "wakeups_operators" ON "wakeups" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "wakeups_relay" ON "wakeups" AS PERMISSIVE FOR ALL TO "everslot_app" USING ((select current_setting('app.relay', true)) = 'on') WITH CHECK ((select current_setting('app.relay', true)) = 'on');--> statement-breakpoint
CREATE POLICY "web_assets_shared" ON "web_assets" AS PERMISSIVE FOR ALL TO "everslot_app" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "connected_accounts_of_integrations" ON "connected_accounts" AS PERMISSIVE FOR ALL TO "everslot_app" USING (integration_id in (select id from integrations)) WITH CHECK (integration_id in (select id from integrations));--> statement-breakpoint
CREATE POLICY "connected_accounts_routing" ON "connected_accounts" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (account_hash = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "integrations_tenant_isolation" ON "integrations" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "integrations_operators" ON "integrations" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "oauth_states_tenant_isolation" ON "oauth_states" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "payment_accounts_tenant_isolation" ON "payment_accounts" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "payment_accounts_routing" ON "payment_accounts" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (endpoint_id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "host_requests_tenant_isolation" ON "host_requests" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "link_hosts_tenant_isolation" ON "link_hosts" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "links_tenant_isolation" ON "links" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "deliveries_tenant_isolation" ON "deliveries" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "deliveries_operators" ON "deliveries" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "notifications_tenant_isolation" ON "notifications" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "notifications_operators" ON "notifications" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "suppressions_tenant_isolation" ON "suppressions" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "disputes_tenant_isolation" ON "disputes" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "ledger_entries_tenant_isolation" ON "ledger_entries" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "payment_findings_tenant_isolation" ON "payment_findings" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "payments_tenant_isolation" ON "payments" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "payments_operators" ON "payments" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "reconciliations_tenant_isolation" ON "reconciliations" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "refunds_tenant_isolation" ON "refunds" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "refunds_operators" ON "refunds" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "account_deletions_tenant_isolation" ON "account_deletions" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "account_deletions_routing" ON "account_deletions" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (person_id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "claims_read" ON "claims" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (person_id in (select person_id from members));--> statement-breakpoint
CREATE POLICY "claims_insert" ON "claims" AS PERMISSIVE FOR INSERT TO "everslot_app" WITH CHECK (exists (select 1 from members m where m.person_id = claims.person_id));--> statement-breakpoint
CREATE POLICY "claims_update" ON "claims" AS PERMISSIVE FOR UPDATE TO "everslot_app" USING (exists (select 1 from time_blocks b where b.claim_id = claims.id)) WITH CHECK (exists (select 1 from time_blocks b where b.claim_id = claims.id));--> statement-breakpoint
CREATE POLICY "claims_delete" ON "claims" AS PERMISSIVE FOR DELETE TO "everslot_app" USING (hold_until is not null or exists (select 1 from time_blocks b where b.claim_id = claims.id));--> statement-breakpoint
CREATE POLICY "export_chunks_tenant_isolation" ON "export_chunks" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "exports_tenant_isolation" ON "exports" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "exports_routing" ON "exports" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (person_id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "person_photos_of_members" ON "person_photos" AS PERMISSIVE FOR ALL TO "everslot_app" USING (exists (select 1 from members m where m.person_id = person_photos.person_id)) WITH CHECK (exists (select 1 from members m where m.person_id = person_photos.person_id));--> statement-breakpoint
CREATE POLICY "persons_of_members" ON "persons" AS PERMISSIVE FOR ALL TO "everslot_app" USING (exists (select 1 from members m where m.person_id = persons.id)) WITH CHECK (exists (select 1 from members m where m.person_id = persons.id));--> statement-breakpoint
CREATE POLICY "persons_routing" ON "persons" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (user_id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "schedule_overrides_tenant_isolation" ON "schedule_overrides" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "schedules_tenant_isolation" ON "schedules" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "session_hosts_tenant_isolation" ON "session_hosts" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "sessions_tenant_isolation" ON "sessions" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "time_blocks_tenant_isolation" ON "time_blocks" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "api_keys_tenant_isolation" ON "api_keys" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "api_keys_routing" ON "api_keys" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (key_hash = (select nullif(current_setting('app.routing_key', true), '')) or former_hash = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "departures_tenant_isolation" ON "departures" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "departures_operators" ON "departures" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "domains_tenant_isolation" ON "domains" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "domains_operators" ON "domains" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "domains_routing" ON "domains" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (name = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "handles_tenant_isolation" ON "handles" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "handles_operators" ON "handles" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "handles_routing" ON "handles" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (name = (select nullif(current_setting('app.routing_key', true), '')) or folded = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "invitations_tenant_isolation" ON "invitations" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "invitations_routing" ON "invitations" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (email = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "members_tenant_isolation" ON "members" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "members_operators" ON "members" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "members_routing" ON "members" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (person_id = (select nullif(current_setting('app.routing_key', true), '')));--> statement-breakpoint
CREATE POLICY "tenant_deletions_tenant_isolation" ON "tenant_deletions" AS PERMISSIVE FOR ALL TO "everslot_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "tenant_deletions_operators" ON "tenant_deletions" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "tenants_tenant_isolation" ON "tenants" AS PERMISSIVE FOR ALL TO "everslot_app" USING (id = (select nullif(current_setting('app.tenant_id', true), ''))) WITH CHECK (id = (select nullif(current_setting('app.tenant_id', true), '')));--> statement-breakpoint
CREATE POLICY "tenants_operators" ON "tenants" AS PERMISSIVE FOR SELECT TO "everslot_ops" USING (true);--> statement-breakpoint
CREATE POLICY "tenants_of_members" ON "tenants" AS PERMISSIVE FOR SELECT TO "everslot_app" USING (id in (select tenant_id from members));