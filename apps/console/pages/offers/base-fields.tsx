import { Form, Select } from "antd";
import { useId } from "react";
import type { Base } from "#packages/pricing/browser.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { cartKinds } from "./offer-kinds.ts";
import { bases } from "./in-words.ts";
import { type OfferDraft, toMinor } from "./offer-draft.ts";

/** The amount that a threshold is tested on: each choice shows what it makes of the same cart. */
export function BaseFields({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  return (
    <>
      <Form.Item name="base" label={t("offer.base")}>
        <BasePick from={fromOf(draft, useBrand().me.brand.currency)} />
      </Form.Item>
      {draft.kind === "full_percent" ? (
        <Form.Item name="percentBase" label={t("offer.percentBase")}>
          <Select
            allowClear
            placeholder={t("offer.percentBaseSame")}
            options={bases.map((one) => ({ value: one, label: t(`offer.base.${one}`) }))}
          />
        </Form.Item>
      ) : null}
    </>
  );
}

/** The first threshold that is typed, in minor units; 0 while there is none. */
function fromOf(draft: OfferDraft, currency: string): number {
  const tiered = (cartKinds as readonly string[]).includes(draft.kind);
  if (!tiered) return toMinor(draft.threshold, currency) ?? 0;
  if (draft.tierBy === "count") return 0;
  return toMinor(draft.tiers?.find((one) => one?.from)?.from, currency) ?? 0;
}

interface Sample {
  readonly list: number;
  readonly items: number;
  readonly before: number;
  readonly amounts: Readonly<Record<Base, number>>;
}

/** A cart that reaches the threshold by list prices, just so after items, and then no more. */
export function sampleFor(from: number): Sample {
  const round = (share: number) =>
    Math.round((from * share) / 100) * 100 || Math.round(from * share);
  const list = from + round(0.15);
  const items = round(0.1);
  const before = round(0.2);
  return {
    list,
    items,
    before,
    amounts: {
      initial: list,
      after_items: list - items,
      after_previous: list - items - before,
    },
  };
}

interface BasePickProps {
  readonly value?: Base;
  onChange?(base: Base): void;
  readonly from: number;
  readonly id?: string;
}

function BasePick({ value = "after_items", onChange, from, id }: BasePickProps) {
  const { t } = useText();
  const brand = useBrand();
  const name = useId();
  const sample = sampleFor(from || 30_000);
  return (
    <div className="c-bases" role="radiogroup" aria-label={t("offer.base")} id={id}>
      <p className="c-quiet">
        {t("offer.baseCart")} {brand.money(sample.list)} − {t("offer.baseItems")}{" "}
        {brand.money(sample.items)} − {t("offer.baseBefore")} {brand.money(sample.before)}
      </p>
      {bases.map((base) => (
        <label key={base} className={`c-base ${base === value ? "c-base-now" : ""}`}>
          <input
            type="radio"
            name={name}
            value={base}
            checked={base === value}
            onChange={() => onChange?.(base)}
          />
          <span>
            <strong>{t(`offer.base.${base}`)}</strong>
            <small>{t(`offer.baseHint.${base}`)}</small>
          </span>
          <Outcome amount={sample.amounts[base]} from={from} />
        </label>
      ))}
    </div>
  );
}

function Outcome({ amount, from }: { amount: number; from: number }) {
  const { t } = useText();
  const brand = useBrand();
  const shown = brand.money(amount);
  if (from === 0) {
    return <output className="c-base-out">{t("offer.baseNone", { amount: shown })}</output>;
  }
  if (amount >= from) {
    return (
      <output className="c-base-out c-good">
        {t("offer.baseReached", { amount: shown, from: brand.money(from) })}
      </output>
    );
  }
  return (
    <output className="c-base-out c-bad">
      {t("offer.baseShort", { amount: shown, missing: brand.money(from - amount) })}
    </output>
  );
}
