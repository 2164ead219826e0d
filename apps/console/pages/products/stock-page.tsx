import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Checkbox, Input } from "antd";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";

type Level = Item<"listStockLevels">;

/** So many free units or fewer are short. */
const short = 5;

interface Search {
  readonly storeId?: string;
  readonly search?: string;
  readonly short?: boolean;
}

/** What lies in which store, the short ones on their own; filters live in the address. */
export function StockPage() {
  const brand = useBrand();
  const { t } = useText();
  const found = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const show = (more: { readonly [Name in keyof Search]?: Search[Name] | undefined }) =>
    void navigate({ to: ".", search: { ...found, ...more } as never, replace: true });
  const { short: onlyShort, ...rest } = found;
  const query = { limit: 50, ...rest, ...(onlyShort ? { mostFree: short } : {}) };
  const pages = usePages("listStockLevels", { path: brand.path, query });
  return (
    <>
      <PageHead title={t("stock.all")} lead={t("stock.allLead")} />
      <div className="c-orders-filter">
        <Input.Search
          allowClear
          aria-label={t("stock.find")}
          placeholder={t("stock.find")}
          defaultValue={found.search ?? ""}
          onSearch={(search) => show({ search: search.trim() || undefined })}
        />
        <UnitPick
          label={t("pick.store")}
          kind="store"
          value={found.storeId}
          onChange={(storeId) => show({ storeId })}
        />
        <Checkbox
          checked={onlyShort ?? false}
          onChange={(event) => show({ short: event.target.checked || undefined })}
        >
          {t("stock.short", { count: short })}
        </Checkbox>
      </div>
      <Listing
        label={t("stock.all")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => `${one.storeId} ${one.productId} ${one.variantId}`}
        faded={(one) => one.onHand === 0}
        empty={<Empty title={t("stock.empty")} next={t("stock.allEmptyNext")} />}
      />
    </>
  );
}

function useColumns(): Column<Level>[] {
  const brand = useBrand();
  const { t } = useText();
  return [
    {
      key: "what",
      title: t("stock.what"),
      head: true,
      cell: (one) => (
        <Link to={`/${brand.key}/products/${one.productId}`}>{brand.named(one)}</Link>
      ),
    },
    { key: "code", title: t("stock.code"), cell: (one) => one.sku ?? one.externalCode },
    {
      key: "store",
      title: t("pick.store"),
      cell: (one) => brand.named({ name: one.storeName, nameEn: one.storeNameEn }),
    },
    { key: "hand", title: t("stock.onHand"), end: true, cell: (one) => one.onHand },
    { key: "held", title: t("stock.reserved"), end: true, cell: (one) => one.reserved },
    {
      key: "free",
      title: t("stock.free"),
      end: true,
      cell: (one) => <strong>{one.onHand - one.reserved}</strong>,
    },
  ];
}
