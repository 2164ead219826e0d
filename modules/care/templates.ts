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

const trades = [
  ["tea_house", "茶馆 / 茶饮", "Tea house"],
  ["home_furnishing", "家居建材", "Home furnishing"],
  ["hotel", "酒店 / 民宿", "Hotel"],
  ["telecom_store", "通信营业厅", "Telecom store"],
  ["apparel", "服装鞋帽", "Apparel"],
  ["community", "社区店 / 便利店", "Community store"],
] as const;

type Trade = (typeof trades)[number][0];
type Row = readonly [
  trade: Trade, key: string, zh: string, en: string, dueDays: number, needsAnswer: boolean,
];

/** What good service after the sale is; a brand changes names, days and which, and adds its own. */
const rows: readonly Row[] = [
  ["tea_house", "brewing", "送上冲泡与存放建议", "Tell how to brew and keep it", 0, false],
  ["tea_house", "taste", "回访口味与满意度", "Ask how they like it", 3, true],
  ["home_furnishing", "inspect", "安装后上门验收", "Inspect after fitting", 1, true],
  ["home_furnishing", "upkeep", "讲解保养方法", "Explain the upkeep", 3, false],
  ["home_furnishing", "month", "满月回访", "Ask again after a month", 30, true],
  ["hotel", "left_behind", "查房，联系遗留物品", "Look for what was left behind", 0, false],
  ["hotel", "stay", "询问入住感受", "Ask how the stay was", 1, true],
  ["telecom_store", "set_up", "确认激活与设置完成", "See that it is active and set up", 0, false],
  ["telecom_store", "use", "一周使用回访", "Ask after a week of use", 7, true],
  ["telecom_store", "first_bill", "解释首月账单", "Explain the first bill", 35, false],
  ["apparel", "washing", "告知洗护方法", "Tell how to wash it", 0, false],
  ["apparel", "fit", "回访合身与搭配", "Ask how it fits", 5, true],
  ["community", "fresh", "当天确认品质", "Ask about freshness the same day", 0, true],
  ["community", "again", "一周内问候", "Greet within a week", 7, false],
];

export const templates: readonly TradeTemplate[] = trades.map(([trade, zh, en]) => ({
  key: trade,
  zh,
  en,
  steps: rows
    .filter(([of]) => of === trade)
    .map(([, key, said, saidEn, dueDays, needsAnswer]) =>
      ({ key, zh: said, en: saidEn, dueDays, needsAnswer })),
}));

export const templateOf = (key: string): TradeTemplate | undefined =>
  templates.find((one) => one.key === key);
