import {
  bindVisitor,
  engageTouches,
  recordTouches,
  reportTraffic,
} from "#modules/channels/index.ts";
import { ensureMember } from "#modules/members/index.ts";
import { claimOffer } from "#modules/promotions/index.ts";
import { commit, prepare, undo } from "#modules/redemption/index.ts";
import { channels } from "#examples/demo/tea-life.ts";
import type { Brand, Context } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import type { App } from "../app.ts";
import { demoContext } from "./context.ts";
import type { Door, Furnished } from "./furnish.ts";

export interface Span {
  readonly start: Temporal.Instant;
  readonly days: number;
  readonly say: (text: string) => void;
}

/** The same sample life everywhere: a linear congruential generator with a fixed seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

interface Life {
  readonly next: () => number;
  readonly furnished: Furnished;
  /** People so far, by number; a third of the touches are people who came before. */
  people: number;
  /** Those whose browser is tied to a member already. */
  readonly bound: Set<string>;
}

const pick = <T>(next: () => number, list: readonly T[]): T => {
  const one = list[Math.floor(next() * list.length)];
  if (one === undefined) throw new Error("picked from nothing");
  return one;
};

function pickChannel(next: () => number) {
  const total = channels.reduce((sum, one) => sum + one.weight, 0);
  let left = next() * total;
  return channels.find((one) => (left -= one.weight) < 0) ?? channels[0];
}

const phoneAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148";
const botAgent = "Mozilla/5.0 (compatible; Baiduspider/2.0)";

function whoComes(life: Life): number {
  const known = life.people > 20 && life.next() < 0.35;
  if (known) return Math.floor(life.next() * life.people);
  return life.people++;
}

const visitorOf = (number: number) => `sample-${String(number).padStart(6, "0")}`;

/** Somebody at a door, with all that chance says of it. */
interface Scene {
  readonly at: Temporal.Instant;
  readonly door: Door;
  readonly storeId: string;
  readonly person: number;
  readonly visitorId: string;
  readonly bot: boolean;
  readonly staff: boolean;
  readonly engaged: "acted" | "visible" | null;
  readonly claims: boolean;
}

function sceneAt(life: Life, at: Temporal.Instant): Scene {
  const { next, furnished } = life;
  const channel = pickChannel(next);
  const doors = furnished.doors.filter((door) => door.channel === channel.key);
  // The flagship on the lake is the best known of all.
  const door = next() < 0.18 && doors[0] ? doors[0] : pick(next, doors);
  const storeId = furnished.units.get(door.storeCode) ?? "";
  const person = whoComes(life);
  const bot = next() < 0.06;
  const visitorId = bot ? `bot-${Math.floor(next() * 40)}-sample` : visitorOf(person);
  const staff = !bot && next() < 0.04;
  const engaged = bot || next() > 0.82 ? null : next() < 0.5 ? "acted" : "visible";
  const claims = engaged !== null && next() < channel.keen;
  return { at, door, storeId, person, visitorId, bot, staff, engaged, claims };
}

function scenesOf(ctx: Context, life: Life, from: Temporal.Instant): Scene[] {
  const { next } = life;
  const weekday = from.toZonedDateTimeISO(ctx.brand.timeZone).dayOfWeek;
  const busy = (weekday >= 6 ? 40 : 26) + Math.floor(next() * 10);
  const scenes: Scene[] = [];
  for (let count = 0; count < busy; count++) {
    const at = from.add({ minutes: Math.floor(((count + next()) / busy) * 14 * 60) });
    if (Temporal.Instant.compare(at.add({ minutes: 1 }), ctx.recordedAt) >= 0) break;
    scenes.push(sceneAt(life, at));
  }
  return scenes;
}

