import { newId } from "#platform/ids.ts";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { TestApp, TestBrand } from "#tests/support/app.ts";

export interface Happening {
  readonly at: string;
  readonly kind: string;
  readonly unitId?: string | null;
  readonly memberId?: string | null;
  readonly payload: Record<string, unknown>;
}

/** Emits as the modules do, at the given instants, in the order of the list. */
export async function happen(ctx: Context, list: readonly Happening[]): Promise<void> {
  for (const { at, kind, unitId = null, memberId = null, payload } of list) {
    const then = { ...ctx, now: Temporal.Instant.from(at) };
    await emit(then, kind, { unitId, memberId, payload });
  }
}

/** Names of the tables below → ids; the same name is the same thing. */
export function naming(known: Record<string, string> = {}) {
  const ids = new Map(Object.entries(known));
  return (name: string | undefined): string | null => {
    if (!name || name === "-") return null;
    const id = ids.get(name) ?? newId();
    ids.set(name, id);
    return id;
  };
}

const cells = (line: string) => line.trim().split(/\s*\|\s*|\s{2,}/);
export const linesOf = (table: string) =>
  table.split("\n").filter((line) => line.trim() && !line.trim().startsWith("#"));

export type Id = ReturnType<typeof naming>;

const voucher = { offerVersion: 1, validFrom: 0, validTo: 1, uses: 1 };
export const right = { rightKind: "voucher", rightId: newId(), shares: null };
const undone = {
  billMinor: null,
  discountMinor: null,
  newMember: false,
  committedAt: 0,
  reason: "scanned_by_mistake",
};

function happeningOf(day: string, zone: string, id: Id, line: string): Happening {
  const [time, what, subject, person, store, more = ""] = cells(line);
  const values = Object.fromEntries(more.split(" ").filter(Boolean).map((one) => one.split("=")));
  const amount = (name: string) => (values[name] === undefined ? null : Number(values[name]));
  const dims = {
    channelId: id(values.channel ?? "douyin"),
    sourceCodeId: id(values.code ?? "poster"),
    campaignId: id(values.campaign),
    offerId: id(values.offer),
    storeId: id(store),
  };
  const at = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).toInstant();
  const visitor = person?.startsWith("v");
  const base = { at: at.toString(), unitId: id(store), memberId: visitor ? null : id(person) };
  const payloads: Record<string, [kind: string, payload: Record<string, unknown>]> = {
    report: [
      "channels.traffic_reported",
      { ...dims, day, visits: amount("visits"), before: null },
    ],
    touch: [
      "channels.touched",
      {
        ...dims,
        touchId: id(subject),
        visitorId: visitor ? person : `browser-of-${person}`,
        page: "store",
        bot: more.includes("bot"),
        staff: more.includes("staff"),
      },
    ],
    engage: ["channels.engaged", { touchId: id(subject), how: "visible" }],
    bind: ["channels.visitor_bound", { visitorId: values.visitor }],
    reach: ["campaigns.member_reached", dims],
    claim: [
      "wallet.voucher_issued",
      {
        ...dims,
        ...voucher,
        voucherId: id(subject),
        visitorId: null,
        newMember: more.includes("new"),
      },
    ],
    visit: ["channels.visited", { ...dims, visitId: newId(), redemptionId: null }],
    redeem: [
      "redemption.committed",
      {
        ...dims,
        ...right,
        redemptionId: id(subject),
        billMinor: amount("bill"),
        discountMinor: amount("off"),
        newMember: more.includes("new"),
      },
    ],
    undo: ["redemption.undone", { ...dims, ...right, ...undone, redemptionId: id(subject) }],
  };
  const [kind, payload] = payloads[what ?? ""] ?? ["unknown", {}];
  return { ...base, kind, payload };
}

/** Plays a day's lines: time | what | subject | member or visitor | store | more. */
export async function play(
  app: TestApp,
  t: TestBrand,
  id: Id,
  day: string,
  table: string,
): Promise<void> {
  const zone = t.brand.timeZone;
  await t.ctx((ctx) => happen(ctx, linesOf(table).map((line) => happeningOf(day, zone, id, line))));
  await app.settle();
}
