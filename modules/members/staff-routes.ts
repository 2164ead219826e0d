import { Type as T } from "typebox";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Nullable, Text } from "#platform/schema.ts";
import { ensureMembers } from "./ensure-member.ts";
import { eraseMember } from "./erase-member.ts";
import { type Member, memberById } from "./find-members.ts";
import { setHousehold, setHouseholds } from "./households.ts";
import { listMembers } from "./list-members.ts";
import { maskOf } from "./masked-member.ts";
import { MemberShape } from "./shapes.ts";

const tag = "members";
const params = T.Object({ memberId: Id });

const ImportedShape = T.Object(
  {
    externalId: Text(64),
    household: T.Optional(Nullable(
      T.String({ maxLength: 64, description: "left as it is where absent" }),
    )),
  },
  { additionalProperties: false },
);

const shown = (member: Member) => ({
  memberId: member.memberId,
  ...maskOf(member),
  household: member.household,
  joinedAt: member.joinedAt.epochMilliseconds,
  erased: member.erasedAt !== null,
});

const listAll = defineRoute({
  operationId: "listMembers",
  method: "GET",
  path: "/api/:brand/members",
  tag,
  summary: { zh: "会员列表（号码打码）", en: "List members, masked" },
  access: staff("members.read", "any"),
  query: T.Object({
    ...pageQuery,
    phone: T.Optional(Text(40)),
    externalId: T.Optional(Text(64)),
  }),
  answer: pageOf(MemberShape),
  async run(ctx, { query }) {
    const page = await listMembers(ctx, query);
    return { items: page.items.map(shown), next: page.next };
  },
});

const getOne = defineRoute({
  operationId: "getMember",
  method: "GET",
  path: "/api/:brand/members/:memberId",
  tag,
  summary: { zh: "一位会员（号码打码）", en: "One member, masked" },
  access: staff("members.read", "any"),
  params,
  answer: MemberShape,
  async run(ctx, { params: { memberId } }) {
    const member = await memberById(ctx, memberId);
    if (!member) throw refuse("not_found");
    return shown(member);
  },
});

const showContact = defineRoute({
  operationId: "showMemberContact",
  method: "POST",
  path: "/api/:brand/members/:memberId/contact",
  tag,
  summary: {
    zh: "查看完整号码（记入流水）",
    en: "Show the full number; the look is kept in the journal",
  },
  access: staff("members.export", "brand"),
  // A stored answer would keep the number for 48 hours beside the member's table.
  idempotent: "exempt",
  params,
  answer: T.Object({
    phone: Nullable(T.String()),
    externalId: Nullable(T.String()),
    name: Nullable(T.String()),
  }),
  async run(ctx, { params: { memberId } }) {
    const member = await memberById(ctx, memberId);
    if (!member) throw refuse("not_found");
    await emit(ctx, "members.contact_shown", { memberId, payload: {} });
    return { phone: member.phone, externalId: member.externalId, name: member.name };
  },
});

const eraseOne = defineRoute({
  operationId: "eraseMember",
  method: "POST",
  path: "/api/:brand/members/:memberId/erase",
  tag,
  summary: { zh: "应会员要求注销", en: "Erase a member at their wish" },
  access: staff("members.erase", "brand"),
  params,
  run: (ctx, { params: { memberId } }) => eraseMember(ctx, memberId, "staff"),
});

const putHousehold = defineRoute({
  operationId: "setMemberHousehold",
  method: "PUT",
  path: "/api/:brand/members/:memberId/household",
  tag,
  summary: { zh: "登记会员属于哪一户", en: "Say which household a member belongs to" },
  access: staff("members.export", "brand"),
  params,
  body: T.Object({ household: Nullable(Text(64)) }, { additionalProperties: false }),
  run: (ctx, { params: { memberId }, body }) => setHousehold(ctx, memberId, body.household),
});

const importBatch = defineRoute({
  operationId: "importMembers",
  method: "POST",
  path: "/api/:brand/members/import-batch",
  tag,
  summary: {
    zh: "按外部编号导入会员（重复导入不新增）",
    en: "Import members by external id; a repeat adds nothing",
  },
  access: staff("import.members", "brand"),
  body: T.Object(
    {
      members: T.Array(ImportedShape, { minItems: 1, maxItems: 1_000 }),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({
    created: T.Integer(),
    existing: T.Integer(),
    members: T.Array(T.Object({ externalId: T.String(), memberId: Id })),
  }),
  async run(ctx, { body }) {
    const externalIds = [...new Set(body.members.map((one) => one.externalId))];
    const ensured = await ensureMembers(ctx, externalIds);
    const idOf = new Map(ensured.map((one, index) => [externalIds[index], one.memberId]));
    const households = body.members.flatMap(({ externalId, household }) =>
      household ? [[idOf.get(externalId) ?? "", household] as const] : [],
    );
    if (households.length > 0) await setHouseholds(ctx, new Map(households));
    const created = ensured.filter((one) => one.created).length;
    return {
      created,
      existing: ensured.length - created,
      members: ensured.map((one, index) => ({
        externalId: externalIds[index] ?? "",
        memberId: one.memberId,
      })),
    };
  },
});

export const memberStaffRoutes: readonly Route[] = [
  listAll,
  getOne,
  showContact,
  eraseOne,
  putHousehold,
  importBatch,
];
