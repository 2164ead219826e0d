import type { Benefit, Category, Party, Scope } from "#packages/pricing/index.ts";

/** The tea chain's shelf, and the offers of its autumn festival that stack on one cart. Made up. */

export interface DemoProduct {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly category: string;
  readonly priceMinor: number;
  /** Null: an exchange voucher gives it away. */
  readonly floorMinor: number | null;
  readonly memberMinor?: number;
  readonly tags?: readonly string[];
}

const hot = "茶饮 > 热茶";
const cold = "茶饮 > 冷萃";
const cakes = "茶点";
const leaves = "茶叶";
const ware = "茶器";

/** Prices in fen; `floorMinor` is what no combination of offers may go below. */
export const products: readonly DemoProduct[] = [
  {
    code: "TEA-LJ", name: "龙井一杯", nameEn: "A cup of Longjing",
    category: hot, priceMinor: 2_600, floorMinor: null, memberMinor: 2_400,
  },
  {
    code: "TEA-BLC", name: "碧螺春一杯", nameEn: "A cup of Biluochun",
    category: hot, priceMinor: 2_800, floorMinor: 1_000, memberMinor: 2_600,
  },
  {
    code: "TEA-JQHM", name: "九曲红梅一壶", nameEn: "A pot of Jiuqu red",
    category: hot, priceMinor: 6_800, floorMinor: 3_000,
  },
  {
    code: "TEA-GHL", name: "桂花冷萃", nameEn: "Osmanthus cold brew",
    category: cold, priceMinor: 2_200, floorMinor: 700, memberMinor: 2_000,
  },
  {
    code: "TEA-MLH", name: "茉莉冷萃", nameEn: "Jasmine cold brew",
    category: cold, priceMinor: 2_400, floorMinor: 800,
  },
  {
    code: "CAKE-GH", name: "桂花糕一份", nameEn: "Osmanthus cake",
    category: cakes, priceMinor: 1_800, floorMinor: 300,
  },
  {
    code: "CAKE-LD", name: "绿豆糕一份", nameEn: "Mung bean cake",
    category: cakes, priceMinor: 1_600, floorMinor: 300,
  },
  {
    code: "CAKE-MC", name: "抹茶酥一盒", nameEn: "A box of matcha shortbread",
    category: cakes, priceMinor: 3_200, floorMinor: 700,
  },
  {
    code: "TIN-LJ50", name: "龙井 50 克罐装", nameEn: "Longjing, 50 g tin",
    category: leaves, priceMinor: 16_800, floorMinor: 8_800, memberMinor: 15_900,
    tags: ["秋茶"],
  },
  {
    code: "TIN-BLC50", name: "碧螺春 50 克罐装", nameEn: "Biluochun, 50 g tin",
    category: leaves, priceMinor: 18_800, floorMinor: 9_800, tags: ["秋茶"],
  },
  {
    code: "TIN-JQ50", name: "九曲红梅 50 克罐装", nameEn: "Jiuqu red, 50 g tin",
    category: leaves, priceMinor: 12_900, floorMinor: 6_500, tags: ["秋茶"],
  },
  {
    code: "CUP-QH", name: "青花盖碗", nameEn: "Blue and white gaiwan",
    category: ware, priceMinor: 12_800, floorMinor: 6_000,
  },
  {
    code: "CUP-ZS", name: "紫砂小壶", nameEn: "Small Yixing teapot",
    category: ware, priceMinor: 26_800, floorMinor: 14_000, memberMinor: 25_800,
  },
  {
    code: "SET-BX", name: "便携茶具一套", nameEn: "Travel tea set",
    category: ware, priceMinor: 8_900, floorMinor: 4_000,
  },
];

/** Stores that take part in the festival, in both provinces: the threshold counts across them. */
export const festivalStores = ["hz01", "hz03", "nb01", "nj01", "sz01"];

type Payers = readonly { readonly party: Party; readonly bps: number }[];
type Validity = { readonly kind: "days"; readonly days: number };

