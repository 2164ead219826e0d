import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";

export { take, type Take } from "./take.ts";
export { giveBack, type Taken } from "./give-back.ts";
export { usedOf } from "./queries.ts";

export const limitsModule: ModuleParts = { name: "limits", routes: [] };
