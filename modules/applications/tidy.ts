import type { Context } from "#platform/context.ts";
import type { Job } from "#platform/jobs.ts";
import { tidyJobName } from "./job-names.ts";
import { changeApplication, lockApplication } from "./queries.ts";
import { moveOn } from "./take-step.ts";
import type { ApplicationRow } from "./tables.ts";
import { overAt, tell } from "./write-step.ts";

/** Lets go of all that people wrote; number, states and prints stay. */
export async function forget(
  ctx: Context,
  row: ApplicationRow,
  changes: Partial<ApplicationRow> = {},
): Promise<void> {
  if (row.forgotten_at) return;
  await changeApplication(ctx, row, { ...changes, sealed: null, forgotten_at: ctx.now });
  await tell(ctx, "applications.forgotten", row);
}

/** Forgets what is over long enough; what nobody answered again is withdrawn first. */
export const tidyJob: Job = {
  name: tidyJobName,
  async handle(ctx, { applicationId }) {
    const row = await lockApplication(ctx, String(applicationId));
    // Answered again since, or it ended later: that step asked for a look of its own.
    if (Temporal.Instant.compare(ctx.now, overAt(row)) < 0) return undefined;
    if (row.closed_at) await forget(ctx, row);
    else if (row.state === "returned") await moveOn(ctx, row, "withdraw");
    return undefined;
  },
};
