import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { RulesDialog } from "./rules-dialog.tsx";

type Pickup = Item<"listPickups">;

interface Search {
  readonly state?: "waiting" | "collected";
  readonly storeId?: string;
}

const states = ["waiting", "collected"] as const;

/** What waits at the stores, oldest first; filters live in the address. */
export function PickupsPage() {
  const brand = useBrand();
  const { t } = useText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [ruling, setRuling] = useState(false);
  const show = (more: Partial<Record<keyof Search, string | undefined>>) =>
    void navigate({ to: ".", search: { ...search, ...more } as never, replace: true });
  const state = search.state ?? "waiting";
  const query = { limit: 50, ...search, state };
  const pages = usePages("listPickups", { path: brand.path, query });
  const rules = brand.may("orders.reconcile") ? (
    <Button onClick={() => setRuling(true)}>{t("pickups.rules")}</Button>
  ) : null;
  return (
    <>
      <PageHead title={t("pickups.title")} lead={t("pickups.lead")} actions={rules} />
      <div className="c-orders-filter">
        <Segmented
          aria-label={t("pickups.state")}
          value={state}
          onChange={(next) => show({ state: next })}
          options={states.map((value) => ({ value, label: t(`pickups.${value}`) }))}
        />
        <UnitPick
          label={t("pickups.store")}
          kind="store"
          value={search.storeId}
          onChange={(storeId) => show({ storeId })}
        />
      </div>
      <Listing
        label={t("pickups.title")}
        pages={pages}
        columns={useColumns(state)}
        keyOf={(one) => one.orderId}
        empty={<Empty title={t("pickups.empty")} next={t("pickups.emptyNext")} />}
      />
      {ruling ? <RulesDialog onClose={() => setRuling(false)} /> : null}
    </>
  );
}

function useColumns(state: "waiting" | "collected"): Column<Pickup>[] {
  const brand = useBrand();
  const { t } = useText();
  const waiting: Column<Pickup>[] = [
    { key: "age", title: t("pickups.age"), end: true, cell: (one) => <Age pickup={one} /> },
    {
      key: "until",
      title: t("pickups.until"),
      cell: (one) => (one.releaseAt ? brand.at(one.releaseAt) : "—"),
    },
  ];
  const collected: Column<Pickup>[] = [
    {
      key: "at",
      title: t("pickups.at"),
      cell: (one) => (one.collectedAt ? brand.at(one.collectedAt) : "—"),
    },
  ];
  return [
    {
      key: "number",
      title: t("pickups.number"),
      head: true,
      cell: (one) => (
        <Link to={`/${brand.key}/orders/${one.orderId}`}>
          {one.number.replace(/(\d{4})(?=\d)/g, "$1 ")}
        </Link>
      ),
    },
    {
      key: "goods",
      title: t("pickups.goods"),
      cell: (one) => one.goods
        .filter(({ quantity }) => quantity > 0)
        .map((goods) => `${brand.named(goods)} ×${goods.quantity}`)
        .join("、"),
    },
    { key: "who", title: t("pickups.member"), cell: (one) => one.memberMasked ?? "—" },
    {
      key: "store",
      title: t("pickups.store"),
      cell: (one) => brand.named({ name: one.storeName, nameEn: one.storeNameEn }),
    },
    {
      key: "paid",
      title: t("pickups.paid"),
      cell: (one) => brand.at(one.paidAt ?? one.placedAt),
    },
    ...(state === "waiting" ? waiting : collected),
    { key: "state", title: t("pickups.state"), cell: (one) => <Mark pickup={one} /> },
    { key: "act", title: "", end: true, cell: (one) => <Pack pickup={one} /> },
  ];
}

const hourMs = 3_600_000;

function Age({ pickup }: { pickup: Pickup }) {
  const { t } = useText();
  const hours = Math.max(0, Math.floor((Date.now() - (pickup.paidAt ?? Date.now())) / hourMs));
  const count = hours < 48 ? hours : Math.floor(hours / 24);
  return <>{t(hours < 48 ? "pickups.ageHours" : "pickups.ageDays", { count })}</>;
}

function Mark({ pickup }: { pickup: Pickup }) {
  const { t } = useText();
  const { collectedAt, overdueAt, readyAt, remindedAt } = pickup;
  const mark = collectedAt ? "collected" : overdueAt ? "overdue" : readyAt ? "ready" : "packing";
  const look = { collected: "done", overdue: "closed", ready: "running", packing: "paused" }[mark];
  return (
    <span className={`c-state c-state-${look}`}>
      {t(`pickups.mark.${mark}`)}
      {remindedAt && !collectedAt ? ` · ${t("pickups.mark.reminded")}` : null}
    </span>
  );
}

function Pack({ pickup }: { pickup: Pickup }) {
  const brand = useBrand();
  const { t } = useText();
  const pack = useWrite("markPickupReady", { done: t("pickups.packed") });
  if (pickup.collectedAt || pickup.readyAt) return null;
  const path = { ...brand.path, orderId: pickup.orderId };
  return (
    <Button size="small" loading={pack.isPending} onClick={() => pack.mutate({ path })}>
      {t("pickups.pack")}
    </Button>
  );
}
