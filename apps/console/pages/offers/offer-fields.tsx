import { Checkbox, Form, Input, InputNumber } from "antd";
import { visibleLength } from "#packages/text/index.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { Note } from "../../parts/note.tsx";
import { CampaignPick } from "../../parts/pick.tsx";
import { ProductsPick } from "../../parts/pick-many.tsx";
import { useText } from "../../text.ts";
import { BaseFields } from "./base-fields.tsx";
import { RuleBenefitFields } from "./goods-benefit-fields.tsx";
import { MoreLimits } from "./limit-fields.tsx";
import type { OfferDraft } from "./offer-draft.ts";
import { isVoucherKind } from "./offer-kinds.ts";

const longestTitle = 20;
const longestTranslation = 40;

/** What it gives: name, and the amounts of its kind. */
export function GivesFields({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const required = { required: true, message: t("form.required") };
  return (
    <fieldset className="c-fields">
      <legend>{t("offer.section.what")}</legend>
      <Form.Item
        name="title"
        label={t("offer.title")}
        extra={t("offer.titleHint")}
        rules={[required]}
      >
        <Input count={{ show: true, max: longestTitle, strategy: visibleLength }} />
      </Form.Item>
      <Form.Item name="titleEn" label={`${t("offer.titleEn")} · ${t("form.optional")}`}>
        <Input count={{ show: true, max: longestTranslation, strategy: visibleLength }} />
      </Form.Item>
      {draft.kind === "custom" ? <Note tone="plain" title={t("offer.customNote")} /> : null}
      {isVoucherKind(draft.kind) ? (
        <>
          <BenefitFields draft={draft} />
          <Threshold />
          {draft.threshold && draft.kind !== "unstated" ? <ThresholdBase draft={draft} /> : null}
        </>
      ) : (
        <RuleBenefitFields draft={draft} />
      )}
      <Form.Item name="description" label={`${t("offer.description")} · ${t("form.optional")}`}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </fieldset>
  );
}

function Threshold() {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  return (
    <Form.Item name="threshold" label={t("offer.threshold")} extra={t("offer.thresholdNone")}>
      <AmountInput currency={currency} />
    </Form.Item>
  );
}

/** Few ask on which amount a voucher's threshold is tested: the usual one is said, and folded. */
function ThresholdBase({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const base = draft.base ?? "after_items";
  return (
    <details className="c-fold">
      <summary>
        {t("offer.base")} <small>{t(`offer.base.${base}`)}</small>
      </summary>
      <BaseFields draft={draft} />
    </details>
  );
}

function BenefitFields({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = { required: true, message: t("form.required") };
  if (draft.kind === "amount_off") {
    return (
      <Form.Item name="amount" label={t("offer.amount")} rules={[required]}>
        <AmountInput currency={currency} />
      </Form.Item>
    );
  }
  if (draft.kind === "percent_off") {
    return (
      <div className="c-pair">
        <Form.Item
          name="percent"
          label={t("offer.percent")}
          extra={t("offer.percentHint")}
          rules={[required]}
        >
          <InputNumber className="c-amount" min={0.01} max={100} precision={2} suffix="%" />
        </Form.Item>
        <Form.Item name="cap" label={`${t("offer.cap")} · ${t("form.optional")}`}>
          <AmountInput currency={currency} />
        </Form.Item>
      </div>
    );
  }
  if (draft.kind === "delivery_voucher") {
    return (
      <Form.Item name="cap" label={t("offer.deliveryCap")} extra={t("offer.deliveryCapNone")}>
        <AmountInput currency={currency} />
      </Form.Item>
    );
  }
  return <ThingFields draft={draft} />;
}

function ThingFields({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = { required: true, message: t("form.required") };
  const exchange = draft.kind === "exchange";
  return (
    <>
      <Form.Item
        name="label"
        label={t("offer.label")}
        extra={exchange ? t("offer.labelExchange") : t("offer.labelGift")}
        rules={[required]}
      >
        <Input maxLength={60} />
      </Form.Item>
      {draft.kind === "unstated" ? null : (
        <Form.Item
          name="productIds"
          label={t("offer.productCodes")}
          rules={exchange ? [required] : []}
        >
          <ProductsPick label={t("offer.productCodesHint")} />
        </Form.Item>
      )}
      <div className="c-pair">
        {exchange ? (
          <Form.Item name="pay" label={`${t("offer.pay")} · ${t("form.optional")}`}>
            <AmountInput currency={currency} />
          </Form.Item>
        ) : null}
        {exchange ? (
          <Form.Item name="units" label={t("offer.units")}>
            <InputNumber className="c-amount" min={1} max={99} precision={0} placeholder="1" />
          </Form.Item>
        ) : null}
        {draft.kind === "unstated" ? null : (
          <Form.Item name="value" label={t("offer.value")}>
            <AmountInput currency={currency} />
          </Form.Item>
        )}
      </div>
    </>
  );
}

/** How many there are, for everybody and for one member; only vouchers are counted out. */
export function LimitFields({ voucher }: { voucher: boolean }) {
  const { t } = useText();
  const brand = useBrand();
  const campaign = brand.may("channels.read") ? (
    <Form.Item name="campaignId" label={`${t("offer.campaign")} · ${t("form.optional")}`}>
      <CampaignPick label={t("offer.campaign")} />
    </Form.Item>
  ) : null;
  if (!voucher) return campaign ? <fieldset className="c-fields">{campaign}</fieldset> : null;
  return (
    <fieldset className="c-fields">
      <legend>{t("offer.section.limits")}</legend>
      <div className="c-pair">
        <Form.Item name="totalStock" label={t("offer.stock")} extra={t("offer.unlimited")}>
          <InputNumber className="c-amount" min={1} max={1_000_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="perMember" label={t("offer.perMember")} extra={t("offer.unlimited")}>
          <InputNumber className="c-amount" min={1} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="usesTotal" label={t("offer.uses")}>
          <InputNumber className="c-amount" min={1} max={1000} precision={0} />
        </Form.Item>
      </div>
      <HandFields />
      <MoreLimits />
      {campaign}
    </fieldset>
  );
}

/** How a voucher passes from hand to hand: as a printed code, or to a friend. */
function HandFields() {
  const { t } = useText();
  return (
    <div className="c-pair">
      <Form.Item name="bearer" valuePropName="checked" extra={t("offer.bearerHint")}>
        <Checkbox>{t("offer.bearer")}</Checkbox>
      </Form.Item>
      <Form.Item name="selfClaim" valuePropName="checked" extra={t("offer.selfClaimHint")}>
        <Checkbox>{t("offer.selfClaim")}</Checkbox>
      </Form.Item>
      <Form.Item name="giftTimes" label={t("offer.giftTimes")} extra={t("offer.giftTimesHint")}>
        <InputNumber className="c-amount" min={0} max={10} precision={0} placeholder="0" />
      </Form.Item>
    </div>
  );
}
