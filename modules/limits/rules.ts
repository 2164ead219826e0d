import type { Context } from "#platform/context.ts";
import { remembered } from "#platform/remembered.ts";
import { dayOf } from "#platform/time.ts";
import { limitCode } from "./errors.ts";
import type { Take } from "./take.ts";

/**
 * Whom a limit counts: everybody together, or each of them apart. `phone` is the member's number
 * also after the member was erased and joined again; `device` is the browser that asks, `counter`
 * the one that redeems.
 */
export type LimitOf =
  | "all"
  | "store"
  | "campaign"
  | "staff"
  | "counter"
  | "household"
  | "device"
  | "phone"
  | "member";

/** A window of the brand's calendar; a week begins on Monday. */
export type LimitPer = "ever" | "day" | "week" | "month";

/** The one vocabulary of limits: how many or how much money (minor), of whom, in which time. */
export interface LimitRule {
  readonly of: LimitOf;
  readonly per: LimitPer;
  readonly what: "count" | "money";
  readonly cap: number;
}

/** Who acts: ids of the kinds of {@link LimitOf}; null or absent is not known. */
export type LimitSubject = Readonly<Partial<Record<Exclude<LimitOf, "all">, string | null>>>;

// From narrow to wide: rows are locked in this order, the one that everybody wants last.
const widths: readonly LimitOf[] = [
  "member", "phone", "device", "household", "counter", "staff", "store", "campaign", "all",
];
const periods: readonly LimitPer[] = ["day", "week", "month", "ever"];

const mondays = remembered<string>(1_000);
const ends = remembered<Temporal.Instant>(1_000);

/** The window's name: the day, the Monday of its week, the month; empty for ever. */
export function windowOf(ctx: Pick<Context, "brand" | "now">, per: LimitPer): string {
  if (per === "ever") return "";
  const day = dayOf(ctx);
  if (per === "day") return day;
  if (per === "month") return day.slice(0, 7);
  return mondays(day, () => {
    const date = Temporal.PlainDate.from(day);
    return `w${date.subtract({ days: date.dayOfWeek - 1 }).toString()}`;
  });
}

/** The instant at which the window that `ctx.now` lies in ends; null for ever. */
export function windowEnd(
  ctx: Pick<Context, "brand" | "now">,
  per: LimitPer,
): Temporal.Instant | null {
  if (per === "ever") return null;
  const day = dayOf(ctx);
  const zone = ctx.brand.timeZone;
  return ends(`${zone} ${day} ${per}`, () => {
    const date = Temporal.PlainDate.from(day);
    const next = {
      day: () => date.add({ days: 1 }),
      week: () => date.add({ days: 8 - date.dayOfWeek }),
      month: () => date.with({ day: 1 }).add({ months: 1 }),
    }[per]();
    return next.toZonedDateTime(zone).toInstant();
  });
}

/** Name of the counter: what is limited, by which rule, of whom, in which window. */
export function limitKey(
  ctx: Pick<Context, "brand" | "now">,
  scope: string,
  rule: Omit<LimitRule, "cap">,
  id: string,
): string {
  const parts = [scope, rule.what === "money" ? "money" : "", rule.of, id, windowOf(ctx, rule.per)];
  return parts.filter((part) => part !== "").join(":");
}

/** Place of a rule's row in the written order; no two rules of one offer have the same. */
export const widthOf = (rule: Omit<LimitRule, "cap">): number =>
  widths.indexOf(rule.of) * 10 + periods.indexOf(rule.per) * 2 + (rule.what === "money" ? 1 : 0);

type Ready = Omit<Take, "key" | "amount"> & { readonly rule: LimitRule };

interface Limited {
  readonly scope: string;
  readonly rules: readonly LimitRule[];
}

function readyRules(ctx: Pick<Context, "brand" | "now">, rules: readonly LimitRule[]): Ready[] {
  return [...rules].sort((a, b) => widthOf(a) - widthOf(b)).map((rule) => ({
    rule,
    cap: rule.cap,
    code: limitCode(rule),
    width: widthOf(rule),
    params: {
      of: rule.of,
      per: rule.per,
      what: rule.what,
      againAt: windowEnd(ctx, rule.per)?.epochMilliseconds ?? null,
    },
  }));
}

interface Known {
  readonly day: string;
  readonly zone: string;
  readonly ready: readonly Ready[];
}

const known = new WeakMap<readonly LimitRule[], Known>();

/** Acts of one day under the same rules, such as a batch of claims, share all but who acts. */
function readyOn(ctx: Pick<Context, "brand" | "now">, rules: readonly LimitRule[]) {
  const day = dayOf(ctx);
  const zone = ctx.brand.timeZone;
  const found = known.get(rules);
  if (found?.day === day && found.zone === zone) return found.ready;
  const ready = readyRules(ctx, rules);
  known.set(rules, { day, zone, ready });
  return ready;
}

/**
 * What one act takes from each of the rules that speak of it, in the written order: a money rule
 * takes `amountMinor`, a count 1. A rule about someone who is not known takes nothing: an import
 * knows no device.
 */
export function asksOf(
  ctx: Pick<Context, "brand" | "now">,
  { scope, rules }: Limited,
  subject: LimitSubject,
  amountMinor: number | null,
): Take[] {
  return readyOn(ctx, rules).flatMap(({ rule, ...take }) => {
    const id = rule.of === "all" ? "" : subject[rule.of];
    const amount = rule.what === "count" ? 1 : (amountMinor ?? 0);
    if (id === null || id === undefined || amount === 0) return [];
    return [{ ...take, key: limitKey(ctx, scope, rule, id), amount }];
  });
}
