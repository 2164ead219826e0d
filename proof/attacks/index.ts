import type { Attack } from "../attack.ts";
import { batchRecall } from "./batch-recall.ts";
import { codes } from "./codes.ts";
import { cut } from "./cut.ts";
import { erasure } from "./erasure.ts";
import { gift } from "./gift.ts";
import { killedDatabase } from "./killed-database.ts";
import { killedServer } from "./killed-server.ts";
import { memberLimit } from "./member-limit.ts";
import { recallRace } from "./recall-race.ts";
import { release } from "./release.ts";
import { sameKey } from "./same-key.ts";
import { stock } from "./stock.ts";
import { stopRace } from "./stop-race.ts";
import { terminalsAtOnce } from "./terminals.ts";
import { undoRace } from "./undo-race.ts";

/** Every attack, in the order in which they run. */
export const attacks: readonly Attack[] = [
  stock,
  memberLimit,
  sameKey,
  cut,
  terminalsAtOnce,
  undoRace,
  recallRace,
  stopRace,
  erasure,
  codes,
  batchRecall,
  gift,
  killedServer,
  killedDatabase,
  release,
];
