import { campaignNames } from "#modules/campaigns/index.ts";
import { channelNames, sourceCodeNames } from "#modules/channels/index.ts";
import { unitNames } from "#modules/organisation/index.ts";
import { offerLabels } from "#modules/promotions/index.ts";
import { getStores } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import type { Grouping } from "./count-figures.ts";

export interface Label {
  readonly label: string;
  readonly labelEn: string;
}
export interface Named {
  readonly name: string;
  readonly nameEn: string | null;
}
type Find = (ctx: Context, ids: readonly string[]) => Promise<ReadonlyMap<string, Named>>;

/** What a row is called whose events name no such thing. */
const unknown: Readonly<Record<Grouping, Label>> = {
  none: { label: "合计", labelEn: "Total" },
  day: { label: "日期未知", labelEn: "Unknown day" },
  unit: { label: "机构未知", labelEn: "Unknown unit" },
  store: { label: "门店未知", labelEn: "Unknown store" },
  channel: { label: "无渠道", labelEn: "No channel" },
  source_code: { label: "无渠道码", labelEn: "No source code" },
  campaign: { label: "无活动", labelEn: "No campaign" },
  offer: { label: "无优惠", labelEn: "No offer" },
};

const inBoth = (names: ReadonlyMap<string, string>) =>
  new Map([...names].map(([id, name]) => [id, { name, nameEn: null }]));

const namesOfUnits: Find = async (ctx, ids) =>
  new Map((await unitNames(ctx, ids)).map((unit) => [unit.unitId, unit]));

const storeNames: Find = async (ctx, ids) =>
  new Map((await getStores(ctx, ids)).map((store) => [store.storeId, store]));

const namesOfCodes: Find = async (ctx, ids) => inBoth(await sourceCodeNames(ctx, ids));

const namesOfCampaigns: Find = async (ctx, ids) => inBoth(await campaignNames(ctx, ids));

const namesOfOffers: Find = async (ctx, ids) => {
  const labels = await offerLabels(ctx, ids);
  return new Map(
    [...labels].map(([id, { title, titleEn }]) => [id, { name: title, nameEn: titleEn }]),
  );
};

const finders: Partial<Readonly<Record<Grouping, Find>>> = {
  unit: namesOfUnits,
  store: storeNames,
  channel: channelNames,
  source_code: namesOfCodes,
  campaign: namesOfCampaigns,
  offer: namesOfOffers,
};

/** Names of a dimension's ids in both languages; an id that is not found is its own name. */
export async function labelsOf(ctx: Context, grouping: Grouping, ids: readonly string[]) {
  const distinct = [...new Set(ids)];
  const names = distinct.length > 0 ? await finders[grouping]?.(ctx, distinct) : undefined;
  return (key: string | null): Label => {
    if (key === null) return unknown[grouping];
    const named = names?.get(key);
    return { label: named?.name ?? key, labelEn: named?.nameEn ?? named?.name ?? key };
  };
}
