import { App, Button, Form, Input, InputNumber, Segmented } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { StoresPick } from "../../parts/pick-many.tsx";
import { useText } from "../../text.ts";
import type { OfferDraft } from "./offer-draft.ts";

interface PlaceFieldsProps {
  readonly draft: OfferDraft;
  readonly offer: Answer<"getOffer"> | null;
}

/** Whose it is, where and when it can be claimed and used, and for which products. */
export function PlaceFields({ draft, offer }: PlaceFieldsProps) {
  const { t } = useText();
  const required = { required: true, message: t("form.required") };
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
      <ValidityFields draft={draft} />
      <Form.Item name="productScope" label={t("offer.scope")}>
        <Segmented
          options={[
            { value: "all", label: t("offer.scope.all") },
            { value: "list", label: t("offer.scope.list") },
          ]}
        />
      </Form.Item>
      {draft.productScope === "list" ? <ScopeCodes offer={offer} /> : null}
    </fieldset>
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
