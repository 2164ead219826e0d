// What every kind of benefit is, once it is bound to a cart.
import type { Goods } from "../goods.ts";
import type { Reason } from "../answer.ts";
import type { Benefit } from "../model.ts";
import type { State } from "../state.ts";

/** A benefit bound to the lines of one cart. */
export interface Plan {
  /** lines(A): what it counts and lowers; ascending. */
  readonly lines: Int32Array;
  /** Its turn: lowers lines or delivery in `state` and writes what it gave into its `given`. */
  readonly give: (state: State) => void;
  /** Of a turn that gave nothing: what was missing; null: nothing was left to take off. */
  readonly lacks: (state: State) => Reason | null;
}

/** The benefit of one kind, with the lines of its offer's scope. */
export type Kind<Name extends Benefit["kind"]> = (
  benefit: Extract<Benefit, { kind: Name }>,
  scope: Int32Array,
  goods: Goods,
) => Plan;

/** What a turn that gave nothing was missing; null: nothing. */
export type Lack = Reason | null;
