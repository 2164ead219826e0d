import type { Context, Lang } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { BookingRow, BookingState } from "./tables.ts";

const words: Readonly<Record<BookingState, Readonly<Record<Lang, string>>>> = {
  held: { zh: "待确认", en: "held" },
  confirmed: { zh: "已预约", en: "booked" },
  arrived: { zh: "已到店", en: "arrived" },
  serving: { zh: "服务中", en: "being served" },
  served: { zh: "已完成", en: "served" },
  no_show: { zh: "未到店", en: "did not come" },
  cancelled: { zh: "已取消", en: "cancelled" },
  expired: { zh: "超时未确认", en: "not confirmed in time" },
};

export type Act =
  | "confirm" | "pay" | "move" | "cancel" | "check_in" | "undo_check_in" | "start" | "finish"
  | "no_show" | "rate";

/** The one table of a booking's life: from which states an act is taken. */
const from: Readonly<Record<Act, readonly BookingState[]>> = {
  confirm: ["held"],
  pay: ["held"],
  move: ["confirmed"],
  cancel: ["held", "confirmed", "arrived"],
  // Who was given up and comes after all is served where there is a place.
  check_in: ["confirmed", "no_show"],
  undo_check_in: ["arrived"],
  start: ["arrived"],
  finish: ["serving"],
  no_show: ["confirmed"],
  rate: ["served"],
};

export const mayFrom = (state: BookingState, act: Act): boolean => from[act].includes(state);

/** Refuses an act that the state does not allow. */
export function permitAct(ctx: Context, booking: BookingRow, act: Act): void {
  if (mayFrom(booking.state, act)) return;
  const state = words[booking.state][ctx.lang];
  throw refuse("booking_state", { state, stateCode: booking.state });
}
