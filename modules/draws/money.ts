import { type AccountRef, balanceOf, type EntryInput, post } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";

/** Of a draw: what its red packets may still cost. */
export const poolAccount = (drawId: string): AccountRef =>
  ({ kind: "pool", ownerKind: "draw", ownerId: drawId });
/** Of a member: won in red packets and not paid yet. Stored value takes over from here. */
export const prizeAccount = (memberId: string): AccountRef =>
  ({ kind: "prize", ownerKind: "member", ownerId: memberId });
const spentAccount = (drawId: string): AccountRef =>
  ({ kind: "spent", ownerKind: "draw", ownerId: drawId });
const fundsAccount = (ctx: Context): AccountRef =>
  ({ kind: "funds", ownerKind: "brand", ownerId: ctx.brand.brandId });

interface Move {
  readonly kind: string;
  readonly key: string;
  readonly causeId: string;
  readonly from: AccountRef;
  readonly to: AccountRef;
  readonly amountMinor: number;
}

const entryOf = (ctx: Context, { kind, key, causeId, ...move }: Move): EntryInput => ({
  kind,
  postingKey: `${kind}:${key}`,
  unit: ctx.brand.currency,
  causeId,
  postings: [
    { account: move.from, amount: -move.amountMinor },
    { account: move.to, amount: move.amountMinor },
  ],
});

/** Puts what the red packets need into the pool, once. */
export async function fundPool(ctx: Context, drawId: string, amountMinor: number): Promise<void> {
  if (amountMinor === 0) return;
  const [from, to] = [fundsAccount(ctx), poolAccount(drawId)];
  const kind = "fund_pool";
  await post(ctx, [entryOf(ctx, { kind, key: drawId, causeId: drawId, from, to, amountMinor })]);
}

/** Gives what is left of the pool back to the funds; answers how much. */
export async function returnPool(ctx: Context, drawId: string): Promise<number> {
  const left = await balanceOf(ctx, poolAccount(drawId));
  if (left === 0) return 0;
  const [from, to] = [poolAccount(drawId), fundsAccount(ctx)];
  const move = { kind: "return_pool", key: drawId, causeId: drawId, from, to, amountMinor: left };
  await post(ctx, [entryOf(ctx, move)]);
  return left;
}

export interface RedPacket {
  readonly playId: string;
  readonly drawId: string;
  readonly memberId: string;
  readonly amountMinor: number;
}

/** Pool to member, in the transaction of the play; refuses `balance_too_low`. */
export async function winPackets(ctx: Context, packets: readonly RedPacket[]): Promise<void> {
  await post(ctx, packets.map(({ playId, drawId, memberId, amountMinor }) =>
    entryOf(ctx, {
      kind: "win", key: playId, causeId: playId,
      from: poolAccount(drawId), to: prizeAccount(memberId), amountMinor,
    })));
}

/** Member back to the pool, or to the funds once the draw has ended. */
export async function recallPacket(
  ctx: Context,
  { playId, drawId, memberId, amountMinor }: RedPacket,
  hasEnded: boolean,
): Promise<void> {
  const to = hasEnded ? fundsAccount(ctx) : poolAccount(drawId);
  const from = prizeAccount(memberId);
  const move = { kind: "recall_win", key: playId, causeId: playId, from, to, amountMinor };
  await post(ctx, [entryOf(ctx, move)]);
}

/** The brand has paid it outside: it is spent. */
export async function payPacket(
  ctx: Context,
  { playId, drawId, memberId, amountMinor }: RedPacket,
): Promise<void> {
  const [from, to] = [prizeAccount(memberId), spentAccount(drawId)];
  const move = { kind: "pay_win", key: playId, causeId: playId, from, to, amountMinor };
  await post(ctx, [entryOf(ctx, move)]);
}
