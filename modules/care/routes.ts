import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text, Word } from "#platform/schema.ts";
import { answerTask } from "./answer-task.ts";
import { closingOf, ClosingSchema, ownClosing, TaskShape } from "./closing-view.ts";
import { doTask } from "./do-task.ts";
import { listTasks } from "./list-tasks.ts";
import { PlanInput, readPlan } from "./plan.ts";
import { savePlan } from "./save-plan.ts";
import { answers, skipReasons, subjectKinds } from "./tables.ts";

const tag = "care";
const work = staff("care.work");
const params = T.Object({ taskId: Id });
const subject = T.Object({ subjectId: Id });
const closed = { additionalProperties: false };

const StepSchema = T.Object({
  key: T.String(),
  name: T.String(),
  nameEn: Nullable(T.String()),
  dueDays: T.Integer(),
  active: T.Boolean(),
  needsAnswer: T.Boolean({ description: "only the member's own word closes it" }),
  own: T.Boolean({ description: "added by the brand" }),
});

const PlanSchema = T.Object({
  template: Nullable(T.String()),
  since: Nullable(Millis),
  templates: T.Array(T.Object({
    key: T.String(),
    name: T.String(),
    nameEn: T.String(),
    steps: T.Array(StepSchema),
  })),
});

const WorkSchema = T.Object({
  ...TaskShape,
  subjectKind: Word(...subjectKinds),
  subjectId: Id,
  number: T.String(),
  storeId: Id,
  storeName: T.String(),
  storeNameEn: Nullable(T.String()),
  memberId: Nullable(Id),
  memberMasked: Nullable(T.String()),
  closedAt: Millis,
});

const list = defineRoute({
  operationId: "listCareTasks",
  method: "GET",
  path: "/api/:brand/care-tasks",
  tag,
  summary: { zh: "关怀任务，先到期的在前", en: "Care tasks of my stores, the first due first" },
  access: work,
  query: T.Object({
    ...pageQuery,
    storeId: T.Optional(Id),
    show: T.Optional(Word("due", "overdue", "waiting")),
  }),
  answer: pageOf(WorkSchema),
  run: (ctx, { query }) => listTasks(ctx, { ...query, show: query.show ?? "due" }),
});

const done = defineRoute({
  operationId: "finishCareTask",
  method: "POST",
  path: "/api/:brand/care-tasks/:taskId/done",
  tag,
  summary: { zh: "完成关怀任务", en: "Staff did what the step asks" },
  access: work,
  params,
  answer: ClosingSchema,
  errors: ["care_task_not_found", "care_task_over"],
  run: async (ctx, { params: { taskId } }) => closingOf(ctx, await doTask(ctx, taskId, null)),
});

const skip = defineRoute({
  operationId: "skipCareTask",
  method: "POST",
  path: "/api/:brand/care-tasks/:taskId/skip",
  tag,
  summary: { zh: "说明原因，跳过关怀任务", en: "Leave a step out, for a reason" },
  access: work,
  params,
  body: T.Object({ reason: Word(...skipReasons) }, closed),
  answer: ClosingSchema,
  errors: ["care_task_not_found", "care_task_over", "care_answer_only_member"],
  run: async (ctx, { params: { taskId }, body }) =>
    closingOf(ctx, await doTask(ctx, taskId, body.reason)),
});

const ofSubject = defineRoute({
  operationId: "getClosing",
  method: "GET",
  path: "/api/:brand/closings/:subjectId",
  tag,
  summary: { zh: "订单或预约的两种成交", en: "Both closings of an order or a booking" },
  access: work,
  params: subject,
  answer: ClosingSchema,
  run: (ctx, { params: { subjectId } }) => closingOf(ctx, subjectId),
});

const getPlan = defineRoute({
  operationId: "getCarePlan",
  method: "GET",
  path: "/api/:brand/care-plan",
  tag,
  summary: { zh: "行业服务模板", en: "Service steps by trade, and which the brand chose" },
  access: work,
  answer: PlanSchema,
  run: (ctx) => readPlan(ctx),
});

const putPlan = defineRoute({
  operationId: "saveCarePlan",
  method: "PUT",
  path: "/api/:brand/care-plan",
  tag,
  summary: { zh: "选择行业、修改步骤", en: "Choose a trade and change its steps" },
  access: staff("stores.write", "brand"),
  body: PlanInput,
  answer: PlanSchema,
  errors: ["care_template_unknown", "care_step_unknown", "care_no_step", "care_steps_many"],
  async run(ctx, { body }) {
    await savePlan(ctx, body);
    return readPlan(ctx);
  },
});

const own = defineRoute({
  operationId: "getMyClosing",
  method: "GET",
  path: "/:brand/api/closings/:subjectId",
  tag,
  summary: { zh: "我的订单或预约的售后关怀", en: "Care after my order or booking" },
  access: memberOnly(),
  params: subject,
  answer: ClosingSchema,
  run: (ctx, { params: { subjectId } }) => ownClosing(ctx, subjectId),
});

const answer = defineRoute({
  operationId: "answerCareTask",
  method: "POST",
  path: "/:brand/api/care-tasks/:taskId/answer",
  tag,
  summary: { zh: "会员回复：一切满意或有问题", en: "The member's word: all is well, or a problem" },
  access: memberOnly(),
  params,
  body: T.Object(
    { answer: Word(...answers), text: T.Optional(Nullable(Text(500))) },
    closed,
  ),
  answer: ClosingSchema,
  errors: ["care_task_not_found", "care_task_over"],
  async run(ctx, { params: { taskId }, body }) {
    const text = body.text?.trim() || null;
    return ownClosing(ctx, await answerTask(ctx, { taskId, answer: body.answer, text }));
  },
});

export const careRoutes: readonly Route[] = [
  list, done, skip, ofSubject, getPlan, putPlan, own, answer,
];
