import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { countHeld, dropHeld } from "#platform/journal.ts";
import { kept } from "./kept.ts";
import type {
  Asked, Committed, RightCommit, RightKind, RightLook, RightPreview, RightUse,
} from "./port.ts";

let kinds: ReadonlyMap<string, RightKind> = new Map();

/** Called by the composition root with everything that can be redeemed. */
export function wireRightKinds(list: readonly RightKind[]): void {
  kinds = new Map(list.map((one) => [one.kind, one]));
}

export function rightKind(kind: string): RightKind {
  const found = kinds.get(kind);
  if (!found) throw refuse("right_unknown");
  return found;
}

export function allRightKinds(): readonly RightKind[] {
  return [...kinds.values()];
}

/** By name, so that two batches take what the kinds lock in the same order. */
const inOrder = <T>(groups: Iterable<[string, T]>): [string, T][] =>
  [...groups].sort(([one], [other]) => (one < other ? -1 : 1));

/** Runs each kind's part at once and puts the answers back in their places. */
async function byKind<In, Out>(
  asked: readonly In[],
  kindOf: (one: In) => string,
  run: (kind: RightKind, part: readonly In[]) => Promise<readonly Out[]>,
): Promise<Out[]> {
  const answers: Out[] = [];
  const groups = Map.groupBy(asked.keys(), (place) => kindOf(asked[place]!));
  for (const [kind, places] of inOrder(groups)) {
    const part = await run(rightKind(kind), places.map((place) => asked[place]!));
    places.forEach((place, index) => {
      answers[place] = part[index]!;
    });
  }
  return answers;
}

/** Previews of rights of every kind; null: no such right. */
export function previewRights<In extends Asked<RightLook>>(
  asked: readonly In[],
  kindOf: (one: In) => string,
): Promise<(RightPreview | null)[]> {
  return byKind(asked, kindOf, async (kind, part) => {
    if (kind.previewMany) return kind.previewMany(part);
    const previews: (RightPreview | null)[] = [];
    for (const { ctx, use } of part) previews.push(await kind.preview(ctx, use));
    return previews;
  });
}

/** Holds the rights' rows, kind by kind, behind the locks on the rights themselves. */
export async function lockRightRows(
  ctx: Context,
  rights: readonly { readonly kind: string; readonly rightId: string }[],
): Promise<void> {
  for (const [kind, ofKind] of inOrder(Map.groupBy(rights, (one) => one.kind))) {
    await kinds.get(kind)?.lockMany?.(ctx, ofKind.map(({ rightId }) => rightId));
  }
}

/** A refusal that is thrown undoes its own writes only. */
async function commitAlone(kind: RightKind, { ctx, use }: Asked<RightUse>): Promise<RightCommit> {
  await sql`savepoint one_use`.execute(ctx.tx);
  const held = countHeld(ctx.tx);
  const outcome = await kept(() => kind.commit(ctx, use));
  if (!(outcome instanceof Refusal)) return outcome;
  await sql`rollback to savepoint one_use`.execute(ctx.tx);
  dropHeld(ctx.tx, held);
  return { done: false, refusal: { code: outcome.code, params: outcome.params } };
}

/** Uses rights of every kind up, each another one. */
export async function commitRights<In extends Asked<RightUse>>(
  asked: readonly In[],
  kindOf: (one: In) => string,
): Promise<Committed> {
  const written: Promise<unknown>[] = [];
  const outcomes = await byKind(asked, kindOf, async (kind, part) => {
    if (kind.commitMany) {
      const committed = await kind.commitMany(part);
      // Where another kind fails first, nobody waits for it.
      committed.written.catch(() => undefined);
      written.push(committed.written);
      return committed.outcomes;
    }
    const alone: RightCommit[] = [];
    for (const one of part) alone.push(await commitAlone(kind, one));
    return alone;
  });
  return { outcomes, written: Promise.all(written) };
}
