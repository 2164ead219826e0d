import { type Field, vouchersOf } from "../attack.ts";
import { each } from "../brand.ts";
import { mostRepeats } from "../shot.ts";

/**
 * Claims and redemptions mixed, for attacks that take something down among them: every fifth is not
 * repeated, so that its outcome stays unknown to its client.
 */
export async function mixedPlan({ brand, clients, random, members, shots, short }: Field) {
  const wanted = Math.max(short ? 150 : 600, members);
  const claimed = { totalStock: Math.ceil(wanted * 0.7), perMember: 1_000 };
  const redeemed = { perMember: 1_000 };
  const claimOffer = await brand.offer(claimed);
  const redeemOffer = await brand.offer(redeemed);
  const all = await brand.members(members);
  const pick = (turn: number) => all[turn % all.length]!;
  const early = Array.from({ length: Math.ceil(wanted / 6) }, (_, turn) =>
    shots.claim(pick(turn), redeemOffer));
  const setUp = await clients.volley(early).all;
  const byId = new Map(all.map((one) => [one.memberId, one]));
  const scanned = await each(vouchersOf(setUp), ({ voucherId, memberId }) =>
    brand.scan(byId.get(memberId)!, voucherId));
  const repeats = () => (random.chance(20) ? 0 : mostRepeats);
  const plan = random.shuffled([
    ...Array.from({ length: wanted }, (_, turn) =>
      shots.claim(pick(turn), claimOffer, { repeats: repeats() })),
    ...scanned.map((one) => shots.commit(one, redeemOffer, { repeats: repeats() })),
  ]);
  return { offers: new Map([[claimOffer, claimed], [redeemOffer, redeemed]]), setUp, plan };
}
