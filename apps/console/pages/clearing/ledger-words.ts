import { money } from "#packages/ui/format.ts";
import { useText } from "../../text.ts";

export const accountKinds = [
  "sales", "at_till", "at_provider", "provider_fees", "top_ups", "principal", "bonus",
  "stored_issued", "stored_spent", "by_stored_value", "gift_cards", "clearing", "funds", "budget",
  "spent", "pool", "prize", "loss", "points", "points_pending", "points_frozen", "points_owed",
  "points_spent", "points_expired",
] as const;

const entryKinds = [
  "fund", "spend", "win", "loss", "pay", "refund", "provider_fee", "top_up", "top_up_money",
  "top_up_refund", "gift_cards", "gift_card_money", "gift_card", "gift_cards_recalled",
  "stored_pay", "stored_return", "stored_refund", "stored_lapse", "clear", "clear_paid",
  "points_earn", "points_mature", "points_spend", "points_back", "points_take", "points_expire",
] as const;

const owners = ["brand", "unit", "member", "offer", "campaign", "draw"] as const;
const shownOfId = 8;

interface Owned {
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly owner: string;
}

/** Accounts as people call them; a kind that this console does not know yet keeps its name. */
export function useWords() {
  const { t } = useText();
  return {
    kind(kind: string): string {
      const known = accountKinds.find((one) => one === kind);
      return known ? t(`ledger.of.${known}`) : kind;
    },
    entry(kind: string): string {
      const known = entryKinds.find((one) => one === kind);
      return known ? t(`ledger.entry.${known}`) : kind;
    },
    owner({ ownerKind, ownerId, owner }: Owned): string {
      const known = owners.find((one) => one === ownerKind);
      const word = known ? t(`ledger.whose.${known}`) : ownerKind;
      return `${word} ${owner || ownerId.slice(-shownOfId)}`;
    },
  };
}

/** Minor units of a currency as money, points as points. */
export function useAmountIn(): (amount: number, unit: string) => string {
  const { t, lang } = useText();
  return (amount, unit) =>
    unit === "points" ? t("ledger.points", { points: amount }) : money(amount, unit, lang);
}
