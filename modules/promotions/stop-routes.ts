import { Type as T } from "typebox";
import { listStops, liftStop, putStop, type StopTarget } from "#modules/limits/index.ts";
import { permit, rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { type Bilingual, defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";
import { touchBook } from "./book-revision.ts";
import { getOfferRow } from "./queries.ts";
import { stopNames } from "./stop-names.ts";

const tag = "promotions";
const kinds = ["offer", "campaign", "store", "channel"] as const;
const Kind = T.Union(kinds.map((k) => T.Literal(k)));
const params = T.Object({ kind: Kind, targetId: Id });
/** Releases and draws have their own ways to be stopped. */
type Target = StopTarget & { readonly kind: (typeof kinds)[number] };

/** An offer by its owner, a store by itself; campaigns and channels concern the whole brand. */
async function permitStop(ctx: Context, { kind, targetId }: Target): Promise<void> {
  const unitOf = {
    offer: async () => (await getOfferRow(ctx, targetId)).unit_id,
    store: async () => targetId,
    campaign: () => rootUnit(ctx),
    channel: () => rootUnit(ctx),
  }[kind];
  await permit(ctx, "offers.publish", await unitOf());
}

interface Act {
  readonly operationId: "putStop" | "liftStop";
  readonly method: "PUT" | "DELETE";
  readonly summary: Bilingual;
  change(ctx: Context, target: Target): Promise<void>;
}

function act({ operationId, method, summary, change }: Act): Route {
  return defineRoute({
    operationId,
    method,
    path: "/api/:brand/stops/:kind/:targetId",
    tag,
    summary,
    access: staff("offers.publish"),
    params,
    errors: ["offer_not_found", "not_permitted"],
    async run(ctx, { params: target }) {
      await permitStop(ctx, target);
      await change(ctx, target);
      await touchBook(ctx);
    },
  });
}

const put = act({
  operationId: "putStop",
  method: "PUT",
  summary: {
    zh: "紧急停用（立即停止领取、核销与自动优惠）",
    en: "Stop at once: claims, uses, prices",
  },
  change: putStop,
});

const lift = act({
  operationId: "liftStop",
  method: "DELETE",
  summary: { zh: "解除紧急停用", en: "Lift a stop sign" },
  change: liftStop,
});

const list = defineRoute({
  operationId: "listStops",
  method: "GET",
  path: "/api/:brand/stops",
  tag,
  summary: { zh: "正在停用的项目", en: "What is stopped now" },
  access: staff("offers.read"),
  answer: T.Object({
    items: T.Array(
      T.Object({
        kind: T.String({
          description: "offer | campaign | store | channel | release | draw",
        }),
        targetId: Id,
        name: Nullable(T.String({ description: "null: of a campaign" })),
        nameEn: Nullable(T.String()),
        stoppedAt: Millis,
      }),
    ),
  }),
  async run(ctx) {
    const stops = await listStops(ctx);
    const names = await stopNames(ctx, stops);
    const items = stops.map((stop) => ({
      ...stop,
      ...(names.get(stop.targetId) ?? { name: null, nameEn: null }),
      stoppedAt: stop.stoppedAt.epochMilliseconds,
    }));
    return { items };
  },
});

export const stopRoutes: readonly Route[] = [put, lift, list];
