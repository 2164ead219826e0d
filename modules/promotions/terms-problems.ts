import type { RuleProblemCode, TermsProblem } from "#packages/pricing/index.ts";
import type { Lang } from "#platform/errors.ts";
import { ruleSentences } from "./rule-problems.ts";

export type OfferProblem =
  | TermsProblem
  | RuleProblemCode
  | "automatic_without_rule"
  | "benefit_missing"
  | "category_for_voucher"
  | "claim_window_reversed"
  | "limit_cap_not_positive"
  | "limit_money_of_claim"
  | "limit_twice"
  | "limit_unknown_at_claim"
  | "limit_unknown_at_redemption"
  | "limits_of_automatic"
  | "limits_too_many"
  | "never_usable"
  | "per_order_of_automatic"
  | "policy_incomplete"
  | "policy_pair_twice"
  | "products_empty"
  | "stores_outside_owner"
  | "title_missing"
  | "title_too_long"
  | "validity_missing";

const sentences: Readonly<Record<OfferProblem, readonly [zh: string, en: string]>> = {
  ...ruleSentences,
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
  automatic_without_rule: [
    "自动生效的优惠需要规则，请填写优惠方式",
    "an automatic offer needs a rule; say what it gives",
  ],
  benefit_missing: ["请填写优惠方式", "say what the offer gives"],
  category_for_voucher: [
    "券的类别请选品类券、店铺券、补贴券、单品、赠品或运费",
    "a voucher's category is one of the vouchers', item, gift or delivery",
  ],
  limits_of_automatic: [
    "自动生效的优惠没有库存、限领、领取期和券有效期，请清空这些设置",
    "an automatic offer has no stock, claims or validity; leave them out",
  ],
  limit_cap_not_positive: ["每项限制的上限必须大于 0", "the cap of each limit must be more than 0"],
  limit_money_of_claim: [
    "领取时还不知道优惠金额，金额预算请设为核销限制",
    "a claim has no amount yet; set money budgets for redemption",
  ],
  limit_twice: ["同一项限制只能设置一次，请合并", "set each limit once"],
  limit_unknown_at_claim: [
    "领取时没有店员和收银设备，请设为核销限制",
    "a claim has no staff and no counter; set this limit for redemption",
  ],
  limit_unknown_at_redemption: [
    "核销时不知道领取者的设备，请设为领取限制",
    "a redemption does not know the claimer's device; set this limit for claims",
  ],
  limits_too_many: ["限制最多 12 项", "there may be at most 12 limits"],
  per_order_of_automatic: [
    "每单用券张数只用于券，请清空",
    "vouchers an order are for vouchers only; leave it out",
  ],
  policy_incomplete: [
    "叠加顺序要包含每个类别且各一次，请补全",
    "the order must hold every category once",
  ],
  policy_pair_twice: [
    "同一对类别或同一分组只能设置一次，请合并",
    "set a pair of categories, or a group, once",
  ],
  validity_missing: ["请填写券的有效期", "say how long the voucher is valid"],
};

export function problemText(problem: OfferProblem, lang: Lang): string {
  return sentences[problem][lang === "en" ? 1 : 0];
}
