import { answerTask, doTask, listTasks } from "#modules/care/index.ts";
import type { Brand, Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { App } from "../app.ts";
import { demoContext } from "./context.ts";

type Task = Awaited<ReturnType<typeof listTasks>>["items"][number];

/** When staff of the sample did it: at noon of its day, and not before the visit was over. */
function doneAt(brand: Brand, task: Task): Temporal.Instant {
  const noon = Temporal.PlainDate.from(task.dueDay)
    .toZonedDateTime({ timeZone: brand.timeZone, plainTime: "12:00" }).epochMilliseconds;
  return Temporal.Instant.fromEpochMilliseconds(Math.max(noon, task.closedAt + 600_000));
}

const asMember = (ctx: Context, memberId: string): Context =>
  ({ ...ctx, actor: { kind: "member", memberId, sessionId: newId() } });

/** Of what asks the member, most is answered, one is a problem, and some is left undone. */
async function care(ctx: Context, task: Task, place: number): Promise<void> {
  if (task.needsAnswer && place % 6 === 5) return;
  await doTask(ctx, task.taskId, null);
  if (!task.needsAnswer || !task.memberId || place % 6 === 4) return;
  const later = asMember({ ...ctx, now: ctx.now.add({ minutes: 40 }) }, task.memberId);
  const trouble = place === 3;
  await answerTask(later, {
    taskId: task.taskId,
    answer: trouble ? "trouble" : "well",
    text: trouble ? "茶有点涩，想知道水温多少合适" : null,
  });
}

/** Care after the week's visits, as far as it is due. */
export async function careForVisits(app: App, brand: Brand): Promise<void> {
  await demoContext(app, brand, app.parts.now(), async (ctx) => {
    const { items } = await listTasks(ctx, { show: "due", limit: 200 });
    const asking = items.filter((task) => task.needsAnswer);
    for (const task of items) {
      const now = doneAt(brand, task);
      if (Temporal.Instant.compare(now, ctx.now.subtract({ hours: 1 })) > 0) continue;
      await care({ ...ctx, now }, task, asking.indexOf(task));
    }
  });
}
