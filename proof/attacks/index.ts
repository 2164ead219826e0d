import type { Attack } from "../attack.ts";
import { batchRecall } from "./batch-recall.ts";
import { codes } from "./codes.ts";
import { budgets } from "./budgets.ts";
import { cut } from "./cut.ts";
import { dayLimit } from "./day-limit.ts";
import { erasure } from "./erasure.ts";
import { gift } from "./gift.ts";
import { holds } from "./holds.ts";
import { killedDatabase } from "./killed-database.ts";
import { killedServer } from "./killed-server.ts";
import { lastByte } from "./last-byte.ts";
import { memberLimit } from "./member-limit.ts";
import { orders } from "./orders.ts";
import { offlineSync } from "./offline-sync.ts";
import { pickup } from "./pickup.ts";
import { pool } from "./pool.ts";
import { recallRace } from "./recall-race.ts";
import { release } from "./release.ts";
import { sameKey } from "./same-key.ts";
import { slots } from "./slots.ts";
import { stamps } from "./stamps.ts";
import { stock } from "./stock.ts";
import { stopRace } from "./stop-race.ts";
import { terminalsAtOnce } from "./terminals.ts";
import { undoRace } from "./undo-race.ts";
import { who } from "./who.ts";

/** Every attack, in the order in which they run. */
export const attacks: readonly Attack[] = [
  stock,
  lastByte,
  memberLimit,
  dayLimit,
  who,
  sameKey,
  cut,
  terminalsAtOnce,
  undoRace,
  budgets,
  holds,
  recallRace,
  pool,
  stopRace,
  erasure,
  codes,
  batchRecall,
  gift,
  pickup,
  stamps,
  offlineSync,
  killedServer,
  killedDatabase,
  release,
  orders,
  slots,
];