/** Categories by path and products by code; the seed puts ids in their place. */
export interface StackedOffer {
  readonly title: string;
  readonly titleEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  readonly category: Category;
  readonly scope: Scope;
  readonly segments?: readonly string[];
  readonly benefit: Benefit;
  readonly payers: Payers;
  /** A voucher is valid so long after its claim; without, the offer applies by itself. */
  readonly validity?: Validity;
  /** Stores that give it, of one unit; without, those of the festival. */
  readonly unit?: string;
}

const group: Payers = [{ party: "group", bps: 10_000 }];
const month: Validity = { kind: "days", days: 30 };

const tiers = (...steps: readonly (readonly [fromMinor: number, amountMinor: number])[]) => ({
  kind: "tiers" as const,
  base: "after_items" as const,
  tiers: steps.map(([fromMinor, amountMinor]) => ({
    fromMinor,
    give: { kind: "amount" as const, amountMinor },
  })),
});

/** The stack of a big sale: 跨店满减 + 品类券 + 店铺券 + 补贴券, on one base, with its side dishes. */
export const stack: readonly StackedOffer[] = [
  {
    title: "会员茶价",
    titleEn: "Member prices",
    description: "登录会员后，标有会员价的商品按会员价结算。",
    descriptionEn: "Members pay the member price where there is one.",
    category: "price",
    scope: {},
    segments: ["member"],
    benefit: { kind: "unit_price", level: "member", unitMinor: null },
    payers: group,
  },
  {
    title: "茶点第二件半价",
    titleEn: "Second cake at half price",
    description: "任选两份茶点，较低价的一份半价。",
    descriptionEn: "Of any two cakes the cheaper one is at half price.",
    category: "item",
    scope: { categories: [cakes] },
    benefit: { kind: "nth_off", n: 2, bps: 5_000, maxTimes: 3 },
    payers: [{ party: "store", bps: 10_000 }],
  },
  {
    title: "秋茶节跨店满减",
    titleEn: "Autumn festival savings",
    description: "参与门店通用：满 200 元减 20 元，满 400 元减 50 元。",
    descriptionEn: "In all stores of the festival: 20 off 200 yuan, 50 off 400 yuan.",
    category: "order",
    scope: {},
    benefit: tiers([20_000, 2_000], [40_000, 5_000]),
    payers: [{ party: "group", bps: 7_000 }, { party: "store", bps: 3_000 }],
  },
  {
    title: "满 300 赠茉莉冷萃",
    titleEn: "A jasmine cold brew with 300",
    description: "满 300 元赠一杯茉莉冷萃。",
    descriptionEn: "With 300 yuan, a jasmine cold brew.",
    category: "gift",
    scope: {},
    benefit: {
      kind: "tiers",
      base: "after_items",
      tiers: [
        {
          fromMinor: 30_000,
          give: {
            kind: "gifts",
            gifts: [{ productId: "TEA-MLH", label: "茉莉冷萃", quantity: 1, valueMinor: 2_400 }],
          },
        },
      ],
    },
    payers: [{ party: "supplier", bps: 10_000 }],
  },
  {
    title: "茶叶品类券",
    titleEn: "Leaf tea voucher",
    description: "茶叶满 150 元减 15 元。",
    descriptionEn: "15 off 150 yuan of leaf tea.",
    category: "category_voucher",
    scope: { categories: [leaves] },
    benefit: tiers([15_000, 1_500]),
    payers: [{ party: "supplier", bps: 6_000 }, { party: "group", bps: 4_000 }],
    validity: month,
  },
  {
    title: "湖滨店铺券",
    titleEn: "Lakeside voucher",
    description: "湖滨旗舰店满 150 元减 10 元。",
    descriptionEn: "10 off 150 yuan at the Lakeside flagship.",
    category: "store_voucher",
    scope: {},
    benefit: tiers([15_000, 1_000]),
    payers: [{ party: "store", bps: 10_000 }],
    validity: month,
    unit: "hz01",
  },
  {
    title: "平台补贴券",
    titleEn: "Subsidy voucher",
    description: "满 250 元减 20 元，平台承担一半。",
    descriptionEn: "20 off 250 yuan, half of it paid by the platform.",
    category: "subsidy_voucher",
    scope: {},
    benefit: tiers([25_000, 2_000]),
    payers: [{ party: "platform", bps: 5_000 }, { party: "group", bps: 5_000 }],
    validity: month,
  },
];
