import type { Context, Lang } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { ApplicationRow, ApplicationState } from "./tables.ts";

const words: Readonly<Record<ApplicationState, Readonly<Record<Lang, string>>>> = {
  submitted: { zh: "已提交", en: "submitted" },
  resubmitted: { zh: "已重新提交", en: "submitted again" },
  accepted: { zh: "办理中", en: "being seen to" },
  returned: { zh: "已退回补充", en: "returned" },
  done: { zh: "已办完", en: "done" },
  refused: { zh: "未通过", en: "refused" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

export type Act =
  | "accept" | "return" | "refuse" | "finish" | "print" | "resubmit" | "withdraw";
type Step = Exclude<Act, "print">;

export const staffSteps = ["accept", "finish", "return", "refuse"] as const;
export const memberSteps = ["resubmit", "withdraw"] as const;

const waiting: readonly ApplicationState[] = ["submitted", "resubmitted"];

/** The one table of an application's life: from which states an act is taken. */
const from: Readonly<Record<Act, readonly ApplicationState[]>> = {
  accept: waiting,
  return: [...waiting, "accepted"],
  refuse: [...waiting, "accepted"],
  finish: ["accepted"],
  print: ["done"],
  resubmit: ["returned"],
  // What a store works on is taken back by a word with that store.
  withdraw: [...waiting, "returned"],
};

/** Where a step leads. */
export const leadsTo: Readonly<Record<Step, ApplicationState>> = {
  accept: "accepted",
  return: "returned",
  refuse: "refused",
  finish: "done",
  resubmit: "resubmitted",
  withdraw: "withdrawn",
};

export const openStates: readonly ApplicationState[] = [...waiting, "accepted", "returned"];

export const mayFrom = (state: ApplicationState, act: Act): boolean => from[act].includes(state);

/** Refuses an act that the state does not allow. */
export function permitAct(ctx: Context, application: ApplicationRow, act: Act): void {
  if (mayFrom(application.state, act)) return;
  const state = words[application.state][ctx.lang];
  throw refuse("application_state", { state, stateCode: application.state });
}
