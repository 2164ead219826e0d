import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { giveBack, hold, releaseHold, take, useHold } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { inBrand, openDatabases } from "#platform/db/driver.ts";
import { Refusal } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { brandOf, systemContext } from "#platform/reactions.ts";
import { randomOf } from "./random.ts";

/** What a process of holds is told to do, and what it says of each. */
export interface HoldOrder {
  readonly url: string;
  readonly key: string;
  readonly cap: number;
  readonly seed: number;
  readonly lanes: number;
  readonly rounds: number;
}
export interface HoldEnd {
  readonly holdId: string;
  readonly used: boolean;
  readonly released: boolean;
}
export interface HoldReport {
  readonly ends: readonly HoldEnd[];
  readonly full: number;
}

type InBrand = <T>(run: (ctx: Context) => Promise<T>) => Promise<T>;

async function brandFrom(url: string): Promise<ReturnType<typeof brandOf>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select * from platform.brands limit 1");
  await client.end();
  return brandOf(rows[0]);
}

/** Keeps one for less than a second; null: nothing was left. */
async function begin(act: InBrand, { key, cap }: HoldOrder, millis: number) {
  const taken = [{ key, amount: 1 }];
  try {
    return await act(async (ctx) => {
      await take(ctx, [{ ...taken[0]!, cap }]);
      const expiresAt = ctx.now.add({ milliseconds: millis });
      const cause = { causeKind: "proof", causeId: newId(), memberId: null };
      return { holdId: await hold(ctx, { ...cause, taken, expiresAt }), expiresAt };
    });
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}

async function lane(act: InBrand, order: HoldOrder, name: string, report: HoldEnd[]) {
  const random = randomOf(order.seed, name);
  let full = 0;
  for (let round = 0; round < order.rounds; round++) {
    const held = await begin(act, order, 150 + random.below(700));
    if (!held) {
      full += 1;
      await sleep(60);
      continue;
    }
    const { holdId, expiresAt } = held;
    // Servers end holds at the next full second: around that they are used and let go as well.
    const second = Math.ceil(expiresAt.epochMilliseconds / 1_000) * 1_000;
    const at = random.chance(40) ? second - 20 + random.below(60)
      : expiresAt.epochMilliseconds - 30 + random.below(35);
    await sleep(Math.max(0, at - Date.now()));
    const [used, released] = await Promise.all([
      act((ctx) => useHold(ctx, holdId)), act((ctx) => releaseHold(ctx, holdId)),
    ]);
    // What a use kept is given back later, as a recall would.
    if (used) await act((ctx) => giveBack(ctx, [{ key: order.key, amount: 1 }]));
    report.push({ holdId, used: used !== null, released });
  }
  return full;
}

async function work(order: HoldOrder): Promise<HoldReport> {
  const databases = openDatabases(order.url, order.url, { owner: 1, app: 6 });
  const brand = await brandFrom(order.url);
  const act: InBrand = (run) =>
    inBrand(databases.app, brand.brandId, (tx) => run(systemContext(brand, tx, "proof")));
  const ends: HoldEnd[] = [];
  const counts = await Promise.all(Array.from({ length: order.lanes }, (_, at) =>
    lane(act, order, `lane ${at}`, ends)));
  await databases.close();
  return { ends, full: counts.reduce((sum, one) => sum + one, 0) };
}

process.on("message", (order: HoldOrder) => {
  void work(order).then((report) => process.send?.(report));
});
process.on("disconnect", () => process.exit(0));
