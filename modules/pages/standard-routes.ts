import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Nullable, Text } from "#platform/schema.ts";
import { unitScope } from "#modules/organisation/index.ts";
import { listBreaches } from "./page-breaches.ts";
import { Kind } from "./schemas.ts";
import { currentStandard, setStandard } from "./standard.ts";

const tag = "pages";
const rules = {
  requiredKinds: T.Array(Kind, { maxItems: 4 }),
  bannedWords: T.Array(Text(40), { maxItems: 500 }),
};

const get = defineRoute({
  operationId: "getPageStandard",
  method: "GET",
  path: "/api/:brand/pages/standard",
  tag,
  summary: { zh: "页面规范", en: "The page standard" },
  access: staff("pages.write"),
  answer: T.Object({ version: T.Integer(), ...rules }),
  async run(ctx) {
    const { version, requiredKinds, bannedWords } = await currentStandard(ctx);
    return { version, requiredKinds: [...requiredKinds], bannedWords: [...bannedWords] };
  },
});

const set = defineRoute({
  operationId: "setPageStandard",
  method: "PUT",
  path: "/api/:brand/pages/standard",
  tag,
  summary: { zh: "发布新版页面规范（集团）", en: "Set the page standard (group)" },
  access: staff("pages.write", "brand"),
  body: T.Object(rules, { additionalProperties: false }),
  answer: T.Object({ version: T.Integer() }),
  async run(ctx, { body }) {
    return { version: await setStandard(ctx, body) };
  },
});

const breaches = defineRoute({
  operationId: "listPageBreaches",
  method: "GET",
  path: "/api/:brand/pages/breaches",
  tag,
  summary: { zh: "不符合规范的门店页面", en: "Store pages that break the standard" },
  access: staff("pages.write"),
  query: T.Object(pageQuery),
  answer: pageOf(
    T.Object({
      storeId: Id,
      code: T.String(),
      name: T.String(),
      nameEn: Nullable(T.String()),
      missingKinds: T.Array(Kind),
      banned: T.Array(T.Object({ blockId: Id, word: T.String() })),
    }),
  ),
  async run(ctx, { query }) {
    const unitIds = await unitScope(ctx, "pages.write");
    const { items, next } = await listBreaches(ctx, { ...query, unitIds });
    const answers = items.map(({ store: { storeId, code, name, nameEn }, ...breach }) => ({
      ...{ storeId, code, name, nameEn },
      missingKinds: [...breach.missingKinds],
      banned: [...breach.banned],
    }));
    return { items: answers, next };
  },
});

export const standardRoutes: readonly Route[] = [get, set, breaches];
