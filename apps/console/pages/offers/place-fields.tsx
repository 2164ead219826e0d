import { App, Button, Form, Input, InputNumber, Segmented } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { StoresPick } from "../../parts/pick-many.tsx";
import { useText } from "../../text.ts";
import type { OfferDraft } from "./offer-draft.ts";
import { isVoucherKind } from "./offer-kinds.ts";
import { needsVoucher } from "./rule-draft.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { ConditionFields, countConditions } from "./when-fields.tsx";

interface PlaceFieldsProps {
  readonly draft: OfferDraft;
  readonly offer: Answer<"getOffer"> | null;
  /** Everything is unfolded: something in it needs to be seen. */
  readonly open: boolean;
}

/** Whose it is, for which products, where and when it can be claimed and used. */
export function PlaceFields({ draft, offer, open }: PlaceFieldsProps) {
  const { t } = useText();
  const required = { required: true, message: t("form.required") };
  const voucher = needsVoucher(draft);
  const conditions = countConditions(draft);
  return (
    <fieldset className="c-fields">
      <legend>{t("offer.section.where")}</legend>
      {offer === null ? (
        <Form.Item name="unitId" label={t("offer.owner")} rules={[required]}>
          <UnitPick label={t("offer.owner")} clearable={false} />
        </Form.Item>
      ) : null}
      <Form.Item name="storesBy" label={t("offer.stores")}>
        <Segmented
          options={[
            { value: "unit", label: t("offer.stores.unit") },
            { value: "list", label: t("offer.stores.list") },
          ]}
        />
      </Form.Item>
      {draft.storesBy === "unit" ? (
        <Form.Item name="storesUnitId" rules={[required]}>
          <UnitPick label={t("offer.stores.unit")} clearable={false} />
        </Form.Item>
      ) : (
        <Form.Item name="storeIds" rules={[required]}>
          <StoresPick label={t("offer.stores.list")} />
        </Form.Item>
      )}
      {isVoucherKind(draft.kind) || draft.kind === "custom" ? null : (
        <Form.Item name="needsVoucher" label={t("offer.needsVoucher")}>
          <Segmented
            options={[
              { value: false, label: t("offer.needsVoucher.no") },
              { value: true, label: t("offer.needsVoucher.yes") },
            ]}
          />
        </Form.Item>
      )}
      {voucher ? <ValidityFields draft={draft} /> : <DaysFields />}
      <GoodsChoice draft={draft} offer={offer} />
      {draft.kind === "custom" || draft.kind === "unstated" ? null : (
        <details className="c-fold" open={open || conditions > 0}>
          <summary>
            {t("offer.section.more")}{" "}
            <small>
              {conditions > 0 ? t("offer.moreSet", { count: conditions }) : t("offer.moreHint")}
            </small>
          </summary>
          <ConditionFields />
        </details>
      )}
    </fieldset>
  );
}

/** What is exchanged, bundled or written by the API names its goods itself. */
function GoodsChoice({ draft, offer }: Omit<PlaceFieldsProps, "open">) {
  const { t } = useText();
  const own = ["bundle", "custom"].includes(draft.kind);
  if (own || (draft.kind === "exchange" && !draft.threshold)) return null;
  const choices = isVoucherKind(draft.kind) && draft.kind !== "delivery_voucher"
    ? (["all", "some", "list"] as const)
    : (["all", "some"] as const);
  return (
    <>
      <Form.Item name="productScope" label={t("offer.scope")}>
        <Segmented
          options={choices.map((one) => ({ value: one, label: t(`offer.scope.${one}`) }))}
        />
      </Form.Item>
      {draft.productScope === "some" ? (
        <section className="c-inner" aria-label={t("offer.scope")}>
          <p className="c-quiet">{t("offer.goodsAny")}</p>
          <ScopeFields at={["scope"]} exceptions />
        </section>
      ) : null}
      {draft.productScope === "list" ? <ScopeCodes offer={offer} /> : null}
    </>
  );
}

/** When an offer that applies by itself runs. */
function DaysFields() {
  const { t } = useText();
  return (
    <Form.Item label={t("offer.when")} extra={t("offer.unlimited")}>
      <div className="c-range">
        <Form.Item name="whenFromDay" noStyle>
          <Input type="date" aria-label={t("day.from")} />
        </Form.Item>
        <span aria-hidden="true">–</span>
        <Form.Item name="whenToDay" noStyle>
          <Input type="date" aria-label={t("day.to")} />
        </Form.Item>
      </div>
    </Form.Item>
  );
}

function ValidityFields({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const required = { required: true, message: t("form.required") };
  const dayInput = (label: string) => <Input type="date" aria-label={label} />;
  return (
    <>
      <Form.Item label={t("offer.claimWindow")} extra={t("offer.unlimited")}>
        <div className="c-range">
          <Form.Item name="claimFromDay" noStyle>
            {dayInput(t("day.from"))}
          </Form.Item>
          <span aria-hidden="true">–</span>
          <Form.Item name="claimToDay" noStyle>
            {dayInput(t("day.to"))}
          </Form.Item>
        </div>
      </Form.Item>
      <Form.Item name="validBy" label={t("offer.validity")}>
        <Segmented
          options={[
            { value: "days", label: t("offer.validity.days") },
            { value: "fixed", label: t("offer.validity.fixed") },
          ]}
        />
      </Form.Item>
      {draft.validBy === "days" ? (
        <Form.Item name="days" label={t("offer.days")} rules={[required]}>
          <InputNumber className="c-amount" min={1} max={3660} precision={0} />
        </Form.Item>
      ) : (
        <div className="c-range c-range-item">
          <Form.Item name="fromDay" rules={[required]}>
            {dayInput(t("day.from"))}
          </Form.Item>
          <span aria-hidden="true">–</span>
          <Form.Item name="toDay" rules={[required]}>
            {dayInput(t("day.to"))}
          </Form.Item>
        </div>
      )}
    </>
  );
}

const mostCodes = 5_000;

/** Product codes pasted from anywhere; sent in parts, and what no product has is named. */
function ScopeCodes({ offer }: { offer: Answer<"getOffer"> | null }) {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const [typed, setTyped] = useState("");
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const add = useWrite("addOfferProducts");
  if (offer === null) return <p className="c-quiet">{t("offer.scopeSaveFirst")}</p>;
  const send = async () => {
    const codes = [...new Set(typed.split(/[\s,，;；]+/).filter(Boolean))];
    const missing: string[] = [];
    let [added, known] = [0, 0];
    for (let from = 0; from < codes.length; from += mostCodes) {
      const externalCodes = codes.slice(from, from + mostCodes);
      const path = { ...brand.path, offerId: offer.offerId };
      const done = await add.mutateAsync({ path, body: { externalCodes } });
      added += done.added;
      known += done.known;
      missing.push(...done.unknown);
    }
    setUnknown(missing);
    setTyped("");
    message.success(t("offer.scopeAdded", { added, known }));
  };
  const count = (offer.draft ?? offer.live)?.products ?? 0;
  return (
    <div className="c-scope">
      <p>{t("offer.scopeCount", { count })}</p>
      <Input.TextArea
        aria-label={t("offer.scopeAdd")}
        placeholder={t("offer.scopeAdd")}
        rows={4}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button
        disabled={typed.trim() === ""}
        loading={add.isPending}
        onClick={() => void send().catch(() => undefined)}
      >
        {t("offer.scopeAddNow")}
      </Button>
      {unknown.length > 0 ? (
        <p className="c-bad">
          {t("offer.scopeUnknown", { codes: unknown.slice(0, 40).join(", ") })}
        </p>
      ) : null}
    </div>
  );
}
