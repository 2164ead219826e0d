import { Button, InputNumber, Select } from "antd";
import { useState } from "react";
import { type Item, useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { useText } from "../../text.ts";
import type { Priced, TrialInput, TrialLine } from "./trial.ts";

export interface TrialPartProps {
  readonly input: TrialInput;
  change(part: Partial<TrialInput>): void;
}

type Product = Item<"listProducts">;

/** The goods: found by name, with quantity and, where somebody wonders, another price. */
export function TrialCart(props: TrialPartProps & { readonly priced?: Priced | undefined }) {
  const { input, change, priced } = props;
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const set = (lineId: string, part: Partial<TrialLine>) =>
    change({
      lines: input.lines.map((one) => (one.lineId === lineId ? { ...one, ...part } : one)),
    });
  const remove = (lineId: string) =>
    change({ lines: input.lines.filter((one) => one.lineId !== lineId) });
  return (
    <section className="c-fields" aria-label={t("trial.cart")}>
      <h2>{t("trial.cart")}</h2>
      <AddProduct onAdd={(product, name) => change({ lines: added(input.lines, product, name) })} />
      <ul className="c-cart">
        {input.lines.map((line) => (
          <CartRow
            key={line.lineId}
            line={line}
            priced={priced?.lines.find((one) => one.lineId === line.lineId)}
            set={(part) => set(line.lineId, part)}
            remove={() => remove(line.lineId)}
          />
        ))}
      </ul>
      <label className="c-label">
        {t("trial.delivery")}
        <AmountInput
          currency={currency}
          value={input.delivery}
          onChange={(delivery) => change({ delivery })}
        />
      </label>
    </section>
  );
}

/** The same product once more is one more of it. */
export function added(
  lines: readonly TrialLine[],
  product: { readonly productId: string; readonly quantity?: number },
  name: string,
): readonly TrialLine[] {
  const { productId, quantity = 1 } = product;
  const known = lines.find((one) => one.productId === productId && one.unit === null);
  if (known) {
    return lines.map((one) =>
      one === known ? { ...one, quantity: one.quantity + quantity } : one,
    );
  }
  const lineId = String(1 + Math.max(0, ...lines.map((one) => Number(one.lineId))));
  return [...lines, { lineId, productId, name, quantity, unit: null }];
}

interface RowProps {
  readonly line: TrialLine;
  readonly priced: Priced["lines"][number] | undefined;
  set(part: Partial<TrialLine>): void;
  remove(): void;
}

function CartRow({ line, priced, set, remove }: RowProps) {
  const { t } = useText();
  const brand = useBrand();
  const fits = priced && priced.quantity === line.quantity;
  return (
    <li>
      <div className="c-cart-name">
        <strong>{line.name}</strong>
        <Button
          type="text"
          size="small"
          aria-label={t("trial.remove", { name: line.name })}
          onClick={remove}
        >
          ✕
        </Button>
      </div>
      <div className="c-cart-row">
        <InputNumber
          aria-label={t("trial.quantity", { name: line.name })}
          min={1}
          max={9_999}
          precision={0}
          value={line.quantity}
          onChange={(quantity) => set({ quantity: quantity ?? 1 })}
        />
        <AmountInput
          label={t("trial.unit", { name: line.name })}
          currency={brand.me.brand.currency}
          value={line.unit}
          placeholder={
            fits && line.unit === null
              ? brand.money(Math.round(priced.initialMinor / priced.quantity))
              : t("trial.unitOwn")
          }
          onChange={(unit) => set({ unit })}
        />
        <output className="c-cart-sum">
          {fits ? brand.money(priced.payableMinor) : "…"}
        </output>
      </div>
    </li>
  );
}

function AddProduct({ onAdd }: { onAdd(product: Product, name: string): void }) {
  const { t } = useText();
  const brand = useBrand();
  const [text, setText] = useState("");
  const query = { limit: 30, ...(text ? { text } : {}) };
  const found = useAnswer("listProducts", { path: brand.path, query });
  const products = (found.data?.items ?? []).filter((one) => one.retiredAt === null);
  return (
    <Select
      className="c-pick"
      aria-label={t("trial.add")}
      placeholder={t("trial.add")}
      value={null}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={products.map((one) => ({
        value: one.productId,
        label: one.listPriceMinor === null
          ? t("trial.noPrice", { name: brand.named(one) })
          : `${brand.named(one)} · ${brand.money(one.listPriceMinor)}`,
        disabled: one.listPriceMinor === null,
      }))}
      onChange={(productId: string | null) => {
        const product = products.find((one) => one.productId === productId);
        if (product) onAdd(product, brand.named(product));
      }}
      notFoundContent={t("pick.noneFound")}
    />
  );
}
