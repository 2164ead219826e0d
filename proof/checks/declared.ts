import type { LimitRule } from "#modules/limits/index.ts";
import { makesVoucher, type Terms } from "../attack.ts";
import type { Subject, Told } from "../shot.ts";
import type { Facts, Moment } from "./facts.ts";
import { type Finding, finding } from "./finding.ts";
import { type Life, mostAtOnce, redemptionLives, voucherLives } from "./lives.ts";
import type { Tried } from "./tried.ts";

/** One declared limit of an offer, at the claim or at the redemption. */
export interface Declared {
  readonly offerId: string;
  readonly at: "claim" | "redeem";
  readonly rule: LimitRule;
}

export function declaredOf(offers: ReadonlyMap<string, Terms>): Declared[] {
  return [...offers].flatMap(([offerId, { limits }]) => [
    ...(limits?.claim ?? []).map((rule) => ({ offerId, at: "claim" as const, rule })),
    ...(limits?.redeem ?? []).map((rule) => ({ offerId, at: "redeem" as const, rule })),
  ]);
}

const codeOf = ({ of, per, what }: LimitRule): string => `limit_${of}_${per}_${what}`;

export const isLimitCode = (code: string | null): boolean =>
  /^limit_[a-z]+_(ever|day|week|month)_(count|money)$/.test(code ?? "");

/** The limit that a refusal names. */
export const isOf = ({ offerId, at, rule }: Declared, told: Told): boolean =>
  told.on.offerId === offerId && codeOf(rule) === told.code
  && (at === "claim" ? makesVoucher(told.act) : told.act === "commit");

/** What a limit tells apart: someone of its kind, in one window. */
const groupOf = (rule: LimitRule, id: string, moment: Moment): string =>
  `${id} ${rule.per === "ever" ? "" : moment[rule.per]}`;

interface Use {
  readonly life: Life;
  readonly group: string;
  readonly amount: number;
}

type Row = Partial<Record<LimitRule["of"], string | null>> & { readonly at: Moment };

function idOf({ of }: LimitRule, row: Row, on: Subject | null): string | null {
  if (of === "all") return "all";
  if (of === "device" || of === "phone" || of === "household") return on?.[of] ?? null;
  return row[of] ?? (of === "store" || of === "counter" ? "none" : null);
}

/** The rows that count towards a limit, by whom and in which window; its own words of time. */
export function usesOf(facts: Facts, declared: Declared, lives: readonly Life[]): Use[] {
  const { offerId, at, rule } = declared;
  const byId = new Map(lives.map((life) => [life.id, life]));
  const use = (id: string, row: Row, amount: number): Use[] => {
    const life = byId.get(id);
    const who = life && idOf(rule, row, life.on);
    return life && who ? [{ life, group: groupOf(rule, who, row.at), amount }] : [];
  };
  if (at === "claim") {
    return facts.vouchers.filter((one) => one.offerId === offerId).flatMap((one) =>
      use(one.voucherId, {
        member: one.memberId, store: one.storeId, campaign: one.campaignId, at: one.at,
      }, 1));
  }
  return facts.redemptions.filter((one) => one.offerId === offerId).flatMap((one) =>
    use(one.redemptionId, {
      member: one.memberId, store: one.storeId, campaign: one.campaignId, staff: one.staff,
      counter: one.counter, at: one.at,
    }, rule.what === "money" ? (one.discountMinor ?? 0) : 1));
}

function momentAt(epochMs: number, timeZone: string): Moment {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs));
  const date = instant.toZonedDateTimeISO(timeZone).toPlainDate();
  const week = date.subtract({ days: date.dayOfWeek - 1 }).toString();
  return { day: date.toString(), week, month: date.toString().slice(0, 7) };
}

/** Whether a refused request would have counted with a group, at its own moment or meanwhile. */
export function joins(
  { rule }: Declared,
  told: Told,
  timeZone: string,
): (group: string) => boolean {
  const { on } = told;
  const ids: Partial<Record<LimitRule["of"], string | undefined>> = {
    all: "all", member: on.memberId, store: on.storeId ?? "none", device: on.device,
    phone: on.phone, household: on.household, counter: on.counter,
  };
  const at = on.occurredAt === undefined ? [told.sentAt, told.answeredAt] : [on.occurredAt];
  const moments = at.map((one) => momentAt(one, timeZone));
  // An attack has one campaign to an offer, and one of the staff.
  if (!(rule.of in ids)) {
    const windows = moments.map((moment) => groupOf(rule, "", moment));
    return (group) => windows.some((window) => group.endsWith(window));
  }
  const groups = moments.map((moment) => groupOf(rule, ids[rule.of] ?? "", moment));
  return (group) => groups.includes(group);
}

function faultsOf(facts: Facts, declared: Declared, lives: readonly Life[]): Finding[] {
  const { offerId, at, rule } = declared;
  const name = `offer ${offerId}, ${at} ${codeOf(rule)}`;
  const uses = usesOf(facts, declared, lives);
  const found: Finding[] = [];
  let standing = 0;
  for (const [group, lot] of Map.groupBy(uses, (one) => one.group)) {
    const amounts = new Map(lot.map(({ life, amount }) => [life, amount]));
    const ended = lot.filter(({ life }) => life.maybeTo === Infinity && life.endedBy === Infinity)
      .reduce((sum, { amount }) => sum + amount, 0);
    standing += ended;
    const most = mostAtOnce([...amounts.keys()], (life) => amounts.get(life) ?? 0);
    const over = Math.max(ended, most) - rule.cap;
    if (over > 0) {
      found.push(finding("overshoot", `${name}, ${group}: ${over} over ${rule.cap}`));
    }
  }
  const scope = `offer:${offerId}:${at}:${rule.what === "money" ? "money:" : ""}${rule.of}`;
  const isMine = (key: string) =>
    (key === scope || key.startsWith(`${scope}:`)) && isPer(key, rule.per);
  const counted = [...facts.counters].filter(([key]) => isMine(key))
    .reduce((sum, [, used]) => sum + used, 0);
  if (counted !== standing) {
    found.push(finding("half", `${name}: counters say ${counted}, the rows make ${standing}`));
  }
  return found;
}

/** By the end of its name: a day, the Monday of a week, a month, or none of these. */
function isPer(key: string, per: LimitRule["per"]): boolean {
  const last = key.split(":").at(-1) ?? "";
  const told = /^\d{4}-\d\d-\d\d$/.test(last) ? "day"
    : /^w\d{4}-\d\d-\d\d$/.test(last) ? "week"
    : /^\d{4}-\d\d$/.test(last) ? "month" : "ever";
  return told === per;
}

/** No declared limit was ever passed, and its counters are what the rows make. */
export function checkDeclared(
  facts: Facts,
  tried: readonly Tried[],
  offers: ReadonlyMap<string, Terms>,
): Finding[] {
  const lives = { claim: voucherLives(facts, tried), redeem: redemptionLives(facts, tried) };
  return declaredOf(offers).flatMap((one) => faultsOf(facts, one, lives[one.at]));
}
