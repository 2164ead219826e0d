import path from "node:path";
import { type AppRole, type MigrationSource, migrate } from "#platform/db/migrate.ts";
import { type Databases, openDatabases, type PoolSizes } from "#platform/db/driver.ts";
import { moduleOrder } from "./module-order.ts";

export const root = path.resolve(import.meta.dirname, "../..");

export function migrationSources(): MigrationSource[] {
  return [
    { name: "platform", folder: path.join(root, "platform/migrations") },
    ...moduleOrder.map((name) => ({
      name,
      folder: path.join(root, "modules", name, "migrations"),
    })),
  ];
}

/** The app role's address: the owner's, with another name and password. */
export function appUrlOf(ownerUrl: string, role: AppRole): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role.name);
  url.password = encodeURIComponent(role.password);
  return url.toString();
}

export interface OpenOptions {
  readonly ownerUrl: string;
  readonly role: AppRole;
  readonly sizes?: PoolSizes;
  readonly onProgress?: (text: string) => void;
}

/** Migrates, then opens the two pools. */
export async function openMigrated(options: OpenOptions): Promise<Databases> {
  await migrate(options.ownerUrl, options.role, migrationSources(), options.onProgress);
  return openDatabases(options.ownerUrl, appUrlOf(options.ownerUrl, options.role), options.sizes);
}
