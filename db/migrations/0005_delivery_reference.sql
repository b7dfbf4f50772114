DROP INDEX "deliveries_external_id_idx";--> statement-breakpoint
DROP POLICY "deliveries_routing" ON "deliveries" CASCADE;