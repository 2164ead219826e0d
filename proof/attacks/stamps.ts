import pg from "pg";
import type { Attack, Field } from "../attack.ts";
import { each, type Member } from "../brand.ts";
import { lateFaults, lookWhenDone } from "../checks/look.ts";
import { type Act, mostRepeats, type Shot, type Told } from "../shot.ts";

const needed = 2;

/** A card of two stamps a reward, one stamp a member's day and store, and too few rewards. */
async function started({ brand }: Field, stock: number): Promise<string> {
  const rewardId = await brand.offer({ totalStock: stock, perMember: 9 });
  const { unitId } = await brand.manage<{ unitId: string }>("GET", `/offers/${rewardId}`);
  const { programmeId } = await brand.manage<{ programmeId: string }>(
    "POST", "/stamp-programmes", {
      unitId, name: "验证卡", needed, rewardKind: "offer", rewardId, earn: "visit",
      visitRule: "day_store",
    },
  );
  await brand.manage("POST", `/stamp-programmes/${programmeId}/start`);
  return programmeId;
}

let count = 0;

function shot(field: Field, act: Act, rest: Pick<Shot, "path" | "body" | "headers" | "on">): Shot {
  const { random, servers } = field;
  return {
    key: `stamps:${process.pid}:${act}:${count++}`,
    act,
    method: "POST",
    server: random.below(servers.urls.length),
    together: random.chance(60),
    copies: random.chance(30) ? 2 : 1,
    repeats: mostRepeats,
    ...rest,
  } as Shot;
}

/** A member scans the code on a store's screen, on two phones. */
function scans(field: Field, member: Member, token: string): Shot[] {
  const { brand } = field;
  const one = () => shot(field, "claim", {
    path: `${brand.shop}/stamps`, body: { token }, headers: member.headers,
    on: { memberId: member.memberId },
  });
  return [one(), one()];
}

/** Two of the staff scan the member's own code at the same store. */
async function staffScans(field: Field, member: Member, storeId: string): Promise<Shot[]> {
  const { brand } = field;
  return each([1, 2], async () => {
    const { link } = await brand.asMember<{ link: string }>(
      member, "POST", `/rights/stamps/${member.memberId}/show`,
    );
    const { prepareToken } = await brand.manage<{ prepareToken: string }>(
      "POST", "/redemptions/prepare", { code: link, storeId },
    );
    return shot(field, "commit", {
      path: `${brand.api}/redemptions/commit`, body: { prepareToken, billMinor: null },
      headers: brand.headers, on: { memberId: member.memberId, voucherId: member.memberId },
    });
  });
}

const undo = (field: Field, redemptionId: string): Shot =>
  shot(field, "undo", {
    path: `${field.brand.api}/redemptions/${redemptionId}/undo`, body: { reason: "training" },
    headers: field.brand.headers, on: { redemptionId },
  });

interface Row {
  readonly member_id: string;
  readonly store_id: string;
  readonly standing: number;
}

const accepted = (told: readonly Told[], act: Act): number =>
  new Set(told.filter((one) => one.act === act && one.outcome === "accepted")
    .map((one) => one.key)).size;

async function faultsOf(
  client: pg.Client,
  programmeId: string,
  told: readonly Told[],
): Promise<string[]> {
  const { rows } = await client.query<Row>(
    // The day as PostgreSQL reckons it: at midnight a new visit begins.
    `select s.member_id, s.store_id, count(*)::int as standing from wallet.stamps s
     join platform.brands b using (brand_id) where s.programme_id = $1 and s.removed = 0
     group by s.member_id, s.store_id, (s.at at time zone b.time_zone)::date`,
    [programmeId],
  );
  const { rows: [sums] } = await client.query<{
    given: number; removed: number; rewards: number; standing: number; held: number;
  }>(
    `select
       (select count(*)::int from wallet.stamps where programme_id = $1
         and way in ('code', 'staff')) as given,
       (select count(*)::int from wallet.stamps where programme_id = $1 and removed > 0) as removed,
       (select count(*)::int from wallet.stamp_rewards where programme_id = $1
         and taken_back_at is null) as rewards,
       (select count(*)::int from wallet.stamps
         where programme_id = $1 and removed = 0) as standing,
       (select coalesce(sum(held), 0)::int from wallet.stamp_cards
         where programme_id = $1) as held`,
    [programmeId],
  );
  const said = accepted(told, "claim") + accepted(told, "commit");
  const { given = 0, removed = 0, rewards = 0, standing = 0, held = 0 } = sums ?? {};
  return [
    ...rows.filter((row) => row.standing > 1)
      .map((row) => `${row.member_id} has ${row.standing} stamps of one visit`),
    ...(said === given ? [] : [`${said} stamps told, ${given} given`]),
    ...(accepted(told, "undo") === removed
      ? [] : [`${accepted(told, "undo")} undos told, ${removed} stamps removed`]),
    ...(standing === rewards * needed + held
      ? [] : [`${standing} stamps stand, but ${rewards} rewards and ${held} on cards`]),
  ];
}

/** Screens and staff at once, then undos against each other, with rewards at their last. */
export const stamps: Attack = {
  name: "stamps",
  zh: "集点：同一次到店由屏幕码与两名店员同时盖章；撤销与再次盖章同时进行",
  en: "stamps: a screen and two of the staff stamp one visit; undos race new stamps",
  async run(field) {
    const { brand, clients, random, members, short } = field;
    const client = new pg.Client({ connectionString: field.database.url });
    await client.connect();
    try {
      const people = await brand.members(Math.min(members, short ? 6 : 50));
      const programmeId = await started(field, Math.ceil(people.length / 2));
      const told: Told[] = [];
      for (const storeId of brand.stores) {
        const staff = (await each(people, (one) => staffScans(field, one, storeId), 4)).flat();
        const { link } = await brand.manage<{ link: string }>(
          "GET", `/stamp-code?storeId=${storeId}`,
        );
        const token = link.split("#")[1] ?? "";
        const screen = people.flatMap((one) => scans(field, one, token));
        told.push(...await clients.volley(random.shuffled([...staff, ...screen])).all);
      }
      const made = [...new Set(told.flatMap((one) =>
        one.act === "commit" && one.outcome === "accepted" && one.madeId ? [one.madeId] : []))];
      const undos = made.flatMap((id) => [undo(field, id), undo(field, id)]);
      const again = (await each(people, (one) => staffScans(field, one, brand.storeId), 4)).flat();
      told.push(...await clients.volley(random.shuffled([...undos, ...again])).all);
      const looked = await lookWhenDone(client, () => faultsOf(client, programmeId, told));
      const faults = [...lateFaults(looked), ...looked.seen];
      await brand.manage("POST", `/stamp-programmes/${programmeId}/end`);
      return { offers: new Map(), told, checkedHere: true, faults };
    } finally {
      await client.end();
    }
  },
};
