import { useState } from "react";
import { useLoad } from "#packages/ui/use-load.ts";
import { useShop } from "../shop.ts";
import { daysOf, type Wish } from "./booking.ts";
import { daysShown, useCalls } from "./calls.ts";
import { dayIn } from "./time.ts";

/** The times of the coming days in one answer; the first day with a free one is open. */
export function useTimes(wish: Wish) {
  const { brand, now } = useShop();
  const calls = useCalls();
  const [wanted, choose] = useState<string>();
  const from = dayIn(now(), brand.timeZone);
  const key = `times ${wish.serviceId} ${wish.resourceId} ${wish.people} ${from}`;
  const { data, problem, loading, reload } = useLoad(key, () => calls.slots(wish, from));
  const days = data ? daysOf(data.items, from, daysShown) : undefined;
  const open = days?.find((one) => one.free > 0) ?? days?.find((one) => !one.closed);
  const day = wanted ?? open?.day ?? (days ? from : undefined);
  const slots = data?.items.filter((slot) => slot.day === day);
  return { days, slots, day, choose, problem, loading, reload };
}
