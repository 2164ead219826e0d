import type { FastifyRequest } from "fastify";
import { Type as T } from "typebox";
import { maskPhone } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id, Nullable } from "#platform/schema.ts";
import { myView, myViews } from "./application-view.ts";
import { knownFor, knownOf } from "./check-answers.ts";
import { listOwn } from "./list-applications.ts";
import { publicUrlOf } from "./public-url.ts";
import { assertOwn, findApplication } from "./queries.ts";
import { MyApplicationSchema, OfferedFormSchema, ResubmitBody, SubmitBody } from "./shapes.ts";
import { offeredForm, submit } from "./submit.ts";
import type { ApplicationRow } from "./tables.ts";
import { resubmit, withdraw } from "./take-step.ts";

const tag = "applications";
const path = "/:brand/api/applications";
const params = T.Object({ applicationId: Id });
const access = memberOnly();
const answer = MyApplicationSchema;
const refusals = ["application_not_found", "application_state"];
const answerErrors = ["application_answer_missing", "application_answer_unfit"];

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const baseOf = (ctx: Context, request: FastifyRequest) =>
  `${publicUrlOf(request)}/${ctx.brand.key}`;
const shown = (ctx: Context, row: ApplicationRow, request: FastifyRequest) =>
  myView(ctx, row, baseOf(ctx, request));

const form = defineRoute({
  operationId: "getOfferedForm",
  method: "GET",
  path: "/:brand/api/application-forms/:productId",
  tag,
  summary: { zh: "一项业务的申请表", en: "What is asked to apply for a product" },
  access: open(),
  params: T.Object({ productId: Id }),
  answer: T.Object({ offered: Nullable(OfferedFormSchema) }),
  errors: ["product_not_found"],
  async run(ctx, { params: { productId } }) {
    const found = await offeredForm(ctx, productId);
    if (!found) return { offered: null };
    const { product, handling, form: row } = found;
    const { actor } = ctx;
    const known = actor.kind === "member"
      ? await knownOf(ctx, actor.memberId)
      : { name: null, phone: null };
    const told = { name: known.name, phone: known.phone ? maskPhone(known.phone) : null };
    const fields = row.fields.map((field) => ({ ...field, known: knownFor(field, told) }));
    return {
      offered: {
        productId,
        productName: product.name,
        productNameEn: product.nameEn,
        handling,
        keepDays: row.keep_days,
        fields,
      },
    };
  },
});

const apply = defineRoute({
  operationId: "submitApplication",
  method: "POST",
  path,
  tag,
  summary: { zh: "提交申请", en: "Apply for a product at a store" },
  access,
  body: SubmitBody,
  status: 201,
  answer,
  errors: [
    ...answerErrors, "product_not_found", "store_not_found", "store_closed",
    "application_not_offered", "application_too_many_open",
  ],
  run: async (ctx, { body, request }) =>
    shown(ctx, await submit(ctx, { ...body, memberId: memberOf(ctx) }), request),
});

const list = defineRoute({
  operationId: "listMyApplications",
  method: "GET",
  path,
  tag,
  summary: { zh: "我的申请", en: "My applications, the last first" },
  access,
  query: T.Object(pageQuery),
  answer: pageOf(answer),
  async run(ctx, { query, request }) {
    const { items, next } = await listOwn(ctx, memberOf(ctx), query);
    return { items: await myViews(ctx, items, baseOf(ctx, request)), next };
  },
});

const get = defineRoute({
  operationId: "getMyApplication",
  method: "GET",
  path: `${path}/:applicationId`,
  tag,
  summary: { zh: "我的一个申请", en: "One of my applications" },
  access,
  params,
  answer,
  errors: ["application_not_found"],
  run: async (ctx, { params: { applicationId }, request }) =>
    shown(ctx, assertOwn(ctx, await findApplication(ctx, applicationId)), request),
});

const again = defineRoute({
  operationId: "answerMyApplication",
  method: "POST",
  path: `${path}/:applicationId/resubmit`,
  tag,
  summary: { zh: "补充后重新提交", en: "Answer again what was returned" },
  access,
  params,
  body: ResubmitBody,
  answer,
  errors: [...refusals, ...answerErrors],
  run: async (ctx, { params: { applicationId }, body, request }) =>
    shown(ctx, await resubmit(ctx, applicationId, body.answers), request),
});

const back = defineRoute({
  operationId: "withdrawMyApplication",
  method: "POST",
  path: `${path}/:applicationId/withdraw`,
  tag,
  summary: { zh: "撤回申请", en: "Withdraw an application" },
  access,
  params,
  answer,
  errors: refusals,
  run: async (ctx, { params: { applicationId }, request }) =>
    shown(ctx, await withdraw(ctx, applicationId), request),
});

export const memberRoutes: readonly Route[] = [form, apply, list, get, again, back];
