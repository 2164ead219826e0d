import { countTaken } from "#modules/limits/index.ts";
import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { routes } from "./routes.ts";

export { registerTerms, type TermsInput } from "./terms.ts";
export { type HeldVoucher, heldVouchers } from "./held-vouchers.ts";
export {
  type Issue, type Made, makeVouchers, voucherByPermanentKey,
} from "./issue-voucher.ts";
export { madeViews } from "./made-views.ts";
export { validityWindow } from "./validity-window.ts";
export { benefitView } from "./benefit-view.ts";
export { offlineLosses, voucherOffline } from "./offline-rights.ts";
export { voucherRight } from "./voucher-right.ts";
export { myVouchers } from "./my-vouchers.ts";
export { memberVouchers } from "./member-data.ts";
export { VoucherSchema, type VoucherView } from "./voucher-view.ts";

// A voucher holds what its claim took until it is recalled unused.
countTaken(
  "vouchers",
  `select t.key, t.amount from wallet.vouchers v
   cross join lateral jsonb_to_recordset(v.taken) as t(key text, amount bigint)
   where v.brand_id = $1 and not (v.recalled_at is not null and v.uses_left = v.uses_total)`,
);

// A redemption holds what it took until it is undone.
countTaken(
  "redemptions",
  `select t.key, t.amount from wallet.redeem_takings r
   cross join lateral jsonb_to_recordset(r.taken) as t(key text, amount bigint)
   where r.brand_id = $1 and r.given_back_at is null`,
);

export { verifyLedger } from "./ledger/verify-ledger.ts";

export const walletModule: ModuleParts = { name: "wallet", routes };
