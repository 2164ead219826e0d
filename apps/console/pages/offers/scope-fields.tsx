import { Form, Select } from "antd";
import type { NamePath } from "antd/es/form/interface";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ProductsPick } from "../../parts/pick-many.tsx";
import { useText } from "../../text.ts";

type At = readonly (string | number)[];

interface ScopeFieldsProps {
  /** Where the scope lies in the form, or in the row of a list. */
  readonly at: At;
  /** Whether exceptions can be named. */
  readonly exceptions?: boolean;
  readonly required?: boolean;
  /** Where the form keeps it, if `at` is within a list. */
  readonly whole?: At;
}

/** Products by category, tag, brand or one by one, and what of them is left out. */
export function ScopeFields(props: ScopeFieldsProps) {
  const { at, whole = at, exceptions = false, required = true } = props;
  const { t } = useText();
  const form = Form.useFormInstance();
  const check = async () => {
    const scope = form.getFieldValue(whole as NamePath) as Record<string, unknown[]> | undefined;
    const named = ["categories", "tags", "brands", "products"].some((one) => scope?.[one]?.length);
    if (!named) throw new Error(t("offer.goodsNone"));
  };
  return (
    <div className="c-goods">
      <GoodsFields at={at} check={required ? check : undefined} whole={whole} />
      {exceptions ? (
        <details className="c-fold">
          <summary>{t("offer.goodsExcept")}</summary>
          <GoodsFields at={[...at, "except"]} whole={[...whole, "except"]} />
        </details>
      ) : null}
    </div>
  );
}

interface GoodsFieldsProps {
  readonly at: At;
  readonly whole: At;
  readonly check?: (() => Promise<void>) | undefined;
}

function GoodsFields({ at, check, whole }: GoodsFieldsProps) {
  const { t } = useText();
  const names = ["categories", "tags", "brands"].map((one) => [...whole, one]);
  return (
    <>
      <div className="c-pair">
        <Form.Item name={[...at, "categories"]} label={t("offer.goodsCategories")}>
          <CategoriesPick label={t("offer.goodsCategories")} />
        </Form.Item>
        <Form.Item name={[...at, "tags"]} label={t("offer.goodsTags")}>
          <WordsPick label={t("offer.goodsTags")} />
        </Form.Item>
        <Form.Item name={[...at, "brands"]} label={t("offer.goodsBrands")}>
          <WordsPick label={t("offer.goodsBrands")} />
        </Form.Item>
      </div>
      <Form.Item
        name={[...at, "products"]}
        label={t("offer.goodsProducts")}
        dependencies={names as NamePath[]}
        rules={check ? [{ validator: check }] : []}
      >
        <ProductsPick label={t("offer.goodsProducts")} />
      </Form.Item>
    </>
  );
}

interface ManyProps {
  readonly label: string;
  readonly value?: readonly string[];
  onChange?(ids: string[]): void;
  readonly id?: string;
}

function CategoriesPick({ label, value, onChange, id }: ManyProps) {
  const { t, lang } = useText();
  const brand = useBrand();
  const found = useAnswer("listCategories", { path: brand.path });
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      className="c-pick"
      aria-label={label}
      placeholder={t("form.choose")}
      value={[...(value ?? [])]}
      onChange={(next: string[]) => onChange?.(next)}
      loading={found.isFetching}
      showSearch={{ optionFilterProp: "label" }}
      options={(found.data?.items ?? []).map((one) => ({
        value: one.categoryId,
        label: lang === "en" && one.nameEn ? one.nameEn : one.path,
      }))}
      notFoundContent={t("pick.noneFound")}
    />
  );
}

/** Words that nobody keeps a list of: typed, and ended with Enter or a comma. */
export function WordsPick({ label, value, onChange, id }: ManyProps) {
  const { t } = useText();
  return (
    <Select
      {...(id ? { id } : {})}
      mode="tags"
      className="c-pick"
      aria-label={label}
      placeholder={t("offer.typeEnter")}
      tokenSeparators={[",", "，", "、", ";"]}
      open={false}
      suffixIcon={null}
      value={[...(value ?? [])]}
      onChange={(next: string[]) => onChange?.(next.map((one) => one.trim()).filter(Boolean))}
    />
  );
}
