import { maskedMembers } from "#modules/members/index.ts";
import { getStores, type Store } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { earlyMinutes } from "./check-in.ts";
import { outsideOf } from "./outside.ts";
import { resourcesByIds, servicesByIds, usesOf } from "./queries.ts";
import { waitedSeconds } from "./serve.ts";
import { type Act, mayFrom } from "./states.ts";
import type { BookingRow, ResourceRow, ServiceRow, UseRow } from "./tables.ts";

const millis = (at: Temporal.Instant | null): number | null => at?.epochMilliseconds ?? null;

interface Around {
  readonly stores: ReadonlyMap<string, Store>;
  readonly services: ReadonlyMap<string, ServiceRow>;
  readonly resources: ReadonlyMap<string, ResourceRow>;
  readonly uses: ReadonlyMap<string, readonly UseRow[]>;
}

async function around(ctx: Context, rows: readonly BookingRow[]): Promise<Around> {
  const stores = await getStores(ctx, [...new Set(rows.map((row) => row.store_id))]);
  const services = await servicesByIds(ctx, [...new Set(rows.map((row) => row.service_id))]);
  const uses = await usesOf(ctx, rows.map((row) => row.booking_id));
  const used = await resourcesByIds(ctx, [...new Set(uses.map((use) => use.resource_id))]);
  return {
    stores: new Map(stores.map((store) => [store.storeId, store])),
    services: new Map(services.map((service) => [service.service_id, service])),
    resources: new Map(used.map((resource) => [resource.resource_id, resource])),
    uses: Map.groupBy(uses, (use) => use.booking_id),
  };
}

/** What it occupies, or occupied last: uses that were released together. */
function resourcesOf(row: BookingRow, { uses, resources }: Around) {
  const all = uses.get(row.booking_id) ?? [];
  const live = all.filter((use) => use.released_at === null);
  const lastAt = Math.max(0, ...all.map((use) => use.released_at?.epochMilliseconds ?? 0));
  const shown = live.length > 0
    ? live
    : all.filter((use) => use.released_at?.epochMilliseconds === lastAt);
  return [...new Set(shown.map((use) => use.resource_id))].flatMap((id) => {
    const found = resources.get(id);
    if (!found) return [];
    return [{ resourceId: id, kind: found.kind, name: found.name, nameEn: found.name_en }];
  });
}

function shared(row: BookingRow, about: Around) {
  const store = about.stores.get(row.store_id);
  const service = about.services.get(row.service_id);
  return {
    bookingId: row.booking_id,
    number: row.number,
    state: row.state,
    origin: row.origin,
    storeId: row.store_id,
    storeName: store?.name ?? "",
    storeNameEn: store?.nameEn ?? null,
    serviceId: row.service_id,
    serviceName: service?.name ?? "",
    serviceNameEn: service?.name_en ?? null,
    startsAt: row.starts_at.epochMilliseconds,
    endsAt: row.ends_at.epochMilliseconds,
    people: row.people,
    resources: resourcesOf(row, about),
    heldUntil: millis(row.held_until),
    voucherId: row.voucher_id,
    priceMinor: service?.price_minor ?? null,
    depositMinor: row.deposit_minor,
    depositState: row.deposit_state,
    orderId: row.order_id,
    note: row.note,
    madeAt: row.made_at.epochMilliseconds,
    arrivedAt: millis(row.arrived_at),
    startedAt: millis(row.started_at),
    finishedAt: millis(row.finished_at),
    endedAt: millis(row.ended_at),
    cancelReason: row.cancel_reason,
    cancelledBy: row.cancelled_by,
    rating: row.rating,
  };
}

type MemberAct = "confirm" | "pay" | "move" | "cancel" | "check_in" | "rate";

function memberMay(ctx: Context, row: BookingRow, cancelUntil: number): MemberAct[] {
  const now = ctx.now.epochMilliseconds;
  const starts = row.starts_at.epochMilliseconds;
  const due = row.deposit_state === "due";
  const holds = (row.held_until?.epochMilliseconds ?? 0) > now;
  const rules: Readonly<Record<MemberAct, boolean>> = {
    confirm: holds && !due,
    pay: holds && due,
    move: now <= cancelUntil,
    cancel: row.state === "held" || (row.state === "confirmed" && now <= cancelUntil),
    check_in:
      row.state === "confirmed" && starts - earlyMinutes * 60_000 <= now
      && now < row.ends_at.epochMilliseconds,
    rate: row.rating === null,
  };
  const acts = Object.keys(rules) as MemberAct[];
  return acts.filter((act) => mayFrom(row.state, act) && rules[act]);
}

/** Bookings as their member sees them; `base`: the brand's public address. */
export async function myViews(ctx: Context, rows: readonly BookingRow[], base: string) {
  const about = await around(ctx, rows);
  return rows.map((row) => {
    const store = about.stores.get(row.store_id);
    const service = about.services.get(row.service_id);
    const cancelMin = service?.cancel_min ?? 0;
    const cancelUntil = row.starts_at.epochMilliseconds - cancelMin * 60_000;
    return {
      ...shared(row, about),
      storeCode: store?.code ?? "",
      storeAddress: store?.address ?? "",
      storePhone: store?.phone ?? "",
      timeZone: ctx.brand.timeZone,
      showText: `${base}/b#${row.number}`,
      cancelUntil,
      cancelMin,
      noShowMin: service?.no_show_min ?? 0,
      noShowVoucher: service?.no_show_voucher ?? ("keep" as const),
      noShowDeposit: service?.no_show_deposit ?? ("keep" as const),
      may: memberMay(ctx, row, cancelUntil),
    };
  });
}

export async function myView(ctx: Context, row: BookingRow, base: string) {
  const [view] = await myViews(ctx, [row], base);
  return view!;
}

const staffActs = [
  "confirm", "move", "cancel", "check_in", "undo_check_in", "start", "finish", "no_show",
] as const satisfies readonly Act[];

function staffMay(ctx: Context, row: BookingRow): (typeof staffActs)[number][] {
  const begun = Temporal.Instant.compare(row.starts_at, ctx.now) <= 0;
  const walked = row.origin === "walk_in";
  return staffActs.filter(
    (act) =>
      mayFrom(row.state, act) && (begun || act !== "no_show") &&
      !(walked && act === "undo_check_in"),
  );
}

/** Bookings as the staff of their store see them. */
export async function staffViews(ctx: Context, rows: readonly BookingRow[]) {
  const about = await around(ctx, rows);
  const ids = [...new Set(rows.flatMap((row) => row.member_id ?? []))];
  const members = await maskedMembers(ctx, ids);
  const outside = await outsideOf(ctx, rows, about.stores);
  return rows.map((row) => {
    const member = row.member_id ? members.get(row.member_id) : undefined;
    const begun = row.started_at ?? (row.state === "arrived" ? ctx.now : null);
    return {
      ...shared(row, about),
      memberId: row.member_id,
      memberMasked: member?.masked ?? null,
      memberNameMasked: member?.nameMasked ?? null,
      guestName: row.guest_name,
      guestPhone: row.guest_phone,
      arrivedBy: row.arrived_by,
      waitSeconds: row.arrived_at && begun ? waitedSeconds(row, begun) : null,
      outside: outside.has(row.booking_id),
      may: staffMay(ctx, row),
    };
  });
}

export async function staffView(ctx: Context, row: BookingRow) {
  const [view] = await staffViews(ctx, [row]);
  return view!;
}
