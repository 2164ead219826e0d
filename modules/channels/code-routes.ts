import { Type as T } from "typebox";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Nullable, Text } from "#platform/schema.ts";
import { codeAnswer } from "./code-answer.ts";
import { createSourceCode } from "./create-source-code.ts";
import { makePoster, type PosterFormat, sourceCodeUrl } from "./poster.ts";
import { publicUrlOf } from "./public-url.ts";
import { retireSourceCode } from "./retire-source-code.ts";
import * as shape from "./shapes.ts";
import { listSourceCodes } from "./source-codes.ts";
import { updateSourceCode } from "./update-source-code.ts";

const tag = "channels";
const read = staff("channels.read", "any");
const write = staff("channels.write", "any");
const params = T.Object({ sourceCodeId: Id });
const base = "/api/:brand/source-codes";

const list = defineRoute({
  operationId: "listSourceCodes",
  method: "GET",
  path: base,
  tag,
  summary: { zh: "渠道码列表", en: "List source codes" },
  access: read,
  query: T.Object({
    ...pageQuery,
    channelId: T.Optional(Id),
    unitId: T.Optional(Id),
    retired: T.Optional(T.Boolean()),
  }),
  answer: pageOf(shape.ListedCodeShape),
  async run(ctx, { query, request }) {
    const page = await listSourceCodes(ctx, query);
    return { items: page.items.map((code) => codeAnswer(ctx, request, code)), next: page.next };
  },
});

const create = defineRoute({
  operationId: "createSourceCode",
  method: "POST",
  path: base,
  tag,
  summary: { zh: "新建渠道码", en: "Make a source code" },
  access: write,
  body: shape.newCodeBody,
  answer: T.Object({ sourceCodeId: Id, code: T.String(), url: T.String() }),
  status: 201,
  errors: ["channel_not_found", "channel_not_active", "target_needs_store", "target_needs_offer"],
  async run(ctx, { body, request }) {
    const made = await createSourceCode(ctx, body);
    return { ...made, url: sourceCodeUrl(publicUrlOf(request), ctx.brand.key, made.code) };
  },
});

const get = defineRoute({
  operationId: "getSourceCode",
  method: "GET",
  path: `${base}/:sourceCodeId`,
  tag,
  summary: { zh: "一个渠道码", en: "One source code" },
  access: read,
  params,
  answer: shape.ListedCodeShape,
  errors: ["source_code_not_found"],
  async run(ctx, { params: { sourceCodeId }, request }) {
    const code = (await listSourceCodes(ctx, { sourceCodeId })).items[0];
    if (!code) throw refuse("source_code_not_found");
    return codeAnswer(ctx, request, code);
  },
});

const update = defineRoute({
  operationId: "updateSourceCode",
  method: "PATCH",
  path: `${base}/:sourceCodeId`,
  tag,
  summary: { zh: "修改渠道码", en: "Change a source code" },
  access: write,
  params,
  body: shape.codeChangeBody,
  errors: ["source_code_not_found", "source_code_retired", "channel_not_active"],
  run: (ctx, { params: { sourceCodeId }, body }) => updateSourceCode(ctx, sourceCodeId, body),
});

const retire = defineRoute({
  operationId: "retireSourceCode",
  method: "POST",
  path: `${base}/:sourceCodeId/retire`,
  tag,
  summary: { zh: "停用渠道码", en: "Retire a source code" },
  access: write,
  params,
  body: T.Object(
    { successorId: Nullable({ ...Id, description: "null: it lands on the brand's page" }) },
    { additionalProperties: false },
  ),
  errors: ["source_code_not_found", "source_code_retired", "successor_not_usable"],
  run: (ctx, { params: { sourceCodeId }, body }) =>
    retireSourceCode(ctx, sourceCodeId, body.successorId),
});

/** Three addresses, one a format: a file's address should tell what it is. */
const posterRoute = (format: PosterFormat, operationId: string) =>
  defineRoute({
    operationId,
    method: "GET",
    path: `${base}/:sourceCodeId/poster.${format}`,
    tag,
    summary: {
      zh: `下载海报（${format.toUpperCase()}，A4）`,
      en: `Download the poster (${format.toUpperCase()}, A4)`,
    },
    access: read,
    params,
    query: T.Object({
      lang: T.Optional(T.Union([T.Literal("zh"), T.Literal("en")])),
      headline: T.Optional(Text(60)),
      line2: T.Optional(Text(80)),
    }),
    raw: true,
    errors: ["source_code_not_found", "poster_font_missing"],
    async run(ctx, { params: { sourceCodeId }, query, request, reply }) {
      const publicUrl = publicUrlOf(request);
      const lang = query.lang ?? ctx.lang;
      const { headline, line2 } = query;
      const input = { sourceCodeId, format, lang, headline, line2, publicUrl };
      const file = await makePoster(ctx, input);
      reply.header("content-disposition", `attachment; filename="${file.name}"`);
      await reply.type(file.type).send(file.bytes);
    },
  });

export const codeRoutes: readonly Route[] = [
  list,
  create,
  get,
  update,
  retire,
  posterRoute("svg", "getPosterSvg"),
  posterRoute("png", "getPosterPng"),
  posterRoute("pdf", "getPosterPdf"),
];
