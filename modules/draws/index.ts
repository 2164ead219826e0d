import { countTaken, nameStopped } from "#modules/limits/index.ts";
import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { endDrawJob } from "./end-draw.ts";
import { memberRoutes } from "./member-routes.ts";
import { drawNames } from "./queries.ts";
import { staffRoutes } from "./routes.ts";

export { memberDraws } from "./member-data.ts";
export { drawsPagePart, openDraw } from "./open-draws.ts";
export { playMany } from "./play-draw.ts";
export { publishDraw } from "./publish-draw.ts";
export { createDraw } from "./save-draw.ts";
export { type DrawsVerdict, verifyDraws } from "./verify-draws.ts";

nameStopped("draw", drawNames);

// A play holds what it took for ever: a recall gives back neither the try nor the piece.
countTaken(
  "plays",
  `select t.key, t.amount from draws.plays p
   cross join lateral jsonb_to_recordset(p.taken) as t(key text, amount bigint)
   where p.brand_id = $1`,
);

export const drawsModule: ModuleParts = {
  name: "draws",
  routes: [...memberRoutes, ...staffRoutes],
  jobs: [endDrawJob],
};
