import { Button, Form, Input, Radio, Switch } from "antd";
import { majorOf, minorOf } from "../../parts/major.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { useText } from "../../text.ts";
import type { Answer } from "#packages/sdk/index.ts";

type Rules = Answer<"getStoredValueSettings">;

interface Draft extends Pick<
  Rules, "isOn" | "useOrder" | "issuer" | "usedBonus" | "refundLater"
> {
  readonly offers: readonly { readonly pay: number | null; readonly bonus: number | null }[];
  readonly most: number;
  readonly closesOn: string;
  readonly words: string;
  readonly wordsEn: string;
}

const useOrders = ["bonus_first", "principal_first", "in_proportion"] as const;
const issuers = ["other", "scale", "group", "brand"] as const;
const usedBonus = ["keep", "charge"] as const;
const shownOfHash = 12;

function draftOf(rules: Rules, currency: string): Draft {
  return {
    ...rules,
    offers: rules.offers.map(({ payMinor, bonusMinor }) => ({
      pay: majorOf(payMinor, currency),
      bonus: majorOf(bonusMinor, currency),
    })),
    most: majorOf(rules.mostMinor, currency),
    closesOn: rules.closesOn ?? "",
    words: rules.contract.words,
    wordsEn: rules.contract.wordsEn ?? "",
  };
}

function bodyOf(draft: Draft, currency: string) {
  const { isOn, useOrder, issuer, usedBonus: used, refundLater } = draft;
  return {
    isOn,
    useOrder,
    issuer,
    usedBonus: used,
    refundLater,
    mostMinor: minorOf(draft.most, currency),
    offers: (draft.offers ?? []).flatMap(({ pay, bonus }) =>
      pay ? [{ payMinor: minorOf(pay, currency), bonusMinor: minorOf(bonus ?? 0, currency) }] : [],
    ),
    closesOn: draft.closesOn || null,
    contract: { words: draft.words.trim(), wordsEn: draft.wordsEn.trim() || null },
  };
}

/** What members may top up, how it is spent, and what they accept with it. */
export function StoredRules({ rules }: { rules: Rules }) {
  const brand = useBrand();
  const { t } = useText();
  const { currency } = brand.me.brand;
  const save = useWrite("saveStoredValueSettings", { done: t("form.saved") });
  return (
    <Form<Draft>
      className="c-stored"
      layout="vertical"
      disabled={!brand.may("stored_value.manage")}
      initialValues={draftOf(rules, currency)}
      onFinish={(draft) => save.mutate({ path: brand.path, body: bodyOf(draft, currency) })}
    >
      <Form.Item
        name="isOn"
        label={t("stored.isOn")}
        extra={t("stored.isOnNote")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Offers />
      <Choices />
      <Contract rules={rules} />
      {rules.prepaid ? (
        <p className="c-quiet">
          {t("stored.held", {
            held: brand.money(rules.prepaid.heldMinor),
            custody: brand.money(rules.prepaid.custodyMinor),
          })}
        </p>
      ) : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>{t("form.save")}</Button>
    </Form>
  );
}

function Offers() {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  return (
    <Form.Item label={t("stored.offers")}>
      <Form.List name="offers">
        {(fields, { add, remove }) => (
          <div className="c-stored-offers">
            {fields.map(({ key, name }) => (
              <div key={key} className="c-stored-offer">
                <span>{t("stored.pay")}</span>
                <Form.Item name={[name, "pay"]} noStyle>
                  <AmountInput currency={currency} label={t("stored.pay")} />
                </Form.Item>
                <span>{t("stored.bonus")}</span>
                <Form.Item name={[name, "bonus"]} noStyle>
                  <AmountInput currency={currency} label={t("stored.bonus")} />
                </Form.Item>
                <Button type="text" size="small" onClick={() => remove(name)}>
                  {t("stored.dropOffer")}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ pay: null, bonus: 0 })}>{t("stored.addOffer")}</Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}

function Choices() {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  return (
    <>
      <div className="c-pair">
        <Form.Item name="useOrder" label={t("stored.useOrder")} extra={t("stored.useOrderNote")}>
          <Radio.Group
            vertical
            options={useOrders.map((value) => ({ value, label: t(`stored.useOrder.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="usedBonus" label={t("stored.usedBonus")}>
          <Radio.Group
            vertical
            options={usedBonus.map((value) => ({ value, label: t(`stored.usedBonus.${value}`) }))}
          />
        </Form.Item>
      </div>
      <div className="c-pair">
        <Form.Item name="most" label={t("stored.most")} extra={t("stored.mostNote")}>
          <AmountInput currency={currency} />
        </Form.Item>
        <Form.Item name="issuer" label={t("stored.issuer")} extra={t("stored.issuerNote")}>
          <Radio.Group
            options={issuers.map((value) => ({ value, label: t(`stored.issuer.${value}`) }))}
          />
        </Form.Item>
      </div>
      <div className="c-pair">
        <Form.Item
          name="refundLater"
          label={t("stored.refundLater")}
          extra={t("stored.refundLaterNote")}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        <Form.Item name="closesOn" label={t("stored.closesOn")} extra={t("stored.closesOnNote")}>
          <Input type="date" />
        </Form.Item>
      </div>
    </>
  );
}

function Contract({ rules: { contract } }: { rules: Rules }) {
  const { t } = useText();
  const { version, hash } = contract;
  const note =
    version > 0
      ? t("stored.contractNote", { version, hash: hash.slice(0, shownOfHash) })
      : t("stored.contractNew");
  return (
    <>
      <Form.Item
        name="words"
        label={t("stored.contract")}
        extra={note}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input.TextArea rows={10} maxLength={20_000} />
      </Form.Item>
      <Form.Item name="wordsEn" label={t("stored.contractEn")}>
        <Input.TextArea rows={6} maxLength={20_000} />
      </Form.Item>
    </>
  );
}
