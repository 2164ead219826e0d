import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable } from "#platform/schema.ts";

const draw = { drawId: Id };
const win = {
  ...draw,
  playId: Id,
  prizeNo: T.Integer(),
  amountMinor: Nullable(T.Integer()),
  voucherId: Nullable(Id),
};

/** unitId = the draw's owner. */
export const drawsEvents = defineEvents("draws", {
  "draws.draw_created": T.Object(draw),
  "draws.draw_saved": T.Object(draw),
  "draws.draw_published": T.Object({
    ...draw,
    startsAt: T.Integer(),
    endsAt: T.Integer(),
    poolMinor: T.Integer(),
  }),
  "draws.draw_ended": T.Object({
    ...draw,
    plays: T.Integer(),
    returnedMinor: T.Integer({ description: "of the pool, to the brand's funds" }),
  }),
  "draws.draw_played": T.Object({
    ...win,
    number: T.Integer(),
    prizeNo: Nullable(T.Integer()),
  }),
  "draws.win_paid": T.Object(win),
  "draws.win_recalled": T.Object({
    ...win,
    reason: T.String({ description: "mistake | fraud | erased" }),
  }),
});
