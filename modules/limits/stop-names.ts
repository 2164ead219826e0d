import type { Context } from "#platform/context.ts";
import type { StopKind, StopTarget } from "./stops.ts";

export interface StoppedName {
  readonly name: string;
  readonly nameEn: string | null;
}

type Load = (ctx: Context, ids: readonly string[]) => Promise<ReadonlyMap<string, StoppedName>>;

const namers = new Map<StopKind, Load>();

/** Says once how things of a kind are called; by the module that owns them, when it is loaded. */
export function nameStopped(kind: StopKind, load: Load): void {
  namers.set(kind, load);
}

/** Names of what is stopped, by id; what no loaded module names is left out. */
export async function namesOfStopped(
  ctx: Context,
  targets: readonly StopTarget[],
): Promise<Map<string, StoppedName>> {
  const names = new Map<string, StoppedName>();
  for (const [kind, own] of Map.groupBy(targets, (one) => one.kind)) {
    const found = await namers.get(kind)?.(ctx, own.map((one) => one.targetId));
    for (const [id, name] of found ?? []) names.set(id, name);
  }
  return names;
}
