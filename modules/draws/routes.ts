import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { type Bilingual, defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Text } from "#platform/schema.ts";
import { DrawRowSchema, DrawSchema } from "./draw-view.ts";
import { endDraw } from "./end-draw.ts";
import { getDraw, listDraws } from "./list-draws.ts";
import { listWins, StaffWinSchema, WinSchema } from "./list-wins.ts";
import { payWin } from "./pay-win.ts";
import { publishDraw } from "./publish-draw.ts";
import { recallWin } from "./recall-win.ts";
import { createDraw, saveDraw } from "./save-draw.ts";
import { resumeDraw, stopDraw } from "./stop-draw.ts";
import { DrawTermsSchema } from "./terms.ts";

const tag = "draws";
const base = "/api/:brand/draws";
const params = T.Object({ drawId: Id });
const closed = { additionalProperties: false } as const;
const inputErrors = ["not_permitted", "draw_name_length", "invalid_input"];

const list = defineRoute({
  operationId: "listDraws",
  method: "GET",
  path: base,
  tag,
  summary: { zh: "抽奖列表", en: "Draws, newest first" },
  access: staff("offers.read"),
  query: T.Object(pageQuery),
  answer: pageOf(DrawRowSchema),
  run: (ctx, { query }) => listDraws(ctx, query),
});

const get = defineRoute({
  operationId: "getDraw",
  method: "GET",
  path: `${base}/:drawId`,
  tag,
  summary: { zh: "一个抽奖的规则、检查和实时数据", en: "A draw: its terms, checks and figures" },
  access: staff("offers.read"),
  params,
  answer: DrawSchema,
  errors: ["draw_not_found"],
  run: (ctx, { params: { drawId } }) => getDraw(ctx, drawId),
});

const create = defineRoute({
  operationId: "createDraw",
  method: "POST",
  path: base,
  tag,
  summary: { zh: "新建抽奖草稿", en: "Make a draw as a draft" },
  access: staff("offers.write"),
  body: T.Object({ unitId: Id, ...DrawTermsSchema }, closed),
  answer: T.Object({ drawId: Id }),
  status: 201,
  errors: inputErrors,
  async run(ctx, { body: { unitId, ...terms } }) {
    return { drawId: await createDraw(ctx, unitId, terms) };
  },
});

const save = defineRoute({
  operationId: "saveDraw",
  method: "PUT",
  path: `${base}/:drawId`,
  tag,
  summary: { zh: "修改抽奖草稿（发布后锁定）", en: "Change a draft; a published draw is locked" },
  access: staff("offers.write"),
  params,
  body: T.Object(DrawTermsSchema, closed),
  errors: ["draw_not_found", "draw_locked", ...inputErrors],
  run: (ctx, { params: { drawId }, body }) => saveDraw(ctx, drawId, body),
});

interface Act {
  readonly operationId: string;
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly summary: Bilingual;
  readonly errors?: readonly string[];
  act(ctx: Context, drawId: string): Promise<void>;
}

function act({ act: change, path, errors = [], ...rest }: Act): Route {
  return defineRoute({
    ...rest,
    path: `${base}/:drawId/${path}`,
    tag,
    access: staff("offers.publish"),
    params,
    errors: ["draw_not_found", "not_permitted", ...errors],
    run: (ctx, { params: { drawId } }) => change(ctx, drawId),
  });
}

const publish = act({
  operationId: "publishDraw",
  method: "POST",
  path: "publish",
  summary: {
    zh: "发布抽奖：公布并锁定规则和概率，注入奖池",
    en: "Publish a draw: show and lock its rules and odds, fund its pool",
  },
  errors: ["draw_locked", "draw_not_ready"],
  act: publishDraw,
});

const end = act({
  operationId: "endDraw",
  method: "POST",
  path: "end",
  summary: {
    zh: "结束抽奖：公布种子，退回剩余奖池",
    en: "End a draw: reveal its seed, return what is left of the pool",
  },
  errors: ["draw_not_over", "draw_over"],
  act: endDraw,
});

const stop = act({
  operationId: "stopDraw",
  method: "PUT",
  path: "stop",
  summary: { zh: "紧急停用抽奖", en: "Stop a draw at once" },
  act: stopDraw,
});

const resume = act({
  operationId: "resumeDraw",
  method: "DELETE",
  path: "stop",
  summary: { zh: "解除停用", en: "Lift a draw's stop sign" },
  act: resumeDraw,
});

const wins = defineRoute({
  operationId: "listWins",
  method: "GET",
  path: "/api/:brand/wins",
  tag,
  summary: { zh: "中奖与待付红包", en: "Prizes won, and red packets to be paid" },
  access: staff("offers.read"),
  query: T.Object({
    ...pageQuery,
    drawId: T.Optional(Id),
    state: T.Optional(WinSchema.properties.state),
  }),
  answer: pageOf(StaffWinSchema),
  run: (ctx, { query }) => listWins(ctx, query),
});

const winParams = T.Object({ playId: Id });

const pay = defineRoute({
  operationId: "markWinPaid",
  method: "POST",
  path: "/api/:brand/wins/:playId/pay",
  tag,
  summary: { zh: "登记红包已在线下付款", en: "Note that a red packet was paid outside" },
  access: staff("offers.publish"),
  params: winParams,
  body: T.Object({ reference: Text(100) }, closed),
  errors: ["win_not_found", "win_not_open", "not_permitted"],
  run: (ctx, { params: { playId }, body }) => payWin(ctx, playId, body.reference),
});

const recall = defineRoute({
  operationId: "recallWin",
  method: "POST",
  path: "/api/:brand/wins/:playId/recall",
  tag,
  summary: { zh: "收回奖品（填写原因）", en: "Recall a prize, with the reason" },
  access: staff("offers.publish"),
  params: winParams,
  body: T.Object({ reason: T.Union([T.Literal("mistake"), T.Literal("fraud")]) }, closed),
  errors: ["win_not_found", "win_not_recallable", "voucher_not_recallable", "not_permitted"],
  run: (ctx, { params: { playId }, body }) => recallWin(ctx, playId, body.reason),
});

export const staffRoutes: readonly Route[] = [
  list, get, create, save, publish, end, stop, resume, wins, pay, recall,
];
