import { Type as T } from "typebox";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Nullable, Text, Word } from "#platform/schema.ts";
import { staffView, staffViews } from "./application-view.ts";
import { findByNumber } from "./find-by-number.ts";
import { listOfStore } from "./list-applications.ts";
import { printDocument, printedPdf } from "./print-document.ts";
import { findApplication, formOf } from "./queries.ts";
import { saveForm } from "./save-form.ts";
import { closed, FormSchema, StaffApplicationSchema } from "./shapes.ts";
import type { ApplicationRow } from "./tables.ts";
import { acceptApplication, finishApplication, turnDown } from "./take-step.ts";

const tag = "applications";
const path = "/api/:brand/applications";
const formPath = "/api/:brand/products/:productId/application-form";
const params = T.Object({ applicationId: Id });
const work = staff("applications.work");
const answer = StaffApplicationSchema;
const refusals = ["application_not_found", "application_state"];

const readForm = defineRoute({
  operationId: "getApplicationForm",
  method: "GET",
  path: formPath,
  tag,
  summary: { zh: "商品的申请表", en: "A product's form; null: it has none yet" },
  access: staff("catalogue.read"),
  params: T.Object({ productId: Id }),
  answer: T.Object({ form: Nullable(FormSchema) }),
  async run(ctx, { params: { productId } }) {
    const row = await formOf(ctx, productId);
    if (!row) return { form: null };
    const { fields, template, template_en: templateEn, keep_days: keepDays, active } = row;
    return { form: { fields, template, templateEn, keepDays, active } };
  },
});

const writeForm = defineRoute({
  operationId: "saveApplicationForm",
  method: "PUT",
  path: formPath,
  tag,
  summary: { zh: "设置商品的申请表和文书", en: "Set a product's form and its document" },
  access: staff("catalogue.write", "brand"),
  params: T.Object({ productId: Id }),
  body: FormSchema,
  errors: ["product_not_found", "application_not_offered", "application_form_invalid"],
  run: (ctx, { params: { productId }, body }) => saveForm(ctx, productId, body),
});

const list = defineRoute({
  operationId: "listApplications",
  method: "GET",
  path,
  tag,
  summary: { zh: "门店的申请", en: "A store's worklist of applications" },
  access: work,
  query: T.Object({ ...pageQuery, storeId: Id, when: T.Optional(Word("open", "closed")) }),
  answer: pageOf(answer),
  async run(ctx, { query }) {
    const { items, next } = await listOfStore(ctx, query);
    return { items: await staffViews(ctx, items), next };
  },
});

const get = defineRoute({
  operationId: "getApplication",
  method: "GET",
  path: `${path}/:applicationId`,
  tag,
  summary: { zh: "一个申请", en: "An application" },
  access: work,
  params,
  answer,
  errors: ["application_not_found"],
  async run(ctx, { params: { applicationId } }) {
    const row = await findApplication(ctx, applicationId);
    await permit(ctx, "applications.work", row.store_id);
    return staffView(ctx, row);
  },
});

const find = defineRoute({
  operationId: "findApplication",
  method: "GET",
  path: "/api/:brand/application-by-code",
  tag,
  summary: { zh: "按申请号查找", en: "Find an application by its QR or its number" },
  access: work,
  query: T.Object({ code: Text(300), storeId: Id }),
  answer,
  errors: ["application_not_found", "application_other_store", "too_many_tries"],
  run: async (ctx, { query }) => staffView(ctx, await findByNumber(ctx, query)),
});

const accept = defineRoute({
  operationId: "acceptApplication",
  method: "POST",
  path: `${path}/:applicationId/accept`,
  tag,
  summary: { zh: "受理申请", en: "Begin to see to an application" },
  access: work,
  params,
  answer,
  errors: refusals,
  run: async (ctx, { params: { applicationId } }) =>
    staffView(ctx, await acceptApplication(ctx, applicationId)),
});

const finish = defineRoute({
  operationId: "finishApplication",
  method: "POST",
  path: `${path}/:applicationId/finish`,
  tag,
  summary: { zh: "办完并出具文书", en: "Finish an application; its document is written" },
  access: work,
  params,
  body: T.Object({ result: Text(500) }, closed),
  answer,
  errors: [...refusals, "application_document_too_long"],
  run: async (ctx, { params: { applicationId }, body }) =>
    staffView(ctx, await finishApplication(ctx, applicationId, body.result.trim())),
});

type TurnDown = (ctx: Context, applicationId: string, reason: string) => Promise<ApplicationRow>;

const withReason = (
  operationId: string,
  act: string,
  summary: { readonly zh: string; readonly en: string },
  run: TurnDown,
): Route =>
  defineRoute({
    operationId,
    method: "POST",
    path: `${path}/:applicationId/${act}`,
    tag,
    summary,
    access: work,
    params,
    body: T.Object({ reason: Text(200) }, closed),
    answer,
    errors: refusals,
    run: async (ctx, { params: { applicationId }, body }) =>
      staffView(ctx, await run(ctx, applicationId, body.reason.trim())),
  });

const turnedDown: readonly Route[] = [
  withReason("sendApplicationBack", "return", { zh: "退回补充", en: "Return it, saying why" },
    (ctx, id, reason) => turnDown(ctx, id, "return", reason)),
  withReason("turnApplicationDown", "refuse", { zh: "不予办理", en: "Refuse it, saying why" },
    (ctx, id, reason) => turnDown(ctx, id, "refuse", reason)),
];

const print = defineRoute({
  operationId: "printApplication",
  method: "POST",
  path: `${path}/:applicationId/prints`,
  tag,
  summary: { zh: "打印文书（计一次）", en: "Print its document in a store; it is counted" },
  access: staff("applications.work", {
    unit: ({ body }: { body: { storeId: string } }) => body.storeId,
  }),
  params,
  body: T.Object({ storeId: Id }, closed),
  status: 201,
  answer: T.Object({ printNo: T.Integer() }),
  errors: [...refusals, "application_forgotten", "store_not_found", "store_closed"],
  run: async (ctx, { params: { applicationId }, body }) => ({
    printNo: await printDocument(ctx, applicationId, body.storeId),
  }),
});

const pdf = defineRoute({
  operationId: "getApplicationPdf",
  method: "GET",
  path: `${path}/:applicationId/document.pdf`,
  tag,
  summary: { zh: "一次打印的文书（PDF）", en: "The document of a print as a PDF" },
  access: work,
  params,
  query: T.Object({ print: T.Integer({ minimum: 1, maximum: 1_000_000 }) }),
  raw: true,
  errors: [
    "application_not_found", "application_not_printed", "application_forgotten",
    "application_font_missing",
  ],
  async run(ctx, { params: { applicationId }, query, reply }) {
    const { file, number } = await printedPdf(ctx, applicationId, query.print);
    reply.header("content-disposition", `inline; filename="${number}.pdf"`);
    await reply.type("application/pdf").send(file);
  },
});

export const staffRoutes: readonly Route[] = [
  readForm, writeForm, list, get, find, accept, finish, ...turnedDown, print, pdf,
];
