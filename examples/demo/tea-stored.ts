/** Stored value of the demo brand, and its gift cards. */
export const stored = {
  isOn: true,
  useOrder: "in_proportion",
  issuer: "other",
  mostMinor: 500_000,
  usedBonus: "keep",
  refundLater: true,
  offers: [
    { payMinor: 20_000, bonusMinor: 1_000 },
    { payMinor: 50_000, bonusMinor: 5_000 },
    { payMinor: 100_000, bonusMinor: 12_000 },
  ],
  closesOn: null,
  contract: {
    words: [
      "一、本卡为记名单用途预付卡，仅限会员本人在本品牌各门店使用，不设有效期。",
      "二、余额分为本金与赠金：本金是您实际支付的金额，可退；赠金不可退、不可提现。",
      "三、充值之日起七日内，可无理由退还未消费的本金，原路返回；七日后仍可申请退还未消费的本金。",
      "四、退款时，该笔充值未用的赠金同时失效。",
      "五、卡片遗失可随时挂失并补卡，余额不变。",
      "六、停业或迁址至少提前三十日公告，并退还未消费的本金。",
      "七、本金余额不超过五千元。余额与每笔变动可在“我的储值”查询。",
    ].join("\n"),
    wordsEn: [
      "1. A single-purpose prepaid card in your name, for this brand's stores. It does not expire.",
      "2. Principal is what you paid and is refundable; bonus is not paid out.",
      "3. Within seven days unspent principal is paid back without a reason, the way it was paid;" +
        " later it is paid back on request.",
      "4. With a refund the unspent bonus of that top-up lapses.",
      "5. A lost card is blocked at any time and replaced; the balance stays.",
      "6. A closure or move is told thirty days before, and unspent principal is paid back.",
      "7. At most 5,000 yuan of principal. Balance and movements are always in the shop.",
    ].join("\n"),
  },
} as const;

export const giftCards = [
  { name: "中秋礼盒随赠", how: "given", faceMinor: 5_000, count: 50 },
  { name: "茶礼卡 200 元", how: "sold", faceMinor: 20_000, count: 100 },
] as const;
