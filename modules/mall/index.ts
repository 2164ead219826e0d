import { countTaken } from "#modules/limits/index.ts";
import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { mallRoutes } from "./routes.ts";

export { memberExchanges } from "./list-exchanges.ts";
export { addItem, type ItemInput } from "./save-item.ts";

// An exchange holds what it took until it is undone.
countTaken(
  "exchanges",
  `select t.key, t.amount from mall.exchanges e
   cross join lateral jsonb_to_recordset(e.taken) as t(key text, amount bigint)
   where e.brand_id = $1 and e.undone_at is null`,
);

export const mallModule: ModuleParts = { name: "mall", routes: mallRoutes };
