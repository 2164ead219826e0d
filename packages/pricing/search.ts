// The best allowed combination, with a proof. Branch and bound over the candidates in their
// canonical order: the state after a decision is then exactly what those decided have done.
import { searchComponent } from "./branch.ts";
import { componentsOf } from "./components.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import type { Prepared } from "./prepare.ts";
import { takeAll } from "./take-all.ts";

/** What `Options.budget` is when it is absent: visits of a line by a candidate. */
export const defaultBudget = 500_000;

export interface Found {
  /** Numbers of the candidates of the best combination, ascending. */
  readonly chosen: readonly number[];
  readonly evaluation: Evaluation;
  readonly evaluated: number;
  /** No allowed combination is cheaper than the best one found by more than this. */
  readonly couldStillSaveMinor: number;
}

/**
 * Searches for the best allowed combination and leaves `prepared.state` as it is after it. What
 * shares no line and no conflict is searched apart; the budget is spent on small parts first.
 */
export function search(prepared: Prepared, budget: number = defaultBudget): Found {
  const all = takeAll(prepared);
  if (all) {
    const evaluation = evaluate(prepared, all);
    return { chosen: all, evaluation, evaluated: 1, couldStillSaveMinor: 0 };
  }
  const chosen: number[] = [];
  let [work, evaluated, couldStillSaveMinor] = [0, 1, 0];
  evaluate(prepared, []);
  for (const component of componentsOf(prepared)) {
    const part = searchComponent(prepared, component, budget - work);
    chosen.push(...part.best.chosen);
    work += part.work;
    evaluated += part.evaluated;
    couldStillSaveMinor += Math.max(0, part.best.totalMinor - part.leastMinor);
  }
  chosen.sort((a, b) => a - b);
  return { chosen, evaluation: evaluate(prepared, chosen), evaluated, couldStillSaveMinor };
}
