import type pg from "pg";

export interface EntryFact {
  readonly entryId: string;
  readonly slotId: string;
  readonly memberId: string;
  readonly state: string;
  readonly place: number | null;
  /** It was given a unit at some time. */
  readonly offered: boolean;
  readonly voucherId: string | null;
}

export interface SlotFact {
  readonly slotId: string;
  readonly stock: number;
  readonly used: number;
}

/** What the tables say of one release, read as the owner. */
export interface ReleaseFacts {
  readonly slots: readonly SlotFact[];
  readonly entries: readonly EntryFact[];
  /** Vouchers of its offer, by member. */
  readonly vouchers: readonly { readonly voucherId: string; readonly memberId: string }[];
  readonly lost: readonly string[];
}

const slotsSql = `select s.slot_id as "slotId", s.stock::int as stock,
    coalesce(c.used, 0)::int as used
  from releases.slots s left join limits.counters c on c.brand_id = s.brand_id
    and c.key = 'release:' || s.slot_id || ':stock'
  where s.release_id = $1 order by s.position`;
const entriesSql = `select entry_id as "entryId", slot_id as "slotId", member_id as "memberId",
    state, place, hold_id is not null as offered, voucher_id as "voucherId"
  from releases.entries where release_id = $1 order by slot_id, place`;
const vouchersSql = `select v.voucher_id as "voucherId", v.member_id as "memberId"
  from wallet.vouchers v join releases.releases r on r.brand_id = v.brand_id
    and r.offer_id = v.offer_id where r.release_id = $1`;

export async function releaseFacts(client: pg.Client, releaseId: string): Promise<ReleaseFacts> {
  const rows = async (text: string) => (await client.query(text, [releaseId])).rows;
  const lost = await rows("select member_id as id from releases.losses where release_id = $1");
  return {
    slots: await rows(slotsSql),
    entries: await rows(entriesSql),
    vouchers: await rows(vouchersSql),
    lost: lost.map((row) => row.id),
  };
}

const live = (one: EntryFact): boolean => one.state === "held" || one.state === "won";

function stockFaults({ slots, entries }: ReleaseFacts): string[] {
  return slots.flatMap(({ slotId, stock, used }) => {
    const count = entries.filter((one) => one.slotId === slotId && live(one)).length;
    return [
      ...(count > stock ? [`slot ${slotId}: ${count} units of ${stock}`] : []),
      ...(count !== used
        ? [`slot ${slotId}: its counter says ${used}, entries make ${count}`] : []),
    ];
  });
}

function voucherFaults({ entries, vouchers }: ReleaseFacts): string[] {
  const owners = new Map(vouchers.map((one) => [one.voucherId, one.memberId]));
  const won = entries.filter((one) => one.state === "won");
  const wrong = won.filter((one) => owners.get(one.voucherId ?? "") !== one.memberId);
  return [
    ...wrong.map((one) => `entry ${one.entryId} is confirmed without a voucher of its member`),
    ...(vouchers.length === won.length
      ? [] : [`${vouchers.length} vouchers for ${won.length} confirmed units`]),
  ];
}

/** Nobody is passed over: who still waits stands behind all who were given a unit. */
function orderFaults({ entries }: ReleaseFacts): string[] {
  return entries.filter((one) => one.state === "waiting").flatMap((waiting) => {
    const after = entries.find((one) => one.slotId === waiting.slotId && one.offered
      && (one.place ?? 0) > (waiting.place ?? 0));
    return after ? [`place ${waiting.place} waits, place ${after.place} was given a unit`] : [];
  });
}

function twiceFaults({ entries }: ReleaseFacts): string[] {
  const owned = entries.filter(live).map((one) => one.memberId);
  return owned.length === new Set(owned).size ? [] : ["a member has two units of one release"];
}

/** What must hold at every quiet moment. */
export const faultsOf = (facts: ReleaseFacts): string[] => [
  ...stockFaults(facts),
  ...voucherFaults(facts),
  ...orderFaults(facts),
  ...twiceFaults(facts),
];
