import { ensureMembers } from "#modules/members/index.ts";
import { createOffer, publishOffer } from "#modules/promotions/index.ts";
import {
  announceRelease, confirmEntry, createRelease, enterMany, myEntries, openRelease, turnSlot,
} from "#modules/releases/index.ts";
import { releases } from "#examples/demo/tea-life.ts";
import type { Brand, Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { App } from "../app.ts";
import { demoContext } from "./context.ts";

type Sample = (typeof releases)["lottery"] | (typeof releases)["rush"];

interface Times {
  readonly starts: Temporal.Instant;
  readonly ends: Temporal.Instant;
  readonly holdSeconds: number;
}

const asMember = (ctx: Context, memberId: string): Context => ({
  ...ctx,
  actor: { kind: "member", memberId, sessionId: newId() },
});

async function announceSample(
  ctx: Context,
  unitId: string,
  mode: keyof typeof releases,
  times: Times,
) {
  const { offer, name, nameEn, stock } = releases[mode];
  const offerId = await createOffer(ctx, { ...offer, unitId, stores: { unitId } });
  await publishOffer(ctx, offerId);
  const { starts, ends, holdSeconds } = times;
  const releaseId = await createRelease(ctx, {
    unitId,
    offerId,
    name,
    nameEn,
    mode,
    kind: "slots",
    gate: "none",
    warmUpAt: ctx.now.epochMilliseconds,
    holdSeconds,
    slots: [{ startsAt: starts.epochMilliseconds, endsAt: ends.epochMilliseconds, stock }],
  });
  await announceRelease(ctx, releaseId, true);
  const { slots } = await openRelease(ctx, releaseId);
  return { releaseId, slotId: slots[0]?.slotId ?? "" };
}

async function enterSample(
  ctx: Context,
  params: { readonly releaseId: string; readonly slotId: string },
  { entrants }: Sample,
): Promise<string[]> {
  const names = Array.from({ length: entrants }, (_, number) => `sample-${number}`);
  const members = (await ensureMembers(ctx, names)).map(({ memberId }) => memberId);
  await enterMany(ctx, members.map((memberId) => {
    const { actor, now, recordedAt, requestId, lang } = asMember(ctx, memberId);
    return { caller: { actor, now, recordedAt, requestId, lang }, params, body: {} };
  }));
  return members;
}

/** Most of the winners confirm on the same evening; the worker ends what the others let pass. */
async function confirmMost(ctx: Context, releaseId: string, members: readonly string[]) {
  let won = 0;
  for (const memberId of members) {
    const own = asMember(ctx, memberId);
    const [entry] = (await myEntries(own, releaseId)).entries;
    if (entry?.state !== "held" || ++won > 6) continue;
    await confirmEntry(own, { releaseId, entryId: entry.entryId });
  }
}

/** A lottery that ended last week, and a rush that begins tomorrow evening. */
export async function liveReleases(app: App, brand: Brand, unitId: string): Promise<void> {
  const now = app.parts.now();
  const evening = now.toZonedDateTimeISO(brand.timeZone)
    .with({ hour: 20, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const day = (days: number) => evening.add({ days }).toInstant();
  const past = { announced: day(-8), starts: day(-7), ends: day(-6), holdSeconds: 86_400 };
  const lottery = await demoContext(app, brand, past.announced, (ctx) =>
    announceSample(ctx, unitId, "lottery", past));
  const members = await demoContext(app, brand, past.starts, (ctx) =>
    enterSample(ctx, lottery, releases.lottery));
  await demoContext(app, brand, past.ends, (ctx) => turnSlot(ctx, lottery.slotId));
  await demoContext(app, brand, past.ends.add({ hours: 2 }), (ctx) =>
    confirmMost(ctx, lottery.releaseId, members));
  const next = {
    announced: now, starts: day(1), ends: day(1).add({ hours: 2 }), holdSeconds: 600,
  };
  const rush = await demoContext(app, brand, now, (ctx) =>
    announceSample(ctx, unitId, "rush", next));
  await demoContext(app, brand, now, (ctx) => enterSample(ctx, rush, releases.rush));
}
