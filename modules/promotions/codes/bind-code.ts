import { sourcesOf } from "#modules/channels/index.ts";
import { stopsAmong, type StopTarget, take } from "#modules/limits/index.ts";
import { areNewMembers } from "#modules/members/index.ts";
import { openCode, typedCode, unopenedVoucher } from "#modules/wallet/index.ts";
import { actorKey, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { refusedWhenFull, type Throttle, throttle } from "#platform/throttle.ts";
import { takesOfFriend } from "../limit-keys.ts";
import { getVersion } from "../queries.ts";
import { friendSubject } from "./friend-subject.ts";

// Only codes that nobody can use count. A person mistypes a few times; of 10^15 codes, with five
// million printed, the brand's wall alone lets through one right guess in a century.
const windowSeconds = 300;

function walls(ctx: Context): Throttle[] {
  const wall = (purpose: string, key: string, max: number) => ({
    purpose: `code_bind_${purpose}`,
    keys: [key],
    max,
    windowSeconds,
  });
  return [
    wall("member", actorKey(ctx.actor), 10),
    wall("address", ctx.clientHash, 30),
    wall("brand", ctx.brand.brandId, 3_000),
  ];
}

type Unopened = NonNullable<Awaited<ReturnType<typeof unopenedVoucher>>>;

async function refuseStopped(ctx: Context, row: Unopened, channelId: string | null) {
  const all = { offer: row.offer_id, campaign: row.campaign_id, channel: channelId };
  const targets = Object.entries(all).flatMap(([kind, targetId]) =>
    targetId ? [{ kind: kind as StopTarget["kind"], targetId }] : [],
  );
  if (targets.some(await stopsAmong(ctx, targets))) throw refuse("stopped");
}

/** Refuses what can be told of a code without saying whose it is. */
function checkOpen(ctx: Context, row: Unopened): void {
  if (row.recalled_at) throw refuse("voucher_recalled");
  if (Temporal.Instant.compare(ctx.now, row.valid_to) >= 0) throw refuse("code_not_usable");
}

async function bind(
  ctx: Context,
  memberId: string,
  row: Unopened,
  visitorId: string | null,
): Promise<boolean> {
  const [source] = await sourcesOf(ctx, [{ memberId, touchId: null, now: ctx.now }]);
  const channelId = source?.channelId ?? null;
  await refuseStopped(ctx, row, channelId);
  const version = await getVersion(ctx, row.offer_id, row.offer_version);
  const [newMember = false] = await areNewMembers(ctx, [{ memberId, at: ctx.now }]);
  const device = visitorId ?? source?.visitorId ?? null;
  const subject = await friendSubject(ctx, version, memberId, device);
  const takes = takesOfFriend(ctx, version, subject);
  const opened = await openCode(ctx, row, {
    memberId,
    newMember,
    storeId: null,
    campaignId: source?.campaignId ?? row.campaign_id,
    channelId,
    sourceCodeId: source?.sourceCodeId ?? null,
    visitorId: source?.visitorId ?? null,
    taken: takes.map(({ key, amount }) => ({ key, amount })),
  });
  // After the code, before the end: who loses the race has taken nothing.
  if (opened) await take(ctx, takes);
  return opened;
}

/**
 * Puts the voucher of a code into the member's wallet; answers its id. A code that nobody has and
 * one that another person used are refused alike; the member who has it already gets it again.
 */
export async function bindCode(
  ctx: Context,
  input: { readonly memberId: string; readonly code: string; readonly visitorId: string | null },
): Promise<string> {
  const { memberId } = input;
  const [full] = await refusedWhenFull(ctx, [walls(ctx)]);
  if (full) throw full;
  const found = await typedCode(ctx, input.code);
  if (found && found.memberId === memberId) return found.voucherId;
  const row = found && (await unopenedVoucher(ctx, found.voucherId));
  if (row) {
    checkOpen(ctx, row);
    if (await bind(ctx, memberId, row, input.visitorId)) return row.voucher_id;
  }
  // Opened in this very moment, perhaps by the same member on another device.
  const now = found ? await typedCode(ctx, input.code) : null;
  if (now?.memberId === memberId) return now.voucherId;
  for (const wall of walls(ctx)) await throttle(ctx, wall);
  throw refuse("code_not_usable");
}