/** The touches of a day with their engagement; ids in the order of the scenes. */
async function touchDoors(ctx: Context, scenes: readonly Scene[]): Promise<string[]> {
  const touches = scenes.map(({ at, door, storeId, visitorId, bot, staff }) => ({
    at,
    code: door.code,
    storeId,
    page: "store",
    visitorId,
    userAgent: bot ? botAgent : phoneAgent,
    staff,
  }));
  const ids = await recordTouches(ctx, touches);
  const engagings = scenes.flatMap(({ engaged: how, at }, index) =>
    how ? { touchId: ids[index] ?? "", how, at: at.add({ seconds: 3 }) } : [],
  );
  await engageTouches(ctx, engagings);
  return ids;
}

/** Refusals are part of life: a limit reached, a store where the offer does not hold. */
async function unlessRefused<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function claimAndRedeem(ctx: Context, life: Life, scene: Scene, touchId: string) {
  const { next, furnished } = life;
  const { memberId } = await ensureMember(ctx, { externalId: `sample-${scene.person}` });
  if (!life.bound.has(scene.visitorId)) await bindVisitor(ctx, scene.visitorId, memberId);
  life.bound.add(scene.visitorId);
  const { offerId } = pick(next, furnished.offers);
  const { storeId } = scene;
  const voucherId = await unlessRefused(() =>
    claimOffer(ctx, { offerId, memberId, storeId, touchId }),
  );
  if (!voucherId || next() > 0.62) return;
  // Hours later, not after the end of what is known.
  const at = ctx.now.add({ minutes: 10 + Math.floor(next() * 600) });
  if (Temporal.Instant.compare(at, ctx.recordedAt) > 0) return;
  await redeem({ ...ctx, now: at }, life, voucherId, storeId);
}

async function redeem(ctx: Context, life: Life, voucherId: string, storeId: string) {
  const { next } = life;
  const done = await unlessRefused(async () => {
    const right = { kind: "voucher", id: voucherId };
    const { prepareToken } = await prepare(ctx, { right, storeId });
    const told = next() < 0.93;
    const billMinor = told ? 3_000 + Math.floor(next() * 110) * 100 : null;
    return commit(ctx, { prepareToken, billMinor });
  });
  if (done && next() < 0.02) {
    const later = { ...ctx, now: ctx.now.add({ minutes: 4 }) };
    const { redemptionId } = done;
    await unlessRefused(() => undo(later, { redemptionId, reason: "wrong_bill", note: null }));
  }
}

async function liveOneDay(ctx: Context, life: Life, from: Temporal.Instant): Promise<void> {
  const scenes = scenesOf(ctx, life, from);
  const touchIds = await touchDoors(ctx, scenes);
  for (const [index, scene] of scenes.entries()) {
    if (!scene.claims) continue;
    // A claim comes after the three seconds that make the touch count.
    const now = scene.at.add({ seconds: 20 });
    await claimAndRedeem({ ...ctx, now }, life, scene, touchIds[index] ?? "");
  }
}

/** Weeks of touches, claims, visits and redemptions, each at its own hour. */
export async function liveThrough(
  app: App,
  brand: Brand,
  furnished: Furnished,
  span: Span,
): Promise<void> {
  const life: Life = { next: chance(20_26), furnished, people: 0, bound: new Set() };
  const first = span.start.toZonedDateTimeISO(brand.timeZone).toPlainDate().add({ days: 1 });
  const video = furnished.channels.get("video") ?? "";
  for (let number = 0; number < span.days; number++) {
    const day = first.add({ days: number });
    const from = day.toZonedDateTime({ timeZone: brand.timeZone, plainTime: "09:00" }).toInstant();
    if (Temporal.Instant.compare(from, app.parts.now()) >= 0) break;
    await demoContext(app, brand, from, async (ctx) => {
      await liveOneDay(ctx, life, from);
      const visits = 900 + Math.floor(life.next() * 500);
      await reportTraffic(ctx, video, [{ day: day.toString(), visits }]);
    });
    if (number % 7 === 6) span.say(`  第 ${(number + 1) / 7} 周 / week ${(number + 1) / 7}`);
  }
}
