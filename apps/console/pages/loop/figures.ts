import type { Answer } from "#packages/sdk/index.ts";
import type { BrandHere } from "../../brand.tsx";
import type { zh } from "../../messages/zh.ts";

export type Figures = Answer<"readLoop">["figures"];
export type FigureName = keyof Figures & string;


/** What a report is narrowed by; the same names as in the page's address. */
export interface LoopFilter {
  readonly from?: string;
  readonly to?: string;
  readonly unitId?: string;
  readonly storeId?: string;
  readonly channelId?: string;
  readonly sourceCodeId?: string;
  readonly campaignId?: string;
  readonly offerId?: string;
  /** Of assisted orders only: how long after a visit. */
  readonly withinDays?: number;
}

export const filterNames = [
  "from", "to", "unitId", "storeId", "channelId", "sourceCodeId", "campaignId", "offerId",
] as const;

export const groupings = [
  "day", "unit", "store", "channel", "source_code", "campaign", "offer",
] as const;
export type GroupName = (typeof groupings)[number];

export function isRate(name: string): boolean {
  return /Rate$|Ratio$/.test(name);
}

export function percent(value: number): string {
  const share = value * 100;
  return `${share >= 99.95 || share === 0 ? Math.round(share) : share.toFixed(1)}%`;
}

const counts = new Intl.NumberFormat("en-US");

/** Unknown amounts are "未知", a rate without a denominator is "—"; neither is ever 0. */
export function figureText(
  name: string,
  value: number | null | undefined,
  brand: BrandHere,
): string {
  if (/Minor$/.test(name)) return brand.money(value);
  if (value === null || value === undefined) return "—";
  return isRate(name) ? percent(value) : counts.format(value);
}

type Words = keyof typeof zh;

export const figureLabel = (name: string) =>
  `figure.${name}` as Extract<Words, `figure.${string}`>;

/** What narrows the list of events of one row to that row; nothing where the row has no name. */
export function rowFilter(groupBy: GroupName, named: string | null): LoopFilter | null {
  if (named === null && (groupBy === "day" || groupBy === "unit")) return null;
  const key = named ?? "none";
  switch (groupBy) {
    case "day":
      return { from: key, to: key };
    case "unit":
      return { unitId: key };
    case "store":
      return { storeId: key };
    case "channel":
      return { channelId: key };
    case "source_code":
      return { sourceCodeId: key };
    case "campaign":
      return { campaignId: key };
    case "offer":
      return { offerId: key };
  }
}
