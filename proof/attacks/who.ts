import { setTimeout as sleep } from "node:timers/promises";
import { type Attack, type Field, redemptionsOf, vouchersOf } from "../attack.ts";
import { each, type Member } from "../brand.ts";

const together = 4;
const oneCodeMs = 61_000;

interface Person {
  readonly member: Member;
  readonly who: { readonly device: string; readonly phone: string; readonly household: string };
}

const rule = (of: "phone" | "device" | "household", cap: number) =>
  ({ of, per: "ever", what: "count", cap }) as const;

/** Four share a browser and a household: each is another member with another number. */
async function people({ brand, short }: Field): Promise<Person[]> {
  const some = await brand.newMembers(short ? 8 : 60);
  return each(some, async (member, turn) => {
    const household = `H-${Math.floor(turn / together)}`;
    await brand.manage("PUT", `/members/${member.memberId}/household`, { household });
    const device = `browser-of-${Math.floor(turn / together)}`;
    return { member, who: { device, phone: member.phone, household } };
  });
}

/** They use what they have, are erased, and come again with the same number a minute later. */
async function comeAgain({ brand, clients, shots }: Field, offerId: string, all: Person[]) {
  const before = await clients.volley(all.map(({ member, who }) =>
    shots.claim(member, offerId, {}, who))).all;
  const byId = new Map(all.map((one) => [one.member.memberId, one.member]));
  const scanned = await each(vouchersOf(before), ({ voucherId, memberId }) =>
    brand.scan(byId.get(memberId)!, voucherId));
  const used = await clients.volley(scanned.map((one) => shots.commit(one, offerId))).all;
  const gone = new Set(redemptionsOf(used).map((one) => one.memberId));
  const leaving = all.filter(({ member }) => gone.has(member.memberId));
  const erased = await clients.volley(leaving.map(({ member }) => shots.erase(member))).all;
  await sleep(oneCodeMs);
  const back = await each(leaving, async ({ who }) =>
    ({ member: await brand.rejoin(who.phone), who }));
  return { told: [...before, ...used, ...erased], back };
}

export const who: Attack = {
  name: "who",
  zh: "每个手机号、每台设备、每户限领：四人同一浏览器同一户同时领，注销后用原号码再来",
  en: "limits of phone, device, household: four share them; erased, and back with the old number",
  async run(field) {
    const { brand, clients, random, shots, short } = field;
    const devices = { limits: { claim: [rule("device", 3)] } };
    const households = { limits: { claim: [rule("household", 2)] } };
    const phones = { limits: { claim: [rule("phone", 2)] } };
    const [byDevice, byHousehold, byPhone] = [
      await brand.offer(devices), await brand.offer(households), await brand.offer(phones),
    ];
    const all = await people(field);
    const early = await clients.volley(random.shuffled(all.flatMap(({ member, who: as }) =>
      [byDevice, byHousehold].flatMap((offerId) => [0, 1].map((server) =>
        shots.claim(member, offerId, { server, together: random.chance(50) }, as)))))).all;
    // Between two codes for one number a minute passes; the short form does not wait for it.
    const { told, back } = short ? { told: [], back: all } : await comeAgain(field, byPhone, all);
    const late = await clients.volley(random.shuffled(back.flatMap(({ member, who: as }) =>
      [0, 1, 2, 3].map((server) =>
        shots.claim(member, byPhone, { server, together: random.chance(60) }, as))))).all;
    return {
      offers: new Map([[byDevice, devices], [byHousehold, households], [byPhone, phones]]),
      told: [...early, ...told, ...late],
    };
  },
};
