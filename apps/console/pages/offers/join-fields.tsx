import { Form, InputNumber, Radio, Segmented, Select } from "antd";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { OfferDraft } from "./offer-draft.ts";
import {
  categories,
  categoryOf,
  isVoucherKind,
  voucherCategories,
} from "./offer-kinds.ts";
import { needsVoucher } from "./rule-draft.ts";
import { WordsPick } from "./scope-fields.tsx";

const ways = ["policy", "always", "never", "only"] as const;

/** What the offer counts as, and what it may be used with. */
export function JoinFields({ draft, offerId }: { draft: OfferDraft; offerId: string | null }) {
  const { t } = useText();
  const way = draft.joins ?? "policy";
  return (
    <>
      <CategoryField draft={draft} />
      <Form.Item name="joins" label={t("offer.joins")} extra={t(`offer.joinsHint.${way}`)}>
        <Radio.Group
          className="c-ways"
          options={ways.map((one) => ({ value: one, label: t(`offer.joins.${one}`) }))}
        />
      </Form.Item>
      {way === "only" ? <OnlyField offerId={offerId} /> : null}
      <div className="c-pair">
        <Form.Item
          name="groups"
          label={`${t("offer.groups")} · ${t("form.optional")}`}
          extra={t("offer.groupsHint")}
        >
          <WordsPick label={t("offer.groups")} />
        </Form.Item>
        {needsVoucher(draft) ? (
          <Form.Item name="perOrder" label={t("offer.perOrder")}>
            <InputNumber className="c-amount" min={1} max={100} precision={0} />
          </Form.Item>
        ) : null}
      </div>
    </>
  );
}

function CategoryField({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const own = categoryOf(draft.kind, draft.needsVoucher === true);
  if (isVoucherKind(draft.kind) && draft.kind !== "delivery_voucher") {
    return (
      <Form.Item name="category" label={t("offer.voucherClass")} extra={t("offer.categoryHint")}>
        <VoucherClass own={own} />
      </Form.Item>
    );
  }
  return (
    <Form.Item name="category" label={t("offer.category")} extra={t("offer.categoryHint")}>
      <Select
        allowClear
        placeholder={t(`category.${own}`)}
        options={categories.map((one) => ({ value: one, label: t(`category.${one}`) }))}
      />
    </Form.Item>
  );
}

type Category = (typeof categories)[number];
type VoucherCategory = (typeof voucherCategories)[number];

interface ClassProps {
  readonly own: Category;
  readonly value?: Category;
  onChange?(category: Category): void;
  readonly id?: string;
}

function VoucherClass({ own, value, onChange, id }: ClassProps) {
  const { t } = useText();
  const known = voucherCategories.find((one) => one === (value ?? own));
  const shown: readonly Category[] = known || !value
    ? voucherCategories
    : [...voucherCategories, value];
  return (
    <Segmented<Category>
      {...(id ? { id } : {})}
      value={value ?? own}
      onChange={(next) => onChange?.(next)}
      options={shown.map((one) => ({
        value: one,
        label: t(`category.${one as VoucherCategory}`),
      }))}
    />
  );
}

function OnlyField({ offerId }: { offerId: string | null }) {
  const { t } = useText();
  const brand = useBrand();
  const found = useAnswer("listOffers", { path: brand.path, query: { limit: 200 } });
  const offers = (found.data?.items ?? []).filter(
    (one) => one.offerId !== offerId && one.state !== "ended",
  );
  return (
    <Form.Item
      name="joinsOnly"
      label={t("offer.joinsOnly")}
      rules={[{ required: true, message: t("form.required") }]}
    >
      <Select
        mode="multiple"
        aria-label={t("offer.joinsOnly")}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          ...categories.map((one) => ({ value: one as string, label: t(`category.${one}`) })),
          ...offers.map((one) => ({ value: one.offerId, label: one.title })),
        ]}
      />
    </Form.Item>
  );
}
