import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "#packages/sdk/index.ts";
import type { Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import type { History } from "./history.ts";

export type Loop = Answer<"readLoop">;

const pollMs = 250;
const quietPolls = 4;
const longestWaitMs = 60_000;

/** First and last day on which anything of the history happened. */
function daysOf(history: History): { from: string; to: string } {
  const days = [
    ...history.campaigns.map((campaign) => campaign.startDay),
    ...history.redemptions.map((row) => row.day),
  ].sort();
  return { from: days[0] ?? "", to: days.at(-1) ?? "" };
}

async function readLoop({ sdk, brand }: Partner, history: History): Promise<Loop> {
  const query = { ...daysOf(history), groupBy: "campaign" as const, limit: 200 };
  return sdk.call("readLoop", { path: { brand }, query });
}

/**
 * The loop report by campaign once the reactions have taken in all that was written: nothing is
 * behind and nothing new was numbered for a second.
 */
export async function settledLoop(
  partner: Partner,
  history: History,
  screen: Screen,
): Promise<Loop> {
  const before = performance.now();
  const step = screen.step("等待报表", "Waiting for the report", quietPolls);
  let last = await readLoop(partner, history);
  for (let quiet = 0; quiet < quietPolls; ) {
    await sleep(pollMs);
    const next = await readLoop(partner, history);
    const still = next.asOf.behind === 0 && next.asOf.position === last.asOf.position;
    quiet = still ? quiet + 1 : 0;
    if (still) step.tick();
    last = next;
    if (performance.now() - before > longestWaitMs) break;
  }
  step.done();
  return last;
}
