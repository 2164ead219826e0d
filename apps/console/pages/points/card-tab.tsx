import { App, Button, Form, Input, InputNumber, Radio, Select, Skeleton } from "antd";
import { currencyDigits } from "#packages/ui/format.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import {
  type BenefitDraft, type BenefitKind, cardBody, cardDraft, type CardDraft, isNoDiscount,
} from "./card-draft.ts";

const looks = ["accent", "ink", "paper"] as const;
const kinds: readonly BenefitKind[] = [
  "free_item", "priority", "birthday", "event", "service", "member_price",
];

/** The card as members see it: its name and look, its tiers, and what each of them gives. */
export function CardTab() {
  const brand = useBrand();
  const { t } = useText();
  const found = useAnswer("getCard", { path: brand.path });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active />;
  const scale = 10 ** currencyDigits(brand.me.brand.currency);
  const draft = cardDraft(found.data.card, scale, t("loyal.cardName"));
  // Saved tiers get ids: the form begins anew with them.
  const key = JSON.stringify(found.data.card?.tiers.map((tier) => tier.tierId) ?? []);
  return <CardForm key={key} draft={draft} scale={scale} />;
}

function CardForm({ draft, scale }: { draft: CardDraft; scale: number }) {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const save = useWrite("saveCard", { done: t("form.saved") });
  const may = brand.may("points.manage");
  return (
    <Form<CardDraft>
      className="c-loyal-form"
      layout="vertical"
      disabled={!may}
      initialValues={draft}
      scrollToFirstError
      // What a list lacks has no field to scroll to.
      onFinishFailed={({ errorFields }) => message.error(errorFields[0]?.errors[0])}
      onFinish={(typed) => save.mutate({ path: brand.path, body: cardBody(typed, scale) })}
    >
      <div className="c-pair">
        <Form.Item name="name" label={t("loyal.name")} rules={[{ required: true }]}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="nameEn" label={t("loyal.nameEn")}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name="look" label={t("loyal.look")}>
        <Radio.Group options={looks.map((value) => ({ value, label: t(`loyal.look.${value}`) }))} />
      </Form.Item>
      <fieldset className="c-fields">
        <legend>{t("loyal.forAll")}</legend>
        <p className="c-quiet">{t("loyal.forAllNote")}</p>
        <BenefitFields name="benefits" needed />
      </fieldset>
      <TierFields />
      {may ? (
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t("form.save")}</Button>
      ) : null}
    </Form>
  );
}

interface BenefitFieldsProps {
  /** Within the list that holds it. */
  readonly name: string | (string | number)[];
  /** One of them must be no discount. */
  readonly needed?: boolean;
}

function BenefitFields({ name, needed }: BenefitFieldsProps) {
  const { t } = useText();
  const rule = {
    async validator(_: unknown, list: readonly BenefitDraft[] | undefined) {
      if (!(list ?? []).some((one) => one?.kind && isNoDiscount(one))) {
        throw new Error(t("loyal.noDiscountNeeded"));
      }
    },
  };
  return (
    <Form.List name={name} {...(needed ? { rules: [rule] } : {})}>
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map((field) => (
            <div key={field.key} className="c-loyal-benefit">
              <Form.Item name={[field.name, "kind"]} label={t("loyal.kind")}>
                <Select options={kinds.map((value) => ({ value, label: t(`benefit.${value}`) }))} />
              </Form.Item>
              <Form.Item
                name={[field.name, "title"]}
                label={t("loyal.benefitTitle")}
                rules={[{ required: true, whitespace: true }]}
              >
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name={[field.name, "titleEn"]} label={t("loyal.benefitTitleEn")}>
                <Input maxLength={80} />
              </Form.Item>
              <Form.Item name={[field.name, "detail"]} label={t("loyal.detail")}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name={[field.name, "detailEn"]} label={t("loyal.detailEn")}>
                <Input maxLength={400} />
              </Form.Item>
              <Button type="text" danger onClick={() => remove(field.name)}>
                {t("form.delete")}
              </Button>
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          {fields.length < 12 ? (
            <Button onClick={() => add({ kind: "free_item", title: "" })}>
              {t("loyal.addBenefit")}
            </Button>
          ) : null}
        </>
      )}
    </Form.List>
  );
}

function TierFields() {
  const { currency } = useBrand().me.brand;
  const { t } = useText();
  return (
    <Form.List name="tiers">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field, place) => (
            <fieldset key={field.key} className="c-fields">
              <legend>{t("loyal.tier", { place: place + 1 })}</legend>
              <div className="c-loyal-tier">
                <Form.Item
                  name={[field.name, "name"]}
                  label={t("loyal.tierName")}
                  rules={[{ required: true, whitespace: true }]}
                >
                  <Input maxLength={20} />
                </Form.Item>
                <Form.Item name={[field.name, "nameEn"]} label={t("loyal.nameEn")}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item
                  name={[field.name, "from"]}
                  label={t("loyal.tierFrom")}
                  rules={[{ required: true }]}
                >
                  <AmountInput currency={currency} />
                </Form.Item>
                <Form.Item name={[field.name, "times"]} label={t("loyal.tierTimes")}>
                  <InputNumber
                    min={1}
                    max={10}
                    step={0.5}
                    precision={2}
                    placeholder="1"
                    suffix={t("loyal.times")}
                  />
                </Form.Item>
              </div>
              <BenefitFields name={[field.name, "benefits"]} />
              <Button type="text" danger onClick={() => remove(field.name)}>
                {t("loyal.removeTier")}
              </Button>
            </fieldset>
          ))}
          <p className="c-quiet">{t("loyal.tierNote")}</p>
          {fields.length < 8 ? (
            <Button onClick={() => add({ name: "", benefits: [] })}>{t("loyal.addTier")}</Button>
          ) : null}
        </>
      )}
    </Form.List>
  );
}
