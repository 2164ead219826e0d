import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, open, type Route, staff } from "#platform/route.ts";
import { Day, Id } from "#platform/schema.ts";
import { engageTouch } from "./engage-touch.ts";
import { listTouches } from "./list-touches.ts";
import * as shape from "./shapes.ts";
import { trafficRules } from "./traffic-rules.ts";

const tag = "channels";

const engaged = defineRoute({
  operationId: "engageTouch",
  method: "POST",
  path: "/:brand/api/touches/:touchId/engaged",
  tag,
  summary: { zh: "页面可见满 3 秒或有操作", en: "The page was seen for 3 s or acted on" },
  access: open(),
  idempotent: "exempt",
  params: T.Object({ touchId: Id }),
  body: T.Object(
    { how: T.Union([T.Literal("visible"), T.Literal("acted")]) },
    { additionalProperties: false },
  ),
  run: (ctx, { params, body }) => engageTouch(ctx, params.touchId, body.how),
});

const rules = defineRoute({
  operationId: "listTrafficRules",
  method: "GET",
  path: "/api/:brand/traffic-rules",
  tag,
  summary: { zh: "有效访问的排除规则", en: "The rules that exclude a visit from the valid ones" },
  access: staff("channels.read", "any"),
  answer: T.Object({ items: T.Array(shape.RuleShape) }),
  run: async () => ({ items: [...trafficRules] }),
});

const touches = defineRoute({
  operationId: "listTouches",
  method: "GET",
  path: "/api/:brand/touches",
  tag,
  summary: { zh: "某日的触达及其排除原因", en: "A day's touches and what excludes each" },
  access: staff("channels.read", "any"),
  query: T.Object({
    ...pageQuery,
    day: Day,
    channelId: T.Optional(Id),
    exclusion: T.Optional(shape.ExclusionShape),
  }),
  answer: pageOf(shape.TouchShape),
  async run(ctx, { query }) {
    const page = await listTouches(ctx, query);
    const items = page.items.map((touch) => ({
      ...touch,
      touchedAt: touch.touchedAt.epochMilliseconds,
    }));
    return { items, next: page.next };
  },
});

export const trafficRoutes: readonly Route[] = [engaged, rules, touches];
