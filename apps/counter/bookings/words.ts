import { inLang } from "#packages/ui/i18n.ts";
import type { useText } from "../text.ts";
import type { Booking } from "./sections.ts";

type Words = ReturnType<typeof useText>;

/** Who comes, as far as the desk may know. */
export function whoOf({ t }: Words, one: Booking): string {
  const { guestName, guestPhone, memberNameMasked, memberMasked } = one;
  const known = [guestName ?? memberNameMasked, memberMasked ?? guestPhone].filter(Boolean);
  if (known.length > 0) return known.join(" ");
  return one.origin === "walk_in" ? t("bookings.walkIn") : t("bookings.somebody");
}

/** What for, how many, with whom. */
export function whatOf({ t, lang }: Words, one: Booking): string {
  const names = one.resources.map((each) => inLang(lang, each.name, each.nameEn));
  const people = one.people > 1 ? [t("bookings.people", { count: one.people })] : [];
  return [inLang(lang, one.serviceName, one.serviceNameEn), ...people, ...names].join(" · ");
}
