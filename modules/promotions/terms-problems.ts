import type { TermsProblem } from "#packages/pricing/index.ts";
import type { Lang } from "#platform/errors.ts";

export type OfferProblem =
  | TermsProblem
  | "title_missing"
  | "title_too_long"
  | "claim_window_reversed"
  | "stores_outside_owner"
  | "products_empty"
  | "never_usable";

const sentences: Readonly<Record<OfferProblem, readonly [zh: string, en: string]>> = {
  amount_not_positive: ["立减金额必须大于 0", "the amount off must be more than 0"],
  percent_out_of_range: ["折扣比例必须在 0 到 100% 之间", "the percentage must be in 0 to 100"],
  cap_not_positive: ["最高优惠金额必须大于 0", "the cap must be more than 0"],
  label_missing: ["请填写兑换或赠送的内容", "say what is exchanged or given"],
  products_missing: ["请选择可兑换的商品", "choose the products of the exchange"],
  threshold_not_positive: ["使用门槛必须大于 0", "the threshold must be more than 0"],
  uses_not_positive: ["可用次数至少为 1", "it must be usable at least once"],
  validity_unreadable: ["有效期无法识别", "the validity cannot be read"],
  validity_reversed: ["有效期的结束早于开始", "the validity ends before it begins"],
  days_not_positive: ["有效天数至少为 1", "it must be valid for at least one day"],
  payers_missing: ["请填写由谁承担优惠", "say who pays"],
  payer_twice: ["同一承担方只能出现一次", "a payer may appear once"],
  payers_not_whole: ["承担比例相加必须等于 100%", "the payers' shares must add up to 100 %"],
  title_missing: ["请填写标题", "the title is missing"],
  title_too_long: ["标题最多 20 个字", "a title has at most 20 characters"],
  claim_window_reversed: ["领取结束日早于开始日", "the claim ends before it begins"],
  stores_outside_owner: ["适用门店超出了所属机构", "some stores are not under the owner unit"],
  products_empty: ["请先导入适用商品", "import the products of its scope first"],
  never_usable: ["有效期已过，发布后无法使用", "its validity is over; nobody could use it"],
};

export function problemText(problem: OfferProblem, lang: Lang): string {
  return sentences[problem][lang === "en" ? 1 : 0];
}
