import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Input, Select } from "antd";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { OrderRules } from "./order-rules.tsx";

export type Brief = Item<"listOrders">;

const states = [
  "awaiting_payment", "awaiting_balance", "confirmed", "owed", "paid", "handed_over", "accepted",
  "cancelled", "expired", "returned",
] as const;

interface Search {
  readonly state?: Brief["state"];
  readonly storeId?: string;
  readonly number?: string;
}

/** Orders of the stores that the person works for; filters live in the address. */
export function OrdersPage() {
  const brand = useBrand();
  const { t } = useText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const show = (more: Partial<Record<keyof Search, string | undefined>>) =>
    void navigate({ to: ".", search: { ...search, ...more } as never, replace: true });
  const query = { limit: 50, ...search };
  const pages = usePages("listOrders", { path: brand.path, query });
  return (
    <>
      <PageHead
        title={t("orders.title")}
        lead={t("orders.lead")}
        actions={brand.may("orders.reconcile") ? <OrderRules /> : null}
      />
      <div className="c-orders-filter">
        <Input.Search
          allowClear
          aria-label={t("orders.find")}
          placeholder={t("orders.find")}
          defaultValue={search.number ?? ""}
          onSearch={(number) => show({ number: number.trim() || undefined })}
        />
        <Select
          aria-label={t("orders.state")}
          value={search.state ?? ""}
          onChange={(state) => show({ state: state || undefined })}
          options={[
            { value: "", label: t("orders.anyState") },
            ...states.map((value) => ({ value, label: t(`orders.state.${value}`) })),
          ]}
        />
        <UnitPick
          label={t("orders.store")}
          kind="store"
          value={search.storeId}
          onChange={(storeId) => show({ storeId })}
        />
      </div>
      <Listing
        label={t("orders.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.orderId}
        faded={(one) => ["cancelled", "expired", "returned"].includes(one.state)}
        empty={<Empty title={t("orders.empty")} next={t("orders.emptyNext")} />}
      />
    </>
  );
}

function useColumns(): Column<Brief>[] {
  const brand = useBrand();
  const { t } = useText();
  return [
    {
      key: "number",
      title: t("orders.number"),
      head: true,
      cell: (one) => (
        <Link to={`/${brand.key}/orders/${one.orderId}`}>
          {one.number.replace(/(\d{4})(?=\d)/g, "$1 ")}
        </Link>
      ),
    },
    { key: "what", title: t("orders.what"), cell: (one) => whatOf(one, brand.named, t) },
    {
      key: "who",
      title: t("orders.member"),
      cell: (one) => one.memberMasked ?? t("orders.nobody"),
    },
    {
      key: "store",
      title: t("orders.store"),
      cell: (one) => brand.named({ name: one.storeName, nameEn: one.storeNameEn }),
    },
    {
      key: "total",
      title: t("orders.total"),
      end: true,
      cell: (one) => brand.money(one.totalMinor),
    },
    { key: "when", title: t("orders.when"), cell: (one) => brand.at(one.placedAt) },
    { key: "state", title: t("orders.state"), cell: (one) => <OrderStateMark state={one.state} /> },
  ];
}

type T = ReturnType<typeof useText>["t"];
type Named = (one: { name: string; nameEn?: string | null }) => string;

function whatOf(one: Brief, named: Named, t: T): string {
  const name = named({ name: one.firstName, nameEn: one.firstNameEn });
  return one.units > 1 ? t("orders.count", { name, count: one.units }) : name;
}

const looks: Partial<Record<Brief["state"], string>> = {
  paid: "running",
  confirmed: "running",
  owed: "paused",
  awaiting_payment: "paused",
  handed_over: "done",
  accepted: "done",
};

export function OrderStateMark({ state }: { state: Brief["state"] }) {
  const { t } = useText();
  return (
    <span className={`c-state c-state-${looks[state] ?? "ended"}`}>
      {t(`orders.state.${state}`)}
    </span>
  );
}
