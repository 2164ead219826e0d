import { asProblem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";

/** A refusal of something tapped, and what to do next. */
export function sayProblem(thrown: unknown): void {
  const { title, next } = asProblem(thrown);
  toast(`${title} ${next}`, "bad");
}
