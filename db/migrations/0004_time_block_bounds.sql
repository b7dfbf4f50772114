ALTER TABLE "time_blocks" ADD COLUMN "starts_at" timestamptz(3) GENERATED ALWAYS AS (lower(during)) STORED;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD COLUMN "ends_at" timestamptz(3) GENERATED ALWAYS AS (upper(during)) STORED;--> statement-breakpoint
CREATE INDEX "time_blocks_member_time_idx" ON "time_blocks" USING btree ("tenant_id","member_id","ends_at","starts_at");--> statement-breakpoint
-- Under row-level security its range could not be searched, and every claim paid for keeping it.
DROP INDEX "time_blocks_tenant_member_during_idx";
