import { Type as T } from "typebox";
import { maskedMembers } from "#modules/members/index.ts";
import { unitNames } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";
import { listAccounts, listEntries } from "./read-ledger.ts";

const tag = "ledger";

const owner = {
  ownerKind: T.String({ description: "brand | unit | member | offer | campaign | draw" }),
  ownerId: Id,
  owner: T.String({ description: "a unit's name, a member's masked number; else empty" }),
};
const amount = T.Integer({ description: "in `unit`: minor units of a currency, or points" });

const AccountSchema = T.Object({
  accountId: Id,
  kind: T.String(),
  ...owner,
  unit: T.String(),
  scope: T.String(),
  balance: amount,
});

const EntrySchema = T.Object({
  entryId: Id,
  kind: T.String(),
  unit: T.String(),
  causeId: Nullable(Id),
  reverses: Nullable(Id),
  at: Millis,
  legs: T.Array(T.Object({ accountId: Id, kind: T.String(), ...owner, amount })),
});

interface Owned {
  readonly ownerKind: string;
  readonly ownerId: string;
}

/** Owners by what staff know them by. */
async function ownersOf(ctx: Context, of: readonly Owned[]): Promise<(one: Owned) => string> {
  const ids = (kind: string) => [
    ...new Set(of.filter((one) => one.ownerKind === kind).map((one) => one.ownerId)),
  ];
  const units = await unitNames(ctx, ids("unit"));
  const members = await maskedMembers(ctx, ids("member"));
  const en = ctx.lang === "en";
  const known = new Map<string, string>([
    ...units.map((one) => [one.unitId, en ? (one.nameEn ?? one.name) : one.name] as const),
    ...[...members].map(([id, { masked }]) => [id, masked] as const),
  ]);
  const brand = en ? (ctx.brand.nameEn ?? ctx.brand.name) : ctx.brand.name;
  return ({ ownerKind, ownerId }) => (ownerKind === "brand" ? brand : known.get(ownerId)) ?? "";
}

const accounts = defineRoute({
  operationId: "listLedgerAccounts",
  method: "GET",
  path: "/api/:brand/ledger/accounts",
  tag,
  summary: { zh: "账户与余额", en: "Accounts of the ledger with what they hold" },
  access: staff("ledger.read", "brand"),
  query: T.Object({
    ...pageQuery,
    kind: T.Optional(Text(40)),
    ownerId: T.Optional(Id),
  }),
  answer: pageOf(AccountSchema),
  async run(ctx, { query }) {
    const { items, next } = await listAccounts(ctx, query);
    const nameOf = await ownersOf(ctx, items);
    return { items: items.map((one) => ({ ...one, owner: nameOf(one) })), next };
  },
});

const entries = defineRoute({
  operationId: "listLedgerEntries",
  method: "GET",
  path: "/api/:brand/ledger/entries",
  tag,
  summary: { zh: "分录（可按账户或来源查看）", en: "Entries: of an account, of a cause, or all" },
  access: staff("ledger.read", "brand"),
  query: T.Object({
    ...pageQuery,
    accountId: T.Optional(Id),
    causeId: T.Optional(Id),
  }),
  answer: pageOf(EntrySchema),
  async run(ctx, { query }) {
    const { items, next } = await listEntries(ctx, query);
    const nameOf = await ownersOf(ctx, items.flatMap((one) => one.legs));
    const shown = items.map((one) => ({
      ...one,
      legs: one.legs.map((leg) => ({ ...leg, owner: nameOf(leg) })),
    }));
    return { items: shown, next };
  },
});

export const ledgerRoutes: readonly Route[] = [accounts, entries];
