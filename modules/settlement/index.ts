import type { ModuleParts } from "#platform/module.ts";
import { clearReaction } from "./clear-reaction.ts";
import "./errors.ts";
import "./events.ts";
import { settlementRoutes } from "./routes.ts";

export { type SettlementVerdict, verifySettlement } from "./verify-settlement.ts";

export const settlementModule: ModuleParts = {
  name: "settlement",
  routes: settlementRoutes,
  reactions: [clearReaction],
};
