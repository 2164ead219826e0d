import type { Context } from "#platform/context.ts";
import type { OpenRelease } from "./shapes.ts";

interface Cached {
  readonly second: number;
  readonly made: Promise<OpenRelease>;
}

const most = 2_000;
const known = new Map<string, Cached>();
const keyOf = (brandId: string, releaseId: string): string => `${brandId} ${releaseId}`;

/** Lets go of a release in this process; the others do within a second. */
export function forgetRelease(ctx: Context, releaseId: string): void {
  const key = keyOf(ctx.brand.brandId, releaseId);
  ctx.afterCommit.push(() => void known.delete(key));
}

/** What everybody sees of a release, made at most once a second in a process. */
export function rememberedRelease(
  ctx: Context,
  releaseId: string,
  make: () => Promise<OpenRelease>,
): Promise<OpenRelease> {
  const key = keyOf(ctx.brand.brandId, releaseId);
  const second = Math.floor(ctx.now.epochMilliseconds / 1_000);
  const cached = known.get(key);
  if (cached?.second === second) return cached.made;
  if (known.size >= most) known.clear();
  const made = make();
  known.set(key, { second, made });
  made.catch(() => {
    if (known.get(key)?.made === made) known.delete(key);
  });
  return made;
}
