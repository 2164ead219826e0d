import type { FastifyRequest } from "fastify";
import { membersByTokens, sessionTokenOf } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { knownSoldOut, type SoldOut } from "./sold-out.ts";
import { type Loss, writeLosses } from "./write-losses.ts";

/** A loss that was told is written within this time; a crash may lose those. */
export const lossWithinSeconds = 2;
const waitMs = 1_000;
const mostAtOnce = 5_000;
const mostWaiting = 200_000;
const mostTries = 10;

interface Told {
  readonly releaseId: string;
  readonly slotId: string;
  readonly lostAt: Temporal.Instant;
  /** One of the two: the session's token is proven when the loss is written. */
  readonly memberId: string | null;
  readonly token: string | null;
}

interface Box {
  readonly ctx: Omit<Context, "tx">;
  told: Map<string, Told>;
  /** Writes that failed since one succeeded. */
  failed: number;
}

const boxes = new Map<string, Box>();
let timer: NodeJS.Timeout | null = null;
let writing: Promise<void> = Promise.resolve();

export const soldOut = ({ stock }: SoldOut): Refusal =>
  refuse("release_sold_out", { stock, lossWithinSeconds });

const contextOf = (given: Omit<Context, "tx">): Omit<Context, "tx"> => ({
  brand: given.brand,
  actor: { kind: "system", name: "releases.losses" },
  grants: [],
  now: given.now,
  recordedAt: given.recordedAt,
  lang: "zh",
  requestId: newId(),
  clientHash: "",
  afterCommit: [],
});

function arm(): void {
  timer ??= setTimeout(() => {
    timer = null;
    void writeLossesNow();
  }, waitMs).unref();
}

/** Remembers a loss; the same member's next try at the release adds nothing. */
export function noteLoss(given: Omit<Context, "tx">, told: Told): void {
  const { brandId } = given.brand;
  const box = boxes.get(brandId) ?? { ctx: contextOf(given), told: new Map(), failed: 0 };
  boxes.set(brandId, box);
  const key = `${told.releaseId} ${told.memberId ?? told.token}`;
  if (box.told.has(key) || box.told.size >= mostWaiting) return;
  box.told.set(key, told);
  arm();
}

async function proven(ctx: Context, told: readonly Told[]): Promise<Loss[]> {
  const tokens = told.flatMap(({ token }) => (token === null ? [] : [token]));
  const members = await membersByTokens(ctx, tokens);
  return told.flatMap(({ releaseId, slotId, lostAt, memberId, token }) => {
    const known = memberId ?? members.get(token ?? "");
    return known ? [{ releaseId, slotId, lostAt, memberId: known }] : [];
  });
}

async function writeSome(box: Box, some: readonly (readonly [string, Told])[]): Promise<void> {
  const now = Temporal.Now.instant();
  try {
    await ownTransaction({ ...box.ctx, now, recordedAt: now }, async (ctx) =>
      writeLosses(ctx, await proven(ctx, some.map(([, told]) => told))));
    box.failed = 0;
  } catch {
    // The database is away: they are tried again with what comes meanwhile, not for ever.
    box.failed += 1;
    if (box.failed < mostTries) for (const [key, told] of some) box.told.set(key, told);
  }
}

async function writeBox(box: Box): Promise<void> {
  const told = [...box.told];
  box.told = new Map();
  for (let from = 0; from < told.length; from += mostAtOnce) {
    await writeSome(box, told.slice(from, from + mostAtOnce));
  }
}

/** Writes the losses that were told; also before the server stops. */
export function writeLossesNow(): Promise<void> {
  writing = writing.then(async () => {
    for (const [brandId, box] of boxes) {
      await writeBox(box);
      if (box.told.size === 0) boxes.delete(brandId);
    }
    if (boxes.size > 0) arm();
  });
  return writing;
}

/** Says no from memory while a slot has nothing left; who was told so is counted later. */
export function noteEarlyLoss(
  early: Omit<Context, "tx">,
  slotId: string,
  request: Pick<FastifyRequest, "cookies">,
): Refusal | null {
  const known = knownSoldOut(early.brand.brandId, slotId, early.recordedAt.epochMilliseconds);
  if (!known) return null;
  const token = sessionTokenOf(request);
  if (!token) return null;
  const { releaseId } = known;
  noteLoss(early, { releaseId, slotId, lostAt: early.now, memberId: null, token });
  return soldOut(known);
}
