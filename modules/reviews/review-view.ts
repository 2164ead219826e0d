import { Type as T } from "typebox";
import { maskedMembers } from "#modules/members/index.ts";
import { bookingNumbers } from "#modules/bookings/index.ts";
import { orderNumbers } from "#modules/orders/index.ts";
import { getStores } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { Id, Millis, Nullable, Word } from "#platform/schema.ts";
import { hidingsOf, repliesOf } from "./queries.ts";
import {
  hideReasons, hidingActs, outcomes, type ReplyRow, type ReviewRow, subjectKinds,
} from "./tables.ts";

const Stars = T.Integer({ minimum: 1, maximum: 5 });

const shape = {
  reviewId: Id,
  stars: Stars,
  words: Nullable(T.String()),
  hiddenReason: Nullable(Word(...hideReasons)),
  wroteAt: Millis,
  productId: Nullable(Id),
  aboutName: Nullable(T.String({ description: "the product or service; null: the store" })),
  aboutNameEn: Nullable(T.String()),
  storeId: Id,
  storeName: T.String(),
  storeNameEn: Nullable(T.String()),
  replies: T.Array(T.Object({ text: T.String(), repliedAt: Millis })),
  outcome: Nullable(Word(...outcomes)),
  outcomeAt: Nullable(Millis),
};
const subject = {
  subjectKind: Word(...subjectKinds),
  subjectId: Id,
  lineId: Nullable(T.String()),
};

/** As everybody reads it: nobody is named, and of hidden words only the reason is told. */
export const ReviewSchema = T.Object(shape);
/** As the one who wrote it reads it. */
export const MyReviewSchema = T.Object({ ...shape, ...subject });
/** As staff of the store read it. */
export const StaffReviewSchema = T.Object({
  ...shape,
  ...subject,
  number: T.String(),
  memberId: Nullable(Id),
  memberMasked: Nullable(T.String()),
  firstAnswerAt: Nullable(Millis),
  hidings: T.Array(T.Object({
    act: Word(...hidingActs),
    reason: Nullable(Word(...hideReasons)),
    note: T.String(),
    actedAt: Millis,
  })),
});

type StoreNames = ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;

function viewOf(row: ReviewRow, stores: StoreNames, replies: readonly ReplyRow[]) {
  return {
    reviewId: row.review_id,
    stars: row.stars,
    words: row.words,
    hiddenReason: row.hidden_reason,
    wroteAt: row.wrote_at.epochMilliseconds,
    productId: row.product_id,
    aboutName: row.about_name,
    aboutNameEn: row.about_name_en,
    storeId: row.store_id,
    storeName: stores.get(row.store_id)?.name ?? "",
    storeNameEn: stores.get(row.store_id)?.nameEn ?? null,
    replies: replies.map(({ text, replied_at }) => ({
      text, repliedAt: replied_at.epochMilliseconds,
    })),
    outcome: row.outcome,
    outcomeAt: row.outcome_at?.epochMilliseconds ?? null,
  };
}

async function views(ctx: Context, rows: readonly ReviewRow[]) {
  const found = await getStores(ctx, [...new Set(rows.map((row) => row.store_id))]);
  const stores = new Map(found.map((store) => [store.storeId, store]));
  const replies = Map.groupBy(
    await repliesOf(ctx, rows.map((row) => row.review_id)),
    (reply) => reply.review_id,
  );
  return rows.map((row) => viewOf(row, stores, replies.get(row.review_id) ?? []));
}

const subjectOf = (row: ReviewRow) => ({
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  lineId: row.line_id,
});

export async function publicViews(ctx: Context, rows: readonly ReviewRow[]) {
  const shown = await views(ctx, rows);
  return shown.map((view) => ({ ...view, words: view.hiddenReason ? null : view.words }));
}

export async function myViews(ctx: Context, rows: readonly ReviewRow[]) {
  const shown = await views(ctx, rows);
  return rows.map((row, place) => ({ ...shown[place]!, ...subjectOf(row) }));
}

export async function staffViews(ctx: Context, rows: readonly ReviewRow[]) {
  const idsOf = (kind: string) =>
    rows.filter((row) => row.subject_kind === kind).map((row) => row.subject_id);
  const numbers = new Map([
    ...await orderNumbers(ctx, idsOf("order")),
    ...await bookingNumbers(ctx, idsOf("booking")),
  ]);
  const members = await maskedMembers(ctx, rows.flatMap((row) => row.member_id ?? []));
  const hidings = Map.groupBy(
    await hidingsOf(ctx, rows.map((row) => row.review_id)),
    (hiding) => hiding.review_id,
  );
  const own = await myViews(ctx, rows);
  return rows.map((row, place) => ({
    ...own[place]!,
    number: numbers.get(row.subject_id) ?? "",
    memberId: row.member_id,
    memberMasked: (row.member_id && members.get(row.member_id)?.masked) || null,
    firstAnswerAt: row.first_answer_at?.epochMilliseconds ?? null,
    hidings: (hidings.get(row.review_id) ?? []).map(({ act, reason, note, acted_at }) => ({
      act, reason, note, actedAt: acted_at.epochMilliseconds,
    })),
  }));
}
