import type { Payer, VoucherBenefit } from "#packages/pricing/index.ts";

/** What the fictional tea chain offers, says and measures. Made up, like the chain itself. */

/** Amounts in fen. `weight` is how often a touch comes from there, `keen` how often it claims. */
export const channels = [
  {
    key: "door",
    name: "门店海报",
    nameEn: "Store posters",
    origin: "own",
    function: "promote",
    purpose: "acquire",
    costMinor: 380_000,
    codeKind: "poster",
    codeName: "门口海报",
    weight: 5,
    keen: 0.46,
  },
  {
    key: "guide",
    name: "导购名片",
    nameEn: "Guide badges",
    origin: "own",
    function: "consult",
    purpose: "retain",
    costMinor: 120_000,
    codeKind: "badge",
    codeName: "导购码",
    weight: 3,
    keen: 0.62,
  },
  {
    key: "video",
    name: "短视频",
    nameEn: "Short videos",
    origin: "partner",
    function: "promote",
    purpose: "acquire",
    costMinor: 2_600_000,
    codeKind: "link",
    codeName: "视频链接",
    weight: 6,
    keen: 0.17,
  },
  {
    key: "receipt",
    name: "小票返店码",
    nameEn: "Receipt codes",
    origin: "own",
    function: "sell",
    purpose: "retain",
    costMinor: 40_000,
    codeKind: "receipt",
    codeName: "小票码",
    weight: 2,
    keen: 0.55,
  },
] as const;

export const campaigns = [
  { key: "harvest", name: "秋茶上新", goal: "reach", lastDays: 20 },
  { key: "regulars", name: "老茶客回店周", goal: "retain", lastDays: 12 },
] as const;

export interface DemoOffer {
  readonly unit: string;
  readonly campaign: string | null;
  readonly lastDays: number;
  readonly title: string;
  readonly titleEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  /** Products of an exchange or a gift by their codes; the seed puts ids in their place. */
  readonly benefit: VoucherBenefit;
  readonly thresholdMinor: number | null;
  readonly validity: { kind: "days"; days: number };
  readonly payers: Payer[];
  readonly totalStock: number;
  readonly perMember: number;
}

const group: Payer[] = [{ party: "group", bps: 10_000 }];
const shared: Payer[] = [
  { party: "group", bps: 6_000 },
  { party: "store", bps: 4_000 },
];

/** `unit` owns the offer; its stores are those below it. `lastDays`: how long it is claimable. */
export const offers: readonly DemoOffer[] = [
  {
    unit: "",
    campaign: "harvest",
    lastDays: 30,
    title: "秋茶立减 8 元",
    titleEn: "8 yuan off autumn tea",
    description: "满 30 元可用，全国门店通用。",
    descriptionEn: "From 30 yuan, at every store.",
    benefit: { kind: "amount_off", amountMinor: 800 },
    thresholdMinor: 3_000,
    validity: { kind: "days", days: 14 },
    payers: shared,
    totalStock: 20_000,
    perMember: 3,
  },
  {
    unit: "",
    campaign: "regulars",
    lastDays: 30,
    title: "老客八五折",
    titleEn: "15% off for regulars",
    description: "最高减 20 元。",
    descriptionEn: "At most 20 yuan off.",
    benefit: { kind: "percent_off", bps: 1_500, capMinor: 2_000 },
    thresholdMinor: null,
    validity: { kind: "days", days: 21 },
    payers: group,
    totalStock: 8_000,
    perMember: 2,
  },
  {
    unit: "hz",
    campaign: null,
    lastDays: 45,
    title: "龙井一杯兑换",
    titleEn: "A free cup of Longjing",
    description: "杭州门店凭券兑换一杯龙井。",
    descriptionEn: "One cup of Longjing at Hangzhou stores.",
    benefit: {
      kind: "exchange",
      label: "龙井一杯",
      productIds: ["TEA-LJ"],
      payMinor: 0,
      valueMinor: 2_600,
    },
    thresholdMinor: null,
    validity: { kind: "days", days: 10 },
    payers: group,
    totalStock: 1_200,
    perMember: 2,
  },
  {
    unit: "hz01",
    campaign: null,
    lastDays: 45,
    title: "湖滨伴手礼",
    titleEn: "Lakeside keepsake",
    description: "消费满 88 元赠桂花糕一份。",
    descriptionEn: "An osmanthus cake with 88 yuan.",
    benefit: {
      kind: "gift",
      label: "桂花糕一份",
      productIds: ["CAKE-GH"],
      valueMinor: 1_800,
    },
    thresholdMinor: 8_800,
    validity: { kind: "days", days: 14 },
    payers: [{ party: "store", bps: 10_000 }],
    totalStock: 400,
    perMember: 1,
  },
];

