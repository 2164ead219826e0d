import { type Static, Type as T } from "typebox";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { benefitView } from "./benefit-view.ts";
import type { VoucherRow } from "./queries.ts";
import type { StoresView } from "./store-scope.ts";
import { stateOf } from "./voucher-state.ts";

const nullableText = Nullable(T.String());

/** A voucher as its member sees it. */
export const VoucherSchema = T.Object({
  voucherId: Id,
  offerId: Id,
  title: T.String(),
  titleEn: nullableText,
  description: nullableText,
  descriptionEn: nullableText,
  kind: T.String({ description: "amount_off | percent_off | exchange | gift | unstated" }),
  amountMinor: Nullable(Minor),
  bps: Nullable(T.Integer({ description: "ten-thousandths taken off" })),
  capMinor: Nullable(Minor),
  label: Nullable(T.String({ description: "what an exchange or a gift hands over" })),
  payMinor: Nullable(Minor),
  thresholdMinor: Nullable(Minor),
  state: T.String({
    description: "usable | not_yet | used | expired | recalled | given | gift_open",
  }),
  validFrom: Millis,
  validTo: T.Integer({ description: "epoch milliseconds, exclusive: print one second less" }),
  usesLeft: T.Integer(),
  usesTotal: T.Integer(),
  issuedAt: Millis,
  codeLast4: nullableText,
  giftsLeft: T.Integer({ description: "how many times it may still be given to a friend" }),
  giftUntil: Nullable(T.Integer({ description: "a gift of it waits until then" })),
  givenAt: Nullable(Millis),
  fromFriend: T.Boolean({ description: "a friend gave it" }),
  stores: T.Object({
    all: T.Boolean({ description: "every store of the unit" }),
    everywhere: T.Boolean({ description: "every store of the brand" }),
    unitKind: nullableText,
    unitName: nullableText,
    unitNameEn: nullableText,
    names: T.Array(T.Object({ name: T.String(), nameEn: nullableText })),
    count: Nullable(T.Integer()),
  }),
});
export type VoucherView = Static<typeof VoucherSchema>;

export function voucherView(
  row: VoucherRow,
  now: Temporal.Instant,
  stores: StoresView,
): VoucherView {
  return {
    voucherId: row.voucher_id,
    offerId: row.offer_id,
    title: row.title,
    titleEn: row.title_en,
    description: row.description,
    descriptionEn: row.description_en,
    ...benefitView(row.terms),
    state: stateOf(row, now),
    validFrom: row.valid_from.epochMilliseconds,
    validTo: row.valid_to.epochMilliseconds,
    usesLeft: row.uses_left,
    usesTotal: row.uses_total,
    issuedAt: row.issued_at.epochMilliseconds,
    codeLast4: row.code_last4,
    giftsLeft: Math.max(0, row.gift_times - row.gifts_made),
    giftUntil: row.gift_until?.epochMilliseconds ?? null,
    givenAt: row.given_at?.epochMilliseconds ?? null,
    fromFriend: row.gift_of !== null,
    stores: { ...stores, names: [...stores.names] },
  };
}
