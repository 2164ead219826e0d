import { listTasks } from "#modules/care/index.ts";
import {
  answerReview, hideReview, tellOutcome, writeReview,
} from "#modules/reviews/index.ts";
import { hidden, ofGoods, ofStore } from "#examples/demo/tea-reviews.ts";
import type { Brand, Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { App } from "../app.ts";
import { demoContext } from "./context.ts";

type Task = Awaited<ReturnType<typeof listTasks>>["items"][number];

const asMember = (ctx: Context, memberId: string): Context =>
  ({ ...ctx, actor: { kind: "member", memberId, sessionId: newId() } });

/** The store or the service for some, the goods for others. */
const placeOf = (task: Task, place: number) => ({
  kind: task.subjectKind,
  subjectId: task.subjectId,
  lineId: task.subjectKind === "order" && place % 3 !== 2 ? "l0" : null,
});

async function review(ctx: Context, task: Task, memberId: string, place: number): Promise<void> {
  const about = placeOf(task, place);
  const sample = about.lineId ? ofGoods : ofStore;
  const said = sample[place % sample.length];
  if (!said) return;
  const { reply, outcome, stars, words } = said;
  const closed = Temporal.Instant.fromEpochMilliseconds(task.closedAt);
  const after = (hours: number): Context => ({ ...ctx, now: closed.add({ hours }) });
  const wrote = 3;
  const mine = asMember(after(wrote), memberId);
  const { review_id: id } = await writeReview(mine, { ...about, stars, words });
  if (!reply) return;
  await answerReview(after(wrote + reply.hours), id, reply.text);
  if (outcome) await tellOutcome(asMember(after(wrote + reply.hours + 2), memberId), id, outcome);
}

/** One review whose words the law hides; its stars count. */
async function hideOne(ctx: Context, task: Task, memberId: string): Promise<void> {
  const { stars, words, reason, note } = hidden;
  const wrote = asMember(
    { ...ctx, now: Temporal.Instant.fromEpochMilliseconds(task.closedAt).add({ hours: 4 }) },
    memberId,
  );
  const place = { kind: task.subjectKind, subjectId: task.subjectId, lineId: null };
  const { review_id: id } = await writeReview(wrote, { ...place, stars, words });
  await hideReview({ ...ctx, now: wrote.now.add({ hours: 5 }) }, id, reason, note);
}

/** So many are written before the one whose words are hidden. */
const hiddenAfter = 5;

/** What guests say after the week's visits and orders; two of three say nothing. */
export async function reviewVisits(app: App, brand: Brand): Promise<void> {
  await demoContext(app, brand, app.parts.now(), async (ctx) => {
    const { items } = await listTasks(ctx, { show: "due", limit: 200 });
    const subjects = [...new Map(items.map((task) => [task.subjectId, task])).values()];
    const old = ctx.now.subtract({ hours: 56 }).epochMilliseconds;
    const past = subjects.filter((task) => task.closedAt < old).toSorted(
      (one, other) => one.closedAt - other.closedAt,
    );
    let said = 0;
    for (const [place, task] of past.entries()) {
      if (!task.memberId || (task.subjectKind === "booking" && place % 3 !== 0)) continue;
      if (said === hiddenAfter) await hideOne(ctx, task, task.memberId);
      else await review(ctx, task, task.memberId, said);
      said += 1;
    }
  });
}
