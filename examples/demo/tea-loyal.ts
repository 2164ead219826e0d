import type { CreateOfferInput } from "#modules/promotions/index.ts";

/** Points, card and mall of the fictional tea chain. Amounts in fen. */
export const points = {
  active: true,
  earn: { points: 1, minor: 100 },
  pendingDays: 7,
  expiry: { kind: "months", months: 12 },
  step: { points: 100, minor: 100 },
  capBps: 5_000,
} as const;

const benefit = (
  kind: "free_item" | "priority" | "birthday" | "event" | "member_price",
  [title, titleEn]: readonly [string, string],
  [detail, detailEn]: readonly [string, string],
) => ({ kind, title, titleEn, detail, detailEn });

export const card = {
  name: "雨前茶友卡",
  nameEn: "Tea friends",
  look: "accent",
  benefits: [
    benefit("free_item", ["到店一盏茶", "A cup on arrival"],
      ["每次到店可免费喝一盏当季茶，不用消费。", "One cup of the season's tea at each visit."]),
    benefit("birthday", ["生日茶礼", "Birthday tea"],
      ["生日当月到任一门店领取一份茶点。", "A plate of tea cakes in the month of your birthday."]),
  ],
  tiers: [
    {
      name: "银叶", nameEn: "Silver leaf", fromMinor: 30_000, pointsBps: 12_000,
      benefits: [benefit("priority", ["优先订座", "Priority seats"],
        ["周末与节假日提前一天开放订座。", "Seats at weekends open to you a day earlier."])],
    },
    {
      name: "金芽", nameEn: "Golden bud", fromMinor: 100_000,
      pointsBps: 15_000,
      benefits: [
        benefit("priority", ["优先订座", "Priority seats"],
          ["周末与节假日提前一天开放订座。", "Seats at weekends open to you a day earlier."]),
        benefit("event", ["春茶开采会", "Spring picking day"],
          ["每年清明前邀您上山，看第一批茶。", "Each spring, come and see the first leaves picked."]),
      ],
    },
  ],
} as const;

const shared = [{ party: "group", bps: 10_000 }] as const;
type MallOffer = Pick<CreateOfferInput,
  "title" | "titleEn" | "description" | "descriptionEn" | "benefit" | "thresholdMinor"
  | "validity" | "payers"> & { readonly points: number; readonly stock: number | null };

export const mall: readonly MallOffer[] = [
  {
    title: "桂花糕一份",
    titleEn: "Osmanthus cake",
    description: "任一门店领取，现点现做。",
    descriptionEn: "Made fresh, in any store.",
    benefit: { kind: "gift", label: "桂花糕一份", productIds: [], valueMinor: 1_800 },
    thresholdMinor: null,
    validity: { kind: "days", days: 60 },
    payers: [...shared],
    points: 30,
    stock: null,
  },
  {
    title: "消费立减 5 元",
    titleEn: "5 yuan off",
    description: "满 20 元可用，全国门店通用。",
    descriptionEn: "From 20 yuan, at every store.",
    benefit: { kind: "amount_off", amountMinor: 500 },
    thresholdMinor: 2_000,
    validity: { kind: "days", days: 30 },
    payers: [...shared],
    points: 200,
    stock: null,
  },
  {
    title: "明前龙井 50 克",
    titleEn: "Longjing, 50 g",
    description: "当年明前茶一罐，门店领取。",
    descriptionEn: "A tin of this year's first picking, collected in a store.",
    benefit: { kind: "gift", label: "明前龙井一罐 50 克", productIds: [], valueMinor: 18_800 },
    thresholdMinor: null,
    validity: { kind: "days", days: 90 },
    payers: [...shared],
    points: 1_800,
    stock: 40,
  },
];
