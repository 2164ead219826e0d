import { createDraw, playMany, publishDraw } from "#modules/draws/index.ts";
import { ensureMember } from "#modules/members/index.ts";
import { draw } from "#examples/demo/tea-life.ts";
import type { Brand, Context } from "#platform/context.ts";
import type { App } from "../app.ts";
import { demoContext } from "./context.ts";
import type { Furnished } from "./furnish.ts";

const plays = 36;
const players = 20;

/** As the console's form sends it: the brand's own clocks. */
const localText = (at: Temporal.ZonedDateTime): string =>
  at.toPlainDateTime().toString({ smallestUnit: "minute" });

async function publish(ctx: Context, furnished: Furnished, start: Temporal.ZonedDateTime) {
  const prizes = draw.prizes.map((prize) => {
    if (prize.kind === "money") return prize;
    const { offerTitle, ...rest } = prize;
    const offer = furnished.offers.find((one) => one.title === offerTitle);
    return { ...rest, offerId: offer?.offerId ?? "" };
  });
  const drawId = await createDraw(ctx, furnished.units.get("") ?? "", {
    ...draw,
    prizes,
    limits: [...draw.limits],
    startsLocal: localText(start),
    endsLocal: localText(start.add({ days: 21 })),
  });
  await publishDraw(ctx, drawId);
  return drawId;
}

/** A draw that has run since the day before yesterday, with the plays of a few regulars. */
export async function playDraw(app: App, brand: Brand, furnished: Furnished): Promise<void> {
  const now = app.parts.now();
  const start = now.toZonedDateTimeISO(brand.timeZone).startOfDay().subtract({ days: 2 });
  const before = start.subtract({ days: 1 }).toInstant();
  const drawId = await demoContext(app, brand, before, (ctx) => publish(ctx, furnished, start));
  await demoContext(app, brand, now, async (ctx) => {
    const since = now.since(start.toInstant()).total("minutes");
    for (let number = 0; number < plays; number++) {
      const at = start.toInstant().add({ minutes: Math.floor((since * (number + 0.5)) / plays) });
      const own = { ...ctx, now: at };
      const person = (number * 7) % players;
      const { memberId } = await ensureMember(own, { externalId: `sample-${person}` });
      const nonce = `sample-nonce-${number}`;
      await playMany(own, [{ drawId, memberId, nonce, visitorId: null, caller: own }]);
    }
  });
}
