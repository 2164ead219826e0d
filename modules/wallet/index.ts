import { countTaken } from "#modules/limits/index.ts";
import type { ModuleParts } from "#platform/module.ts";
import "./codes/errors.ts";
import "./codes/events.ts";
import { makeCodesJob } from "./codes/make-codes.ts";
import { recallCodesJob } from "./codes/recall-batch.ts";
import { codeRoutes } from "./codes/routes.ts";
import "./errors.ts";
import "./events.ts";
import "./entitlements/errors.ts";
import "./entitlements/events.ts";
import { entitlementRoutes } from "./entitlements/routes.ts";
import "./gift-cards/errors.ts";
import "./gift-cards/events.ts";
import { giftCardRoutes } from "./gift-cards/routes.ts";
import "./gifts/events.ts";
import { expireGiftsJob } from "./gifts/expire-gifts.ts";
import { giftRoutes } from "./gifts/routes.ts";
import { ledgerRoutes } from "./ledger/routes.ts";
import "./points/errors.ts";
import "./points/events.ts";
import { pointsRoutes } from "./points/routes.ts";
import { settlePointsJob } from "./points/settle-job.ts";
import { routes } from "./routes.ts";
import "./stamps/errors.ts";
import "./stamps/events.ts";
import { lapseCardJob } from "./stamps/lapse-card.ts";
import { stampRoutes } from "./stamps/routes.ts";
import { stampReaction } from "./stamps/settle-order.ts";
import "./stored-value/errors.ts";
import "./stored-value/events.ts";
import { storedRoutes } from "./stored-value/routes.ts";

export { registerTerms, type TermsInput } from "./terms.ts";
export { type HeldVoucher, heldVouchers } from "./held-vouchers.ts";
export {
  type Issue, type Made, makeVouchers, voucherByPermanentKey,
} from "./issue-voucher.ts";
export { madeViews, viewsOfVersions } from "./made-views.ts";
export { validityWindow } from "./validity-window.ts";
export { benefitView } from "./benefit-view.ts";
export {
  giveBackOrderUse, type OrderUse, type OrderUses, readyOrderUses,
} from "./order-uses.ts";
export { offerOwners, voucherIssuer } from "./issuers.ts";
export { offlineLosses, voucherOffline } from "./offline-rights.ts";
export { addImportedCodes, type Imported } from "./codes/import-codes.ts";
export {
  type FoundCode, isImportable, typedCode, unopenedVoucher,
} from "./codes/find-code.ts";
export { openCode } from "./codes/open-code.ts";
export {
  type BatchInput, startCodeBatch, startImportedBatch,
} from "./codes/start-batch.ts";
export { mostCodes } from "./codes/batch-id.ts";
export { makeGiftBatch } from "./gift-cards/make-batch.ts";
export { giveVoucher, openGift } from "./gifts/accept-gift.ts";
export { wireVoucherHolds } from "./gifts/ports.ts";
export { voucherRight } from "./voucher-right.ts";
export { findMine, myVouchers } from "./my-vouchers.ts";
export { createRule as createEntitlementRule } from "./entitlements/rules.ts";
export { takeEntitlement } from "./entitlements/take-entitlement.ts";
export { changeProgramme, createProgramme } from "./stamps/programmes.ts";
export { memberEntitlements } from "./entitlements/member-data.ts";
export { entitlementRight, wireStoreCities } from "./entitlements/entitlement-right.ts";
export { memberStamps } from "./stamps/member-data.ts";
export { type StampOrder, type StampReward, wireStamps } from "./stamps/ports.ts";
export { stampRight } from "./stamps/stamp-right.ts";
export { type StampsVerdict, verifyStamps } from "./stamps/verify-stamps.ts";
export { memberVouchers } from "./member-data.ts";
export { VoucherSchema, type VoucherView } from "./voucher-view.ts";

// A voucher holds what its claim took until it is recalled unused.
countTaken(
  "vouchers",
  `select t.key, t.amount from wallet.vouchers v
   cross join lateral jsonb_to_recordset(v.taken) as t(key text, amount bigint)
   where v.brand_id = $1 and not (v.recalled_at is not null and v.uses_left = v.uses_total)`,
);

// A code holds its place of the stock until it is recalled, or its voucher holds it.
countTaken(
  "codes",
  `select b.stock_key as key, 1::bigint as amount from wallet.codes c
   join wallet.code_batches b using (brand_id, batch_id)
   where c.brand_id = $1 and c.opened_at is null and c.recalled_at is null
   union all select b.stock_key, b.reserved::bigint from wallet.code_batches b
   where b.brand_id = $1 and b.reserved > 0`,
);

// A redemption holds what it took until it is undone.
countTaken(
  "redemptions",
  `select t.key, t.amount from wallet.redeem_takings r
   cross join lateral jsonb_to_recordset(r.taken) as t(key text, amount bigint)
   where r.brand_id = $1 and r.given_back_at is null`,
);

export { verifyBudgets } from "./verify-budgets.ts";
export type { AccountRef } from "./ledger/account-kinds.ts";
export { balanceOf } from "./ledger/balance.ts";
export { derivedBalances } from "./ledger/derived-balances.ts";
export { keptBalances } from "./ledger/kept-balances.ts";
export { type EntryInput, post } from "./ledger/post.ts";
export { verifyLedger } from "./ledger/verify-ledger.ts";
export { type Earning, earnInOrder } from "./points/earn-in-order.ts";
export { type GivingBack, givePointsBack } from "./points/give-points-back.ts";
export { pointsOfOrder } from "./points/points-of-order.ts";
export { memberPoints } from "./points/member-data.ts";
export { type PointsSettings, pointsRule, savePointsSettings } from "./points/settings.ts";
export {
  type Spending, type SpendingInOrder, spendPoints, spendPointsInOrder,
} from "./points/spend-points.ts";
export { spendablePoints } from "./points/spendable-points.ts";
export { takeBackEarned, type TakingBack } from "./points/take-back-earned.ts";
export { willTakeBack } from "./points/will-take-back.ts";
export { type PointsVerdict, verifyPoints } from "./points/verify-points.ts";
export { recallVoucher } from "./recall-voucher.ts";
export { lockStored, storedValueOf } from "./stored-value/accounts.ts";
export { memberStoredValue } from "./stored-value/member-data.ts";
export { payFromStoredValue } from "./stored-value/pay-from.ts";
export { moneyOfOrders, moneyPosted } from "./ledger/money-of-orders.ts";
export { postedAt } from "./ledger/posted-at.ts";
export { wirePendingTopUps } from "./stored-value/ports.ts";
export { returnToStoredValue } from "./stored-value/return-to.ts";
export { type RefundOffer, refundOfLot, takeOutLot } from "./stored-value/refund-lot.ts";
export { saveStoredSettings } from "./stored-value/settings.ts";
export {
  type LotBooked, lotsAfter, lotsOfTopUps, type TopUpEntry, topUpEntriesAfter,
} from "./stored-value/top-up-books.ts";
export { creditStoredValue, permitTopUp } from "./stored-value/top-up.ts";
export { type StoredVerdict, verifyStored } from "./stored-value/verify-stored.ts";

export const walletModule: ModuleParts = {
  name: "wallet",
  routes: [
    ...routes, ...codeRoutes, ...giftRoutes, ...giftCardRoutes, ...ledgerRoutes, ...storedRoutes,
    ...pointsRoutes, ...stampRoutes, ...entitlementRoutes,
  ],
  reactions: [stampReaction],
  jobs: [makeCodesJob, recallCodesJob, expireGiftsJob, settlePointsJob, lapseCardJob],
};
