import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { routes } from "./routes.ts";

export { registerTerms, type TermsInput } from "./terms.ts";
export { issueVoucher, voucherByPermanentKey, type IssueInput } from "./issue-voucher.ts";
export { validityWindow } from "./validity-window.ts";
export { benefitView } from "./benefit-view.ts";
export { voucherRight } from "./voucher-right.ts";
export { myVouchers } from "./my-vouchers.ts";
export { memberVoucher } from "./member-voucher.ts";
export { memberVouchers } from "./member-data.ts";
export { VoucherSchema, type VoucherView } from "./voucher-view.ts";

export const walletModule: ModuleParts = { name: "wallet", routes };
