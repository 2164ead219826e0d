import { Readable } from "node:stream";
import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { type BatchCall, defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id, Minor } from "#platform/schema.ts";
import { OpenDrawSchema } from "./draw-view.ts";
import { myWins, WinSchema } from "./list-wins.ts";
import { drawsAt, openDraw } from "./open-draws.ts";
import { playMany } from "./play-draw.ts";
import { logHead, logLines } from "./play-log.ts";
import { PlayResultSchema, resultViews } from "./play-result.ts";
import { playLimitCodes } from "./terms.ts";

const tag = "draws";
const params = T.Object({ drawId: Id });

const listOpen = defineRoute({
  operationId: "listOpenDraws",
  method: "GET",
  path: "/:brand/api/draws",
  tag,
  summary: {
    zh: "一家门店正在进行或刚结束的抽奖（至多 5 个）",
    en: "Draws of a store that run or have just ended; five at most",
  },
  access: open(),
  query: T.Object({ storeId: Id }),
  answer: T.Object({ items: T.Array(OpenDrawSchema) }),
  errors: ["not_found"],
  run: async (ctx, { query }) => ({ items: await drawsAt(ctx, query.storeId) }),
});

const getOpen = defineRoute({
  operationId: "getOpenDraw",
  method: "GET",
  path: "/:brand/api/draws/:drawId",
  tag,
  summary: { zh: "一个抽奖：规则、概率、剩余", en: "A draw: its rules, odds and what is left" },
  access: open(),
  params,
  answer: OpenDrawSchema,
  errors: ["draw_not_found"],
  run: (ctx, { params: { drawId } }) => openDraw(ctx, drawId),
});

type PlayCall = BatchCall<{ drawId: string }, { nonce: string }>;

async function playForMembers(ctx: Context, calls: readonly PlayCall[]) {
  const results = await playMany(ctx, calls.map(({ caller, params: { drawId }, body }) => {
    if (caller.actor.kind !== "member") throw refuse("not_signed_in");
    const { memberId } = caller.actor;
    return { drawId, memberId, nonce: body.nonce, visitorId: caller.visitorId, caller };
  }));
  const played = results.flatMap((one) => (one instanceof Refusal ? [] : one));
  const views = await resultViews(ctx, played);
  return results.map((one) => (one instanceof Refusal ? one : views.get(one.playId)!));
}

const play = defineRoute({
  operationId: "tryDraw",
  method: "POST",
  path: "/:brand/api/draws/:drawId/plays",
  tag,
  summary: { zh: "抽一次", en: "Play a draw once" },
  access: memberOnly(),
  params,
  body: T.Object(
    {
      nonce: T.String({
        pattern: "^[A-Za-z0-9_-]{8,64}$",
        description: "the member's own part in the chance, made at random on the phone",
      }),
    },
    { additionalProperties: false },
  ),
  answer: PlayResultSchema,
  errors: [
    "draw_not_found", "draw_not_started", "draw_over", "draw_all_gone", "draw_total_limit",
    "stopped", "stopped_store", "stopped_campaign", "stopped_channel",
    ...playLimitCodes,
  ],
  async run(ctx, { params: drawParams, body }) {
    const caller = { ...ctx, visitorId: null };
    const [answer] = await playForMembers(ctx, [{ caller, params: drawParams, body }]);
    if (answer instanceof Refusal) throw answer;
    return answer;
  },
  runMany: (ctx, calls) => playForMembers(ctx, calls),
});

const download = defineRoute({
  operationId: "downloadDrawLog",
  method: "GET",
  path: "/:brand/api/draws/:drawId/log",
  tag,
  summary: {
    zh: "已结束抽奖的种子和全部记录，供任何人重算（每行一个 JSON）",
    en: "Seed and every play of an ended draw, for anybody to recompute; a line of JSON each",
  },
  access: open(),
  params,
  errors: ["draw_not_found", "draw_seed_secret"],
  raw: true,
  transaction: "none",
  async run(ctx, { params: { drawId }, reply }) {
    const head = await ownTransaction(ctx, (own) => logHead(own, drawId));
    reply.type("application/x-ndjson; charset=utf-8");
    reply.header("content-disposition", `attachment; filename="draw-${drawId}.ndjson"`);
    await reply.send(Readable.from(logLines(ctx, head)));
  },
});

const mine = defineRoute({
  operationId: "listMyWins",
  method: "GET",
  path: "/:brand/api/wins",
  tag,
  summary: { zh: "我抽中的奖品和红包余额", en: "My prizes and what is still to be paid to me" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: T.Object({ balanceMinor: Minor, ...pageOf(WinSchema).properties }),
  async run(ctx, { query }) {
    if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
    return myWins(ctx, ctx.actor.memberId, query);
  },
});

export const memberRoutes: readonly Route[] = [listOpen, getOpen, play, download, mine];
