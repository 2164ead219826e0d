import { defineErrors, type ErrorEntry } from "#platform/errors.ts";
import type { LimitOf, LimitPer, LimitRule } from "./rules.ts";

type Two = readonly [zh: string, en: string];

const whose: Readonly<Record<LimitOf, Two>> = {
  all: ["本优惠", "for everybody"],
  store: ["这家门店", "at this store"],
  campaign: ["本次活动", "of this campaign"],
  staff: ["您（员工）", "for you as staff"],
  counter: ["这台收银设备", "for this counter's device"],
  household: ["每户", "for each household"],
  device: ["每台设备", "for each device"],
  phone: ["每个手机号", "for each phone number"],
  member: ["每人", "for each member"],
};

const when: Readonly<Record<LimitPer, Two>> = {
  ever: ["", ""],
  day: ["今日", " today"],
  week: ["本周", " this week"],
  month: ["本月", " this month"],
};

const later: Readonly<Record<LimitPer, Two>> = {
  ever: ["请看看本店的其他优惠。", "Look at the store's other offers."],
  day: ["请明天再来。", "Come again tomorrow."],
  week: ["请下周一再来。", "Come again next Monday."],
  month: ["请下个月再来。", "Come again next month."],
};

function nextOf(of: LimitOf, per: LimitPer): Two {
  if (of === "store") {
    return [`请换一家门店，或者${later[per][0]}`, `Try another store. ${later[per][1]}`];
  }
  if (of === "staff" || of === "counter") {
    return ["请由店长或另一台设备处理。", "Ask the store's manager, or use another device."];
  }
  if (of === "all" || of === "campaign") {
    return [`可以看看下一场限量发售；${later[per][0]}`,
      `Look at the next flash release. ${later[per][1]}`];
  }
  return later[per];
}

export type LimitCode = `limit_${LimitOf}_${LimitPer}_${LimitRule["what"]}`;

export const limitCode = ({ of, per, what }: Omit<LimitRule, "cap">): LimitCode =>
  `limit_${of}_${per}_${what}`;

/** Every refusal that rules of these kinds can meet, for a route to declare. */
export const limitCodes = (
  ofs: readonly LimitOf[],
  whats: readonly LimitRule["what"][],
): LimitCode[] =>
  ofs.flatMap((of) =>
    (Object.keys(when) as LimitPer[]).flatMap((per) =>
      whats.map((what) => limitCode({ of, per, what })),
    ),
  );

/** Of whom the redemptions of an offer can be counted: no device of the member is known then. */
export const redeemable = [
  "all", "member", "phone", "household", "store", "campaign", "staff", "counter",
] as const satisfies readonly LimitOf[];

function entryOf(of: LimitOf, per: LimitPer, what: LimitRule["what"]): ErrorEntry {
  const [whoseZh, whoseEn] = whose[of];
  const [whenZh, whenEn] = when[per];
  const [nextZh, nextEn] = nextOf(of, per);
  const zh = what === "count" ? `名额已用完（上限 {cap}）` : "优惠金额已用完";
  const en = what === "count" ? "The limit of {cap}" : "The budget";
  return {
    status: 409,
    zh: { title: `${whoseZh}${whenZh}的${zh}`, next: nextZh },
    en: { title: `${en} ${whoseEn}${whenEn} is used up`, next: nextEn },
  };
}

function entries(): Record<string, ErrorEntry> {
  const all: Record<string, ErrorEntry> = {};
  for (const of of Object.keys(whose) as LimitOf[]) {
    for (const per of Object.keys(when) as LimitPer[]) {
      for (const what of ["count", "money"] as const) {
        all[limitCode({ of, per, what })] = entryOf(of, per, what);
      }
    }
  }
  return all;
}

export const limitsErrors = defineErrors("limits", {
  limit_reached: {
    status: 409,
    zh: { title: "已达到上限", next: "这项名额已用完，请选择其他项目。" },
    en: { title: "The limit is reached", next: "Nothing is left of it; choose something else." },
  },
  stopped: {
    status: 409,
    zh: { title: "已被品牌紧急停用", next: "请看看本店的其他优惠，或稍后再试。" },
    en: {
      title: "The brand has stopped this for now",
      next: "Look at the store's other offers, or try again later.",
    },
  },
  stopped_store: {
    status: 409,
    zh: { title: "品牌暂停了这家门店的活动", next: "请从另一家门店参加，或稍后再试。" },
    en: {
      title: "The brand has stopped what runs at this store",
      next: "Take part at another store, or try again later.",
    },
  },
  stopped_campaign: {
    status: 409,
    zh: { title: "品牌暂停了这次活动", next: "请看看其他优惠，或稍后再试。" },
    en: {
      title: "The brand has stopped this campaign",
      next: "Look at other offers, or try again later.",
    },
  },
  stopped_channel: {
    status: 409,
    zh: { title: "品牌暂停了您来时的渠道", next: "请在门店扫码进入后再参加，或稍后再试。" },
    en: {
      title: "The brand has stopped the channel that you came by",
      next: "Scan a code in a store and take part from there, or try again later.",
    },
  },
  ...entries(),
});
