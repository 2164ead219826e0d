import type { Context } from "#platform/context.ts";

/** What a member has started to top up and may still pay, in minor units. */
export type PendingTopUps = (ctx: Context, memberId: string) => Promise<number>;

let pending: PendingTopUps = () => Promise.resolve(0);

/** Called by the composition root: top-ups are of module orders. */
export function wirePendingTopUps(found: PendingTopUps): void {
  pending = found;
}

export const pendingTopUpsOf: PendingTopUps = (ctx, memberId) => pending(ctx, memberId);
