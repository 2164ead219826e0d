import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { Entries } from "./entries.tsx";
import { accountKinds, useAmountIn, useWords } from "./ledger-words.ts";

type Account = Item<"listLedgerAccounts">;

/** The ledger: its accounts with what they hold, and the entries behind each. */
export function LedgerPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { kind, account, cause } = useSearch({ strict: false }) as Record<string, string>;
  const to = `/${brand.key}/ledger`;
  const shown = account !== undefined || cause !== undefined;
  return (
    <>
      <PageHead
        title={t("ledger.title")}
        lead={t("ledger.lead")}
        actions={
          shown ? (
            <Button onClick={() => void navigate({ to, search: {} })}>{t("ledger.back")}</Button>
          ) : null
        }
      />
      {shown ? (
        <Entries accountId={account} causeId={cause} />
      ) : (
        <Accounts kind={kind} onKind={(next) => void navigate({ to, search: { kind: next } })} />
      )}
    </>
  );
}

interface AccountsProps {
  readonly kind: string | undefined;
  onKind(kind: string | undefined): void;
}

function Accounts({ kind, onKind }: AccountsProps) {
  const brand = useBrand();
  const { t } = useText();
  const words = useWords();
  const amountIn = useAmountIn();
  const navigate = useNavigate();
  const pages = usePages("listLedgerAccounts", {
    path: brand.path,
    query: { limit: 50, ...(kind ? { kind } : {}) },
  });
  return (
    <>
      <div className="c-bar">
        <Select
          className="c-pick"
          aria-label={t("ledger.kind")}
          placeholder={t("ledger.anyKind")}
          allowClear
          value={kind ?? null}
          onChange={(next: string | null) => onKind(next ?? undefined)}
          options={accountKinds.map((value) => ({ value, label: words.kind(value) }))}
        />
      </div>
      <Listing<Account>
        label={t("ledger.account")}
        pages={pages}
        keyOf={(one) => one.accountId}
        empty={<Empty title={t("ledger.empty")} />}
        columns={[
          {
            key: "kind",
            title: t("ledger.account"),
            head: true,
            cell: (one) => words.kind(one.kind),
          },
          { key: "owner", title: t("ledger.owner"), cell: (one) => words.owner(one) },
          {
            key: "balance",
            title: t("ledger.balance"),
            end: true,
            cell: (one) => (
              <strong className={one.balance < 0 ? "c-bad" : ""}>
                {amountIn(one.balance, one.unit)}
              </strong>
            ),
          },
          {
            key: "act",
            title: "",
            end: true,
            cell: ({ accountId }) => (
              <Button
                size="small"
                onClick={() =>
                  void navigate({ to: `/${brand.key}/ledger`, search: { account: accountId } })
                }
              >
                {t("ledger.see")}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