/** Blocks of group, province, city and store stand side by side on a store's page. */
export const blocks = [
  {
    unit: "",
    kind: "story",
    title: "一片叶子走下山",
    titleEn: "A leaf comes down the hill",
    text: "清晨采，当日制，三天内到店。每一泡都写着茶农的名字。",
    textEn: "Picked at dawn, made the same day, in store within three. Each tin names its grower.",
  },
  {
    unit: "",
    kind: "entitlement",
    title: "走累了，进来喝口热茶",
    titleEn: "Tired? Come in for a hot cup",
    text: "不消费也可以坐。会员每天一杯迎客茶。",
    textEn: "You may sit without buying. Members have one welcome cup a day.",
  },
  {
    unit: "zj",
    kind: "notice",
    title: "浙江门店可寄存茶叶",
    titleEn: "Zhejiang stores keep your tea",
    text: "买了大罐不必背回家，任一浙江门店可取。",
    textEn: "Leave a large tin with us and collect it at any Zhejiang store.",
  },
  {
    unit: "hz",
    kind: "notice",
    title: "周末龙坞采茶车",
    titleEn: "Weekend bus to the tea hill",
    text: "每周六 9:00 湖滨店门口发车，会员免费，请提前在店里登记。",
    textEn: "Saturdays 9:00 from the Lakeside store, free for members; sign up in the store.",
  },
  {
    unit: "hz01",
    kind: "story",
    title: "二楼窗边，看得见湖",
    titleEn: "Upstairs, a window on the lake",
    text: "店员许青会为你泡今年的第一泡九曲红梅。",
    textEn: "Ask Xu Qing for the year's first Jiuqu red.",
  },
  {
    unit: "js",
    kind: "notice",
    title: "江苏门店新到碧螺春",
    titleEn: "Biluochun has arrived in Jiangsu",
    text: "太湖体验店可现场看炒茶。",
    textEn: "Watch it being pan-fired at the Great Lake store.",
  },
] as const;

/** Flash releases: a lottery that is over and a rush that begins tomorrow evening. */
export const releases = {
  lottery: {
    name: "明前龙井抽签",
    nameEn: "Longjing lottery",
    stock: 8,
    entrants: 36,
    offer: {
      title: "明前龙井立减 20 元",
      titleEn: "20 yuan off early Longjing",
      description: "抽签所得，满 198 元可用。",
      descriptionEn: "Won in the lottery; from 198 yuan.",
      benefit: { kind: "amount_off", amountMinor: 2_000 },
      thresholdMinor: 19_800,
      validity: { kind: "days", days: 60 },
      payers: group,
      totalStock: 8,
      perMember: 1,
    },
  },
  rush: {
    name: "秋茶礼盒秒杀",
    nameEn: "Autumn box rush",
    stock: 10,
    entrants: 23,
    offer: {
      title: "秋茶礼盒立减 20 元",
      titleEn: "20 yuan off the autumn box",
      description: "满 198 元可用，限量 10 份。",
      descriptionEn: "From 198 yuan; 10 in all.",
      benefit: { kind: "amount_off", amountMinor: 2_000 },
      thresholdMinor: 19_800,
      validity: { kind: "days", days: 7 },
      payers: group,
      totalStock: 10,
      perMember: 1,
    },
  },
} as const;

/** A draw with small red packets; `offerTitle` names the offer whose voucher can be won. */
export const draw = {
  name: "开山第一泡摇一摇",
  nameEn: "First brew draw",
  rules:
    "茶季里，每位会员每天可以摇三次。红包由品牌在三个工作日内付款；抽中的券放进券包，"
    + "到任意门店使用。不需要购买，也不需要分享。",
  rulesEn:
    "In tea season each member may shake three times a day. The brand pays red packets within "
    + "three working days; a voucher goes into the wallet and works in any store. No purchase "
    + "and no sharing is needed.",
  prizes: [
    {
      kind: "money", name: "湖滨红包", nameEn: "Lakeside red packet", ppm: 50_000, pieces: 20,
      money: { kind: "fixed", minor: 888 },
    },
    {
      kind: "money", name: "手气红包", nameEn: "Lucky red packet", ppm: 250_000, pieces: 60,
      money: { kind: "random", minMinor: 50, maxMinor: 2_000, totalMinor: 20_000 },
    },
    {
      kind: "voucher", name: "秋茶立减 8 元券", nameEn: "8 yuan off autumn tea", ppm: 300_000,
      pieces: 200, worthMinor: 800, offerTitle: "秋茶立减 8 元",
    },
  ],
  limits: [
    { of: "member", per: "day", cap: 3 },
    { of: "device", per: "day", cap: 9 },
  ],
  whenGone: "next",
} as const;
