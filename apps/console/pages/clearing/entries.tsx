import { Link } from "@tanstack/react-router";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { useAmountIn, useWords } from "./ledger-words.ts";

type Entry = Item<"listLedgerEntries">;

interface EntriesProps {
  readonly accountId: string | undefined;
  readonly causeId: string | undefined;
}

const shownOfId = 12;
/** Entries whose cause is an order. */
const ofOrders = [
  "pay", "refund", "stored_pay", "stored_return", "points_spend", "points_earn", "points_back",
];

/** Entries of an account, or of one cause, with all their legs. */
export function Entries({ accountId, causeId }: EntriesProps) {
  const brand = useBrand();
  const { t } = useText();
  const words = useWords();
  const query = {
    limit: 50,
    ...(accountId ? { accountId } : {}),
    ...(causeId ? { causeId } : {}),
  };
  const pages = usePages("listLedgerEntries", { path: brand.path, query });
  return (
    <Listing<Entry>
      label={t("ledger.entries")}
      pages={pages}
      keyOf={(one) => one.entryId}
      empty={<Empty title={t("ledger.noEntries")} />}
      columns={[
        { key: "at", title: t("ledger.at"), head: true, cell: (one) => brand.at(one.at) },
        {
          key: "what",
          title: t("ledger.what"),
          cell: (one) => (
            <>
              <span title={one.kind}>{words.entry(one.kind)}</span>
              {one.reverses ? <small className="c-quiet"> {t("ledger.reverses")}</small> : null}
            </>
          ),
        },
        { key: "legs", title: t("ledger.legs"), cell: (one) => <Legs entry={one} /> },
        { key: "cause", title: t("ledger.cause"), cell: (one) => <Cause entry={one} /> },
      ]}
    />
  );
}

function Legs({ entry }: { entry: Entry }) {
  const words = useWords();
  const amountIn = useAmountIn();
  return (
    <ul className="c-legs">
      {entry.legs.map((leg) => (
        <li key={leg.accountId}>
          <span>{`${words.kind(leg.kind)} · ${words.owner(leg)}`}</span>
          <strong className={leg.amount < 0 ? "c-bad" : ""}>
            {amountIn(leg.amount, entry.unit)}
          </strong>
        </li>
      ))}
    </ul>
  );
}

/** The order where it is one; else all entries of the same cause. */
function Cause({ entry: { kind, causeId } }: { entry: Entry }) {
  const brand = useBrand();
  if (!causeId) return "—";
  const short = <code title={causeId}>{causeId.slice(-shownOfId)}</code>;
  if (ofOrders.includes(kind)) {
    return <Link to={`/${brand.key}/orders/${causeId}`}>{short}</Link>;
  }
  return <Link to={`/${brand.key}/ledger`} search={{ cause: causeId } as never}>{short}</Link>;
}
