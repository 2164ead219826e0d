// Every allowed combination, tried: what the search must be equal to.
import { compare, evaluate, type Evaluation } from "./evaluate.ts";
import type { Prepared } from "./prepare.ts";
import type { Found } from "./search.ts";
import { areApart } from "./stacking.ts";

const mostEvaluations = 300_000;

/** The best of all combinations; RangeError where they are too many to be tried. */
export function searchAll(prepared: Prepared): Found {
  const chosen: number[] = [];
  let best: readonly number[] = [];
  let evaluation: Evaluation = evaluate(prepared, []);
  let evaluated = 1;
  const visit = (from: number): void => {
    for (let index = from; index < prepared.candidates.length; index++) {
      if (chosen.some((other) => areApart(prepared.conflicts, other, index))) continue;
      if (evaluated++ >= mostEvaluations) throw new RangeError("too many combinations");
      chosen.push(index);
      const next = evaluate(prepared, chosen);
      if (next.idle < 0 && compare(next, chosen, evaluation, best) < 0) {
        evaluation = next;
        best = chosen.slice();
      }
      visit(index + 1);
      chosen.pop();
    }
  };
  visit(0);
  evaluate(prepared, best);
  return { chosen: best, evaluation, evaluated, couldStillSaveMinor: 0 };
}
