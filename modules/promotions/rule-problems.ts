import type { RuleProblemCode } from "#packages/pricing/index.ts";

type Sentence = readonly [zh: string, en: string];

/** What is wrong with a rule and what to do about it. */
export const ruleSentences: Readonly<Record<RuleProblemCode, Sentence>> = {
  amount_not_positive: ["减免金额要大于 0，请填写金额", "give an amount off of more than 0"],
  category_unfit: [
    "优惠类别与优惠方式不符：会员价、活动价选“价格”，运费优惠选“运费”，请改选类别",
    "choose the category of the benefit: “price” for a price level, “delivery” for freight",
  ],
  cap_not_positive: [
    "最高优惠金额要大于 0；不设上限请留空",
    "a cap must be more than 0; leave it empty for none",
  ],
  channels_missing: ["请选择渠道，或改为不限渠道", "choose channels, or do not limit them"],
  count_not_positive: ["件数至少为 1，请填写件数", "give a number of 1 or more"],
  discount_missing: ["请填写每件减多少，或打几折", "say how much or what part is off each unit"],
  discount_twice: ["每件减额与折扣只能填一种", "give either an amount or a percentage, not both"],
  every_needs_one_tier: [
    "“每满”只能有一档，且门槛大于 0：请只留一档并填写门槛",
    "“for every” takes exactly one tier with a threshold of more than 0",
  ],
  every_not_percent: [
    "“每满”只能减金额或送赠品，请改用满折或包邮的阶梯",
    "“for every” gives amounts or gifts only; use plain tiers for a percentage or delivery",
  ],
  gift_unnamed: ["请填写赠品名称", "name the gift"],
  gifts_missing: ["请至少添加一件赠品", "add at least one gift"],
  goods_missing: [
    "请指明可以兑换或换购的商品、分类或标签",
    "name the goods that can be had at this price, by product, category or tag",
  ],
  hours_missing: ["请添加时段，或改为全天", "add hours, or do not limit them"],
  hours_empty: ["时段的开始与结束不能相同，请修改", "hours must end at another minute"],
  join_list_empty: [
    "请选择可以同享的优惠；都不同享请选“不与其他优惠同享”",
    "choose the offers that it joins, or say that it joins none",
  ],
  nth_too_small: ["“第几件”至少为 2，例如第二件半价填 2", "the nth item is the 2nd at least"],
  parts_missing: ["请添加套餐包含的商品", "add the parts of the bundle"],
  payer_twice: ["同一承担方只能出现一次，请合并", "name each payer once"],
  payers_missing: ["请填写由谁承担优惠", "say who pays"],
  payers_not_whole: ["承担比例相加要等于 100%，请调整", "make the payers' shares add up to 100 %"],
  percent_out_of_range: [
    "折扣要在 0 到 100% 之间，例如八五折是减 15%",
    "give a percentage between 0 and 100, such as 15 % off",
  ],
  scope_empty: [
    "适用商品的清单是空的：请选择商品、分类、品牌或标签，或改为全部商品",
    "a list of goods is empty: choose some, or let all goods count",
  ],
  segments_missing: ["请选择会员分组，或改为所有人", "choose segments, or let everyone in"],
  stores_missing: ["请选择门店，或改为全部门店", "choose stores, or let all of them in"],
  threshold_twice: [
    "一档只能按金额或按件数，请留下一种",
    "a tier asks for an amount or for a number of units, not both",
  ],
  thresholds_mixed: [
    "各档要同样按金额或同样按件数，请统一",
    "let all tiers ask for amounts, or all for numbers of units",
  ],
  tiers_missing: ["请至少添加一档优惠", "add at least one tier"],
  tiers_not_ascending: [
    "各档门槛要从低到高，请调整顺序或门槛",
    "let each tier ask for more than the one before",
  ],
  weekdays_missing: ["请选择星期，或改为每天", "choose weekdays, or do not limit them"],
  window_reversed: ["结束日早于开始日，请修改日期", "it ends before it begins; correct the days"],
};
