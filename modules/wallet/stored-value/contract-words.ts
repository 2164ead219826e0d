/** What a brand begins with: its own name and address belong into it before it is used. */
export const usualContract = {
  words: [
    "一、本卡为记名单用途预付卡，仅限购卡会员本人在本品牌门店使用，不设有效期。",
    "二、卡内余额分为本金与赠金。本金为您实际支付的金额，可退；赠金不可退、不可提现。",
    "三、自充值之日起七日内，您可无理由要求退还未消费的本金；退款原路返回。七日后按门店公示的规则退款。",
    "四、退款时，对应充值的未用赠金同时失效。",
    "五、卡片遗失可随时挂失并补卡，余额不变；挂失前的消费由持卡人承担。",
    "六、经营者停业或迁址，至少提前三十日公告，并退还未消费的本金。",
    "七、单张卡本金余额不超过五千元。余额与每笔变动可在“我的储值”随时查询。",
  ].join("\n"),
  wordsEn: [
    "1. This is a single-purpose prepaid card in your name, for this brand's stores." +
      " It does not expire.",
    "2. The balance is principal, which you paid and can have back, and bonus, which is not paid" +
      " out.",
    "3. Within seven days of a top-up you may have what you have not spent of its principal back" +
      " without a reason, the way it was paid. Later refunds follow the rules shown in the store.",
    "4. With a refund the bonus of that top-up that is left lapses.",
    "5. A lost card is blocked at any time and replaced; the balance stays. What was spent before" +
      " the report is yours.",
    "6. A closure or move is told at least thirty days before, and unspent principal is paid back.",
    "7. A card holds at most 5,000 yuan of principal. Its movements are always in the shop.",
  ].join("\n"),
};
