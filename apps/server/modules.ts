import { existsSync } from "node:fs";
import path from "node:path";
import type { ModuleParts } from "#platform/module.ts";
import { moduleOrder } from "./module-order.ts";
import { root } from "./database.ts";

// temporary during construction: tolerate modules that are not there yet
export const modules: ModuleParts[] = [];
for (const name of moduleOrder) {
  if (!existsSync(path.join(root, "modules", name, "index.ts"))) continue;
  try {
    const loaded = await import(`#modules/${name}/index.ts`);
    if (loaded[`${name}Module`]) modules.push(loaded[`${name}Module`]);
  } catch (error) {
    process.stderr.write(`module ${name} does not load: ${(error as Error).message}\n`);
  }
}
