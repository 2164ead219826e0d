/** A step of service after the sale. */
export interface StepTemplate {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** Days after the transaction closed, in the brand's zone. */
  readonly dueDays: number;
  /** Only the member's own word closes it. */
  readonly needsAnswer: boolean;
}

export interface TradeTemplate {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly steps: readonly StepTemplate[];
}

const step = (
  key: string,
  zh: string,
  en: string,
  dueDays: number,
  needsAnswer = false,
): StepTemplate => ({ key, zh, en, dueDays, needsAnswer });

/** What good service after the sale is, trade by trade; a brand changes names, days and which. */
export const templates: readonly TradeTemplate[] = [
  {
    key: "tea_house",
    zh: "茶馆 / 茶饮",
    en: "Tea house",
    steps: [
      step("brewing", "送上冲泡与存放建议", "Tell how to brew and keep it", 0),
      step("taste", "回访口味与满意度", "Ask how they like it", 3, true),
    ],
  },
  {
    key: "home_furnishing",
    zh: "家居建材",
    en: "Home furnishing",
    steps: [
      step("inspect", "安装后上门验收", "Inspect after fitting", 1, true),
      step("upkeep", "讲解保养方法", "Explain the upkeep", 3),
      step("month", "满月回访", "Ask again after a month", 30, true),
    ],
  },
  {
    key: "hotel",
    zh: "酒店 / 民宿",
    en: "Hotel",
    steps: [
      step("left_behind", "查房，联系遗留物品", "Look for what was left behind", 0),
      step("stay", "询问入住感受", "Ask how the stay was", 1, true),
    ],
  },
  {
    key: "telecom_store",
    zh: "通信营业厅",
    en: "Telecom store",
    steps: [
      step("set_up", "确认激活与设置完成", "See that it is active and set up", 0),
      step("use", "一周使用回访", "Ask after a week of use", 7, true),
      step("first_bill", "解释首月账单", "Explain the first bill", 35),
    ],
  },
  {
    key: "apparel",
    zh: "服装鞋帽",
    en: "Apparel",
    steps: [
      step("washing", "告知洗护方法", "Tell how to wash it", 0),
      step("fit", "回访合身与搭配", "Ask how it fits", 5, true),
    ],
  },
  {
    key: "community",
    zh: "社区店 / 便利店",
    en: "Community store",
    steps: [
      step("fresh", "当天确认品质", "Ask about freshness the same day", 0, true),
      step("again", "一周内问候", "Greet within a week", 7),
    ],
  },
];

export const templateOf = (key: string): TradeTemplate | undefined =>
  templates.find((one) => one.key === key);
