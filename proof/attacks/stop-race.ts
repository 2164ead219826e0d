import { setTimeout as sleep } from "node:timers/promises";
import type { Attack } from "../attack.ts";
import { allowedMs, quantile } from "../pace.ts";
import type { Told } from "../shot.ts";

const goalMs = 2_000;

interface Click {
  readonly stop: Told;
  /** From the click to the last accepted answer before the sign was lifted. */
  readonly lastMs: number;
  /** Accepted although they were sent after the sign was acknowledged. */
  readonly late: number;
}

function judge(stop: Told, liftSentAt: number, claims: readonly Told[]): Click {
  const during = claims.filter(({ outcome, sentAt, answeredAt }) =>
    outcome === "accepted" && answeredAt >= stop.sentAt && sentAt < liftSentAt);
  // A claim that was under way when the sign was lifted is the lift's, not the stop's.
  const mine = during.filter(({ answeredAt }) => answeredAt < liftSentAt);
  const last = Math.max(stop.sentAt, ...mine.map((one) => one.answeredAt));
  const late = mine.filter((one) => one.sentAt > stop.answeredAt).length;
  return { stop, lastMs: last - stop.sentAt, late };
}

export const stopRace: Attack = {
  name: "stop-race",
  zh: "领取进行中按下紧急停用，再解除，反复多次",
  en: "the kill switch thrown and lifted again and again among claims",
  async run({ brand, clients, operator, random, members, shots, short }) {
    const offerId = await brand.offer({});
    const some = await brand.members(Math.min(members, 48));
    const hose = clients.hose(some.map((one) => shots.claim(one, offerId)), short ? 4 : 8);
    const clicks: Told[] = [];
    const rounds = short ? 5 : 100;
    for (let round = 0; round < rounds; round++) {
      await sleep(40 + random.below(60));
      clicks.push(...await operator.volley([shots.stop(offerId)]).all);
      await sleep(100 + random.below(60));
      clicks.push(...await operator.volley([shots.lift(offerId)]).all);
    }
    const claims = await hose.stop();
    const judged = clicks.flatMap((stop, index) =>
      stop.act === "stop" ? [judge(stop, clicks[index + 1]?.sentAt ?? Infinity, claims)] : []);
    const times = judged.map((one) => one.lastMs);
    const [p50, p99, most] = [quantile(times, 0.5), quantile(times, 0.99), Math.max(...times)];
    const allowed = allowedMs(goalMs, claims);
    const late = judged.reduce((sum, one) => sum + one.late, 0);
    const ms = (value: number) => `${Math.round(value)} ms`;
    return {
      offers: new Map([[offerId, {}]]),
      told: [...claims, ...clicks],
      notes: [
        `从按下到最后一次成功领取 / from the click to the last accepted claim: ${rounds} ×, `
          + `p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(most)} (≤ ${allowed} ms)`,
      ],
      faults: [
        ...(p99 > allowed ? [`the kill switch took ${ms(p99)}`] : []),
        ...(late > 0 ? [`${late} claims were accepted after the stop was acknowledged`] : []),
      ],
    };
  },
};
