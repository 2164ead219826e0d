import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable, Word } from "#platform/schema.ts";
import { answers, skipReasons, subjectKinds } from "./tables.ts";

const subject = { subjectKind: Word(...subjectKinds), subjectId: Id };
const task = { ...subject, taskId: Id, stepKey: T.String() };

/** unitId = the store; memberId = whose order or booking it is. */
defineEvents("care", {
  "care.task_created": T.Object({ ...task, dueDay: T.String() }),
  "care.task_done": T.Object({ ...task, skipReason: Nullable(Word(...skipReasons)) }),
  /** What the member wrote stays in the module's own table. */
  "care.answered": T.Object({ ...task, answer: Word(...answers) }),
  "care.qualified": T.Object(subject),
  "care.unqualified": T.Object(subject),
  "care.plan_saved": T.Object({
    template: T.String(),
    steps: T.Integer(),
    version: T.Integer(),
  }),
});
