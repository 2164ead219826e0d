import type { Applied, NotApplied, Priced } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { type Agreed, agreePrice, type OrderAsk, type OrderedLine } from "../agree-price.ts";
import { type TillMember, tillMember } from "./till-member.ts";

export interface SaleAsk {
  readonly storeId: string;
  /** Null: nobody said who they are. */
  readonly memberToken: string | null;
  readonly lines: readonly OrderedLine[];
  /** Vouchers that are to be left for another time. */
  readonly without: readonly string[];
  readonly usePoints: boolean;
  readonly useStoredValue: boolean;
}

export interface AgreedSale {
  readonly ask: OrderAsk;
  readonly agreed: Agreed;
  readonly member: TillMember | null;
}

type Candidate = Pick<Applied | NotApplied, "offerId" | "voucherId">;

const idOf = ({ voucherId, offerId }: Candidate): string => voucherId ?? offerId;

/** All that could apply but what is left out; absent: nothing is, the best of all applies. */
function chosen(
  { applied, notApplied }: Priced,
  isOut: (one: Candidate) => boolean,
): string[] | undefined {
  const all: readonly Candidate[] = [...applied, ...notApplied];
  return all.some(isOut) ? all.filter((one) => !isOut(one)).map(idOf) : undefined;
}

/**
 * The price of a sale with the best of what may apply. Who is known by a phone number keeps their
 * vouchers, points and stored value: those are for who shows the code of their card.
 */
export async function agreeSale(ctx: Context, sale: SaleAsk): Promise<AgreedSale> {
  const { storeId, lines, memberToken } = sale;
  const member = memberToken === null ? null : tillMember(ctx, storeId, memberToken);
  const spends = member?.by === "code";
  const ask: OrderAsk = {
    storeId,
    lines,
    memberId: member?.memberId ?? null,
    atTill: true,
    ...(spends && sale.usePoints ? { usePoints: "most" as const } : {}),
    ...(spends && sale.useStoredValue ? { useStoredValueMinor: "most" as const } : {}),
  };
  const best = await agreePrice(ctx, ask);
  const choose = chosen(best.record.priced, ({ voucherId }) =>
    voucherId !== null && (!spends || sale.without.includes(voucherId)));
  if (!choose) return { ask, agreed: best, member };
  const own = { ...ask, choose };
  return { ask: own, agreed: await agreePrice(ctx, own), member };
}
