ALTER TABLE "bookings" ADD COLUMN "assignment" jsonb;--> statement-breakpoint
ALTER TABLE "link_hosts" ADD COLUMN "credit" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "assignment" jsonb DEFAULT '{"strategy":"round_robin","namedHostId":null,"weights":{}}'::jsonb NOT NULL;