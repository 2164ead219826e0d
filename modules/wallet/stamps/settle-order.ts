import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { addToCard, openCard } from "./change-card.ts";
import { moveToCard, putStamp, removeFor, removeStamp } from "./give-stamps.ts";
import { lockMembers } from "./locks.ts";
import { stampPorts, type StampOrder } from "./ports.ts";
import {
  atStore, findProgramme, liveProgrammes, stampDb, stampsFor, startedProgrammes,
} from "./queries.ts";
import { causeOf, stampRedemptions } from "./stamp-redemptions.ts";
import type { ProgrammesTable, StampsTable } from "./tables.ts";

// An order of a warehouse fills no hundred cards.
const mostAtOnce = 300;

/** What an order is worth in a programme, by what of it is paid and kept. */
export function stampsDue(
  programme: Pick<ProgrammesTable, "earn" | "per_minor" | "category_ids">,
  order: Pick<StampOrder, "netMinor" | "goods">,
): number {
  const { earn, per_minor: perMinor, category_ids: categories } = programme;
  if (earn === "amount") return Math.min(mostAtOnce, Math.floor(order.netMinor / (perMinor ?? 1)));
  if (earn === "visit" || order.netMinor <= 0) return 0;
  const wanted = new Set(categories ?? []);
  const units = order.goods
    .filter(({ categoryIds }) => categoryIds.some((id) => wanted.has(id)))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.min(mostAtOnce, units);
}

async function addMore(
  ctx: Context,
  programme: ProgrammesTable,
  stamp: StampsTable,
  more: number,
): Promise<void> {
  const card = await openCard(ctx, programme, stamp.member_id);
  const done = await addToCard(ctx, programme, card, more, stamp, stamp.count);
  await moveToCard(ctx, stamp.stamp_id, done.card.card_no);
  await stampDb(ctx)
    .updateTable("wallet.stamps")
    .set({ count: stamp.count + more })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("stamp_id", "=", stamp.stamp_id)
    .execute();
  await emit(ctx, "wallet.stamped", {
    unitId: stamp.store_id,
    memberId: stamp.member_id,
    payload: {
      programmeId: stamp.programme_id, stampId: stamp.stamp_id, way: stamp.way,
      storeId: stamp.store_id, count: more, held: done.stamped.held,
    },
  });
}

async function settleOne(
  ctx: Context,
  programme: ProgrammesTable,
  known: StampsTable | undefined,
  order: StampOrder & { readonly memberId: string },
  cause: string,
): Promise<void> {
  const due = stampsDue(programme, order);
  if (!known && due === 0) return;
  const card = await openCard(ctx, programme, order.memberId);
  const [stamp] = (await stampsFor(ctx, cause))
    .filter((one) => one.programme_id === programme.programme_id);
  const has = stamp ? stamp.count - stamp.removed : 0;
  if (stamp && due > has && !stamp.lapsed_at) await addMore(ctx, programme, stamp, due - has);
  else if (stamp && due < has) await removeStamp(ctx, stamp, has - due);
  else if (!stamp && due > 0) {
    await putStamp(ctx, programme, card, {
      way: "order", cause, visit_key: null, store_id: order.storeId, staff_id: null, count: due,
    });
  }
}

/**
 * Brings an order's stamps to what it is worth now. It looks at the whole, never at one event:
 * told twice, or in another order, it ends the same.
 */
export async function settleOrder(ctx: Context, orderId: string): Promise<void> {
  const order = await stampPorts().order(ctx, orderId);
  if (!order?.memberId || !order.paidAt) return;
  const cause = `order:${orderId}`;
  const given = new Map((await stampsFor(ctx, cause)).map((one) => [one.programme_id, one]));
  const live = await atStore(ctx, await liveProgrammes(ctx, order.paidAt), order.storeId);
  const byId = new Map(live.map((one) => [one.programme_id, one]));
  const ids = [...new Set([...byId.keys(), ...given.keys()])].sort();
  for (const id of ids) {
    const programme = byId.get(id) ?? (await findProgramme(ctx, id));
    if (programme && programme.earn !== "visit") {
      const { memberId } = order;
      await settleOne(ctx, programme, given.get(id), { ...order, memberId }, cause);
    }
  }
}

type Programmes = readonly ProgrammesTable[];

async function follow(ctx: Context, event: JournalEvent, programmes: Programmes): Promise<void> {
  const then = { ...ctx, now: event.occurredAt };
  if (event.kind === "redemption.undone") await removeFor(then, causeOf(event));
  // Where all programmes count visits no order was ever worth a stamp.
  else if (programmes.some(({ earn }) => earn !== "visit")) {
    await settleOrder(then, String(event.payload.orderId));
  }
}

const isRedemption = ({ kind }: JournalEvent): boolean => kind === "redemption.committed";

/** Redemptions that follow each other are stamped together; all else by itself, in its turn. */
function* turnsOf(events: readonly JournalEvent[]): Generator<readonly JournalEvent[]> {
  let from = 0;
  for (let place = 1; place <= events.length; place++) {
    const event = events[place];
    if (event && isRedemption(event) && isRedemption(events[from]!)) continue;
    yield events.slice(from, place);
    from = place;
  }
}

/** Stamps by themselves: by what is paid, redeemed, given back and undone. */
export const stampReaction: Reaction = {
  name: "wallet.stamps",
  kinds: [
    "orders.paid_up", "orders.stepped", "orders.refund_started", "redemption.committed",
    "redemption.undone",
  ],
  // An undo that came before its redemption would leave the stamp.
  ordered: true,
  async handle(ctx, events) {
    const programmes = await startedProgrammes(ctx);
    if (programmes.length === 0) return;
    await lockMembers(ctx, events.flatMap(({ memberId }) => memberId ?? []));
    for (const turn of turnsOf(events)) {
      const [first] = turn;
      if (!first) continue;
      if (isRedemption(first)) await stampRedemptions(ctx, turn, programmes);
      else await follow(ctx, first, programmes);
    }
  },
};
