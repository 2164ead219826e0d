import { countTaken } from "#modules/limits/index.ts";
import type { ModuleParts } from "#platform/module.ts";
import "./codes/errors.ts";
import "./codes/events.ts";
import { makeCodesJob } from "./codes/make-codes.ts";
import { recallCodesJob } from "./codes/recall-batch.ts";
import { codeRoutes } from "./codes/routes.ts";
import "./errors.ts";
import "./events.ts";
import "./gifts/events.ts";
import { expireGiftsJob } from "./gifts/expire-gifts.ts";
import { giftRoutes } from "./gifts/routes.ts";
import { routes } from "./routes.ts";

export { registerTerms, type TermsInput } from "./terms.ts";
export { type HeldVoucher, heldVouchers } from "./held-vouchers.ts";
export {
  type Issue, type Made, makeVouchers, voucherByPermanentKey,
} from "./issue-voucher.ts";
export { madeViews } from "./made-views.ts";
export { validityWindow } from "./validity-window.ts";
export { benefitView } from "./benefit-view.ts";
export {
  giveBackOrderUse, type OrderUse, type OrderUses, useInOrder,
} from "./order-uses.ts";
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
export { giveVoucher, openGift } from "./gifts/accept-gift.ts";
export { wireVoucherHolds } from "./gifts/ports.ts";
export { voucherRight } from "./voucher-right.ts";
export { findMine, myVouchers } from "./my-vouchers.ts";
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
export { keptBalances } from "./ledger/kept-balances.ts";
export { type EntryInput, post } from "./ledger/post.ts";
export { verifyLedger } from "./ledger/verify-ledger.ts";
export { recallVoucher } from "./recall-voucher.ts";

export const walletModule: ModuleParts = {
  name: "wallet",
  routes: [...routes, ...codeRoutes, ...giftRoutes],
  jobs: [makeCodesJob, recallCodesJob, expireGiftsJob],
};
