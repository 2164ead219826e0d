import { useState } from "react";
import { asProblem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import type { Api } from "../api.ts";
import { useCounter } from "../counter.ts";
import { signal } from "../signal.ts";
import { useText } from "../text.ts";
import type { Booking, BookingStep } from "./sections.ts";
import type { Day } from "./use-day.ts";

/** What a step needs beside itself. */
export interface StepMore {
  readonly reason?: string;
  readonly startsAt?: number;
}

/** One step at a time; what it answers stands on the screen at once. */
export function useActs(day: Day) {
  const { api, brand } = useCounter();
  const { t } = useText();
  const [busy, setBusy] = useState<string>();

  async function act(booking: Booking, step: BookingStep, more: StepMore = {}): Promise<boolean> {
    setBusy(booking.bookingId);
    try {
      day.put(await send(api, brand.key, booking.bookingId, step, more));
      signal("good");
      toast(t(`bookings.done.${step}`), "good");
      return true;
    } catch (thrown) {
      const { title, next } = asProblem(thrown);
      signal("bad");
      toast(`${title} ${next}`, "bad");
      day.reload();
      return false;
    } finally {
      setBusy(undefined);
    }
  }

  return { busy, act };
}

/** The operation behind each step. */
function send(
  api: Api,
  brand: string,
  bookingId: string,
  step: BookingStep,
  { reason, startsAt = 0 }: StepMore,
): Promise<Booking> {
  const path = { brand, bookingId };
  switch (step) {
    case "confirm":
      return api.call("confirmBooking", { path });
    case "check_in":
      return api.call("checkInBooking", { path });
    case "undo_check_in":
      return api.call("undoCheckIn", { path });
    case "start":
      return api.call("startBooking", { path, body: {} });
    case "finish":
      return api.call("finishBooking", { path });
    case "no_show":
      return api.call("markNoShow", { path });
    case "cancel":
      return api.call("cancelBooking", { path, body: { reason: reason ?? "" } });
    case "move":
      return api.call("moveBooking", { path, body: { startsAt } });
  }
}
