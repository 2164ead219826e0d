import { Type as T } from "typebox";
import { isPermitted, rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Day, Id, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { blockCard, replaceCard } from "./cards.ts";
import { custodyOf } from "./custody.ts";
import { storedMovements } from "./movements.ts";
import { storedLots } from "./refund-lot.ts";
import { saveStoredSettings, storedSettings } from "./settings.ts";
import { issuers } from "./tables.ts";
import { useOrders } from "./split.ts";
import {
  ContractSchema, LotSchema, lotView, MovementSchema, OfferSchema, StoredSchema, storedView,
} from "./view.ts";

const tag = "stored value";
const mine = "/:brand/api/stored-value";
const ofMember = "/api/:brand/members/:memberId";
const params = T.Object({ memberId: Id });

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const getMine = defineRoute({
  operationId: "getMyStoredValue",
  method: "GET",
  path: mine,
  tag,
  summary: { zh: "我的储值", en: "My stored value, top-ups and contract" },
  access: memberOnly(),
  answer: StoredSchema,
  run: (ctx) => storedView(ctx, memberOf(ctx)),
});

const moveMine = defineRoute({
  operationId: "listMyStoredMovements",
  method: "GET",
  path: `${mine}/movements`,
  tag,
  summary: { zh: "我的储值明细", en: "Movements of my stored value, newest first" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: pageOf(MovementSchema),
  run: (ctx, { query }) => storedMovements(ctx, memberOf(ctx), query),
});

const lotsMine = defineRoute({
  operationId: "listMyStoredLots",
  method: "GET",
  path: `${mine}/lots`,
  tag,
  summary: { zh: "我的充值记录与可退金额", en: "My top-ups, and what of each can be refunded" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: pageOf(LotSchema),
  async run(ctx, { query }) {
    const { items, next } = await storedLots(ctx, memberOf(ctx), query);
    return { items: items.map(lotView), next };
  },
});

const blockMine = defineRoute({
  operationId: "blockMyStoredCard",
  method: "POST",
  path: `${mine}/card/block`,
  tag,
  summary: { zh: "挂失我的储值卡", en: "Report my stored-value card lost" },
  access: memberOnly(),
  errors: ["stored_card_not_found"],
  run: (ctx) => blockCard(ctx, memberOf(ctx)),
});

const SettingsSchema = T.Object(
  {
    isOn: T.Boolean(),
    useOrder: Word(...useOrders),
    issuer: Word(...issuers),
    mostMinor: T.Integer({ minimum: 1, maximum: 100_000_000 }),
    usedBonus: Word("keep", "charge"),
    refundLater: T.Boolean(),
    offers: T.Array(OfferSchema, { maxItems: 12 }),
    closesOn: Nullable(Day),
    contract: T.Object(
      { words: Text(20_000), wordsEn: Nullable(Text(20_000)) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

const ShownSettings = T.Object({
  ...SettingsSchema.properties,
  contract: ContractSchema,
  prepaid: Nullable(
    T.Object(
      {
        heldMinor: T.Integer({ description: "principal of all members" }),
        custodyMinor: T.Integer({ description: "the part of it that has to stand in custody" }),
      },
      { description: "null: it is shown to who keeps the brand's books or its stored value" },
    ),
  ),
});

const seesPrepaid = ["ledger.read", "stored_value.manage"] as const;

async function shownSettings(ctx: Context) {
  const settings = await storedSettings(ctx);
  const root = await rootUnit(ctx);
  let prepaid = null;
  for (const capability of seesPrepaid) {
    if (prepaid || !(await isPermitted(ctx, capability, root))) continue;
    prepaid = await custodyOf(ctx, settings.issuer);
  }
  return { ...settings, offers: [...settings.offers], prepaid };
}

const getSettings = defineRoute({
  operationId: "getStoredValueSettings",
  method: "GET",
  path: "/api/:brand/stored-value/settings",
  tag,
  summary: { zh: "储值设置与充值档位", en: "Settings of stored value, with the top-ups offered" },
  access: staff("members.read", "any"),
  answer: ShownSettings,
  run: (ctx) => shownSettings(ctx),
});

const saveSettings = defineRoute({
  operationId: "saveStoredValueSettings",
  method: "PUT",
  path: "/api/:brand/stored-value/settings",
  tag,
  summary: { zh: "保存储值设置", en: "Save the settings of stored value" },
  access: staff("stored_value.manage", "brand"),
  body: SettingsSchema,
  answer: ShownSettings,
  errors: ["stored_settings_refused"],
  async run(ctx, { body }) {
    await saveStoredSettings(ctx, body);
    return shownSettings(ctx);
  },
});

const getOffers = defineRoute({
  operationId: "getTopUpOffers",
  method: "GET",
  path: "/api/:brand/stored-value/offers",
  tag,
  summary: { zh: "收银台的充值档位与协议", en: "Top-ups and contract, for the till" },
  access: staff("orders.work", "any"),
  answer: T.Object({
    isOn: T.Boolean(),
    mostMinor: Minor,
    offers: T.Array(OfferSchema),
    contract: ContractSchema,
  }),
  async run(ctx) {
    const { isOn, closesOn, mostMinor, offers, contract } = await storedSettings(ctx);
    return { isOn: isOn && !closesOn, mostMinor, offers: [...offers], contract };
  },
});

const getOfMember = defineRoute({
  operationId: "getMemberStoredValue",
  method: "GET",
  path: `${ofMember}/stored-value`,
  tag,
  summary: { zh: "一位会员的储值", en: "A member's stored value" },
  access: staff("orders.work", "any"),
  params,
  answer: StoredSchema,
  run: (ctx, { params: { memberId } }) => storedView(ctx, memberId),
});

const moveOfMember = defineRoute({
  operationId: "listMemberStoredMovements",
  method: "GET",
  path: `${ofMember}/stored-value/movements`,
  tag,
  summary: { zh: "会员的储值明细", en: "Movements of a member's stored value" },
  access: staff("members.read", "any"),
  params,
  query: T.Object(pageQuery),
  answer: pageOf(MovementSchema),
  run: (ctx, { params: { memberId }, query }) => storedMovements(ctx, memberId, query),
});

const lotsOfMember = defineRoute({
  operationId: "listMemberStoredLots",
  method: "GET",
  path: `${ofMember}/stored-value/lots`,
  tag,
  summary: { zh: "会员的充值记录与可退金额", en: "A member's top-ups and what can be refunded" },
  access: staff("members.read", "any"),
  params,
  query: T.Object(pageQuery),
  answer: pageOf(LotSchema),
  async run(ctx, { params: { memberId }, query }) {
    const { items, next } = await storedLots(ctx, memberId, query);
    return { items: items.map(lotView), next };
  },
});

const block = defineRoute({
  operationId: "blockMemberStoredCard",
  method: "POST",
  path: `${ofMember}/stored-value/card/block`,
  tag,
  summary: { zh: "为会员挂失储值卡", en: "Report a member's card lost" },
  access: staff("orders.work", "any"),
  params,
  errors: ["stored_card_not_found"],
  run: (ctx, { params: { memberId } }) => blockCard(ctx, memberId),
});

const replace = defineRoute({
  operationId: "replaceMemberStoredCard",
  method: "POST",
  path: `${ofMember}/stored-value/card/replace`,
  tag,
  summary: { zh: "核实身份后补卡", en: "Replace a member's card after a check of who they are" },
  access: staff("orders.refund", "any"),
  params,
  answer: StoredSchema,
  errors: ["stored_card_not_found"],
  async run(ctx, { params: { memberId } }) {
    await replaceCard(ctx, memberId);
    return storedView(ctx, memberId);
  },
});

export const storedRoutes: readonly Route[] = [
  getMine, moveMine, lotsMine, blockMine, getSettings, saveSettings, getOffers, getOfMember,
  moveOfMember, lotsOfMember, block, replace,
];
