import { grantsHeldBy, isPermitted, permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { keyedHash } from "#platform/secrets.ts";
import { actorId } from "#platform/context.ts";
import { findResource } from "./queries.ts";
import type { BookingTables, FeedRow } from "./tables.ts";

const tokenBytes = 32;
const most = 200;

export const feedHash = (token: string): Buffer => keyedHash("bookings.feed", token);

const feeds = (ctx: Context) =>
  tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.feeds")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("revoked_at", "is", null);

export const feedView = (row: FeedRow) => ({
  feedId: row.feed_id,
  kind: row.kind,
  subjectId: row.subject_id,
  madeAt: row.made_at.epochMilliseconds,
});

type Subject = Pick<FeedRow, "kind" | "subject_id" | "masks">;

/** Writes a feed; its secret is in the answer and nowhere else. */
async function insertFeed(ctx: Context, subject: Subject, unitId: string | null) {
  const token = randomToken(tokenBytes);
  const row: FeedRow = {
    brand_id: ctx.brand.brandId,
    feed_id: newId(),
    ...subject,
    token_hash: feedHash(token),
    made_at: ctx.now,
    made_by: actorId(ctx.actor),
    revoked_at: null,
  };
  await tablesOf<BookingTables>(ctx).insertInto("bookings.feeds").values(row).execute();
  const memberId = row.kind === "member" ? row.subject_id : null;
  const payload = { feedId: row.feed_id, kind: row.kind };
  await emit(ctx, "bookings.feed_made", { unitId, memberId, payload });
  return { row, token };
}

async function revoke(ctx: Context, rows: readonly FeedRow[]): Promise<void> {
  for (const { feed_id: feedId } of rows) {
    await tablesOf<BookingTables>(ctx)
      .updateTable("bookings.feeds")
      .set({ revoked_at: ctx.now })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("feed_id", "=", feedId)
      .execute();
    await emit(ctx, "bookings.feed_revoked", { payload: { feedId } });
  }
}

/** The store that a feed of staff is about. */
const storeOf = async (
  ctx: Context,
  { kind, subject_id: id }: Pick<FeedRow, "kind" | "subject_id">,
) =>
  kind === "store" ? id : (await findResource(ctx, id)).store_id;

/** A calendar of a store or of one of its resources, for staff; masks only for who may see them. */
export async function makeStaffFeed(
  ctx: Context,
  subject: { readonly kind: "resource" | "store"; readonly subjectId: string },
) {
  const { kind, subjectId } = subject;
  const storeId = await storeOf(ctx, { kind, subject_id: subjectId });
  await permit(ctx, "bookings.work", storeId);
  const masks = await isPermitted(ctx, "members.read", storeId);
  return insertFeed(ctx, { kind, subject_id: subjectId, masks }, storeId);
}

/** The member's own calendar: a new address, the one before it is over. */
export async function makeMemberFeed(ctx: Context, memberId: string) {
  await removeMemberFeed(ctx, memberId);
  return insertFeed(ctx, { kind: "member", subject_id: memberId, masks: false }, null);
}

export async function removeMemberFeed(ctx: Context, memberId: string): Promise<void> {
  const rows = await feeds(ctx)
    .where("kind", "=", "member")
    .where("subject_id", "=", memberId)
    .execute();
  await revoke(ctx, rows);
}

/** Feeds of a store and of its resources, those that hold. */
export async function listFeeds(ctx: Context, storeId: string): Promise<FeedRow[]> {
  await permit(ctx, "bookings.work", storeId);
  return feeds(ctx)
    .where((is) => is.or([
      is.and([is("kind", "=", "store"), is("subject_id", "=", storeId)]),
      is.and([
        is("kind", "=", "resource"),
        is("subject_id", "in", is
          .selectFrom("bookings.resources")
          .select("resource_id")
          .where("brand_id", "=", ctx.brand.brandId)
          .where("store_id", "=", storeId)),
      ]),
    ]))
    .orderBy("feed_id")
    .limit(most)
    .execute();
}

export async function revokeFeed(ctx: Context, feedId: string): Promise<void> {
  const row = await feeds(ctx).where("feed_id", "=", feedId).executeTakeFirst();
  if (!row || row.kind === "member") throw refuse("booking_feed_not_found");
  await permit(ctx, "bookings.work", await storeOf(ctx, row));
  await revoke(ctx, [row]);
}

/** Addresses that somebody made end with their right to know. */
export async function revokeFeedsOf(ctx: Context, staffId: string): Promise<void> {
  await revoke(ctx, await feeds(ctx).where("made_by", "=", staffId).execute());
}

/**
 * What whoever made the feed may still see of it, by the grants that hold now: one that was for a
 * time ends without an event. Null: nothing any more.
 */
async function stillSeen(ctx: Context, row: FeedRow): Promise<FeedRow | null> {
  if (row.kind === "member") return row;
  if (!row.made_by) return null;
  const grants = await grantsHeldBy(ctx, row.made_by);
  const actor = { kind: "staff" as const, staffId: row.made_by, accountId: row.made_by };
  const maker: Context = { ...ctx, actor, grants };
  const storeId = await storeOf(ctx, row);
  if (!(await isPermitted(maker, "bookings.work", storeId))) return null;
  return { ...row, masks: row.masks && (await isPermitted(maker, "members.read", storeId)) };
}

/** The feed of a secret address; refuses `booking_feed_not_found`. */
export async function feedByToken(ctx: Context, token: string): Promise<FeedRow> {
  const row = await feeds(ctx).where("token_hash", "=", feedHash(token)).executeTakeFirst();
  const seen = row && (await stillSeen(ctx, row));
  if (!seen) throw refuse("booking_feed_not_found");
  return seen;
}
