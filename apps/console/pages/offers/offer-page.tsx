import { useNavigate, useParams } from "@tanstack/react-router";
import { Button, Form, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { OfferActions } from "./offer-actions.tsx";
import { draftOf, newDraft, type OfferDraft, versionBody } from "./offer-draft.ts";
import { GivesFields, LimitFields } from "./offer-fields.tsx";
import { PayerFields } from "./payer-fields.tsx";
import { PlaceFields } from "./place-fields.tsx";
import { OfferPreview } from "./preview.tsx";
import { StateTag } from "./offers-page.tsx";

type Offer = Answer<"getOffer">;

export function NewOfferPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const unitId = brand.unitsFor("offers.write")[0]?.unitId;
  const publish = useWrite("publishOffer", { done: t("offers.published") });
  const create = useWrite("createOffer");
  const save = async (draft: OfferDraft, live: boolean) => {
    const { currency } = brand.me.brand;
    const version = versionBody(draft, currency);
    if (!version) return;
    const body = {
      ...version,
      unitId: draft.unitId ?? "",
      campaignId: draft.campaignId ?? null,
    };
    const { offerId } = await create.mutateAsync({ path: brand.path, body });
    const path = { ...brand.path, offerId };
    if (live) await publish.mutateAsync({ path }).catch(() => undefined);
    await navigate({ to: `/${brand.key}/offers/${offerId}` });
  };
  const first: OfferDraft = unitId ? { ...newDraft, unitId, storesUnitId: unitId } : newDraft;
  return (
    <>
      <PageHead title={t("offer.titleNew")} />
      <OfferForm first={first} offer={null} onSave={save} />
    </>
  );
}

export function OfferPage() {
  const brand = useBrand();
  const { t } = useText();
  const { offerId } = useParams({ strict: false }) as { offerId: string };
  const found = useAnswer("getOffer", { path: { ...brand.path, offerId } });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  const offer = found.data;
  const version = offer?.draft ?? offer?.live;
  if (!offer || !version || offer.offerId !== offerId) return <Skeleton active />;
  return (
    <>
      <PageHead
        title={version.title}
        lead={
          <>
            <StateTag state={offer.state} />{" "}
            {offer.live ? t("offer.live", { version: offer.live.version }) : ""}{" "}
            {offer.draft ? t("offer.draft", { version: offer.draft.version }) : ""}
          </>
        }
        actions={<OfferActions offer={offer} />}
      />
      <EditOffer offer={offer} key={`${offer.offerId}-${version.version}-${version.products}`} />
    </>
  );
}

function EditOffer({ offer }: { offer: Offer }) {
  const brand = useBrand();
  const { t } = useText();
  const save = useWrite("saveOfferDraft", { done: t("offer.savedDraft") });
  const publish = useWrite("publishOffer", { done: t("offers.published") });
  const version = offer.draft ?? offer.live;
  if (!version) return null;
  const path = { ...brand.path, offerId: offer.offerId };
  const onSave = async (draft: OfferDraft, live: boolean) => {
    await save.mutateAsync({ path, body: versionBody(draft, brand.me.brand.currency) });
    if (live) await publish.mutateAsync({ path });
  };
  return (
    <OfferForm
      first={draftOf(version, offer.unitId, brand.me.brand)}
      offer={offer}
      onSave={onSave}
    />
  );
}

interface OfferFormProps {
  readonly first: OfferDraft;
  readonly offer: Offer | null;
  onSave(draft: OfferDraft, live: boolean): Promise<void>;
}

function OfferForm({ first, offer, onSave }: OfferFormProps) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<OfferDraft>();
  const typed = Form.useWatch([], form) as Partial<OfferDraft> | undefined;
  const [busy, setBusy] = useState(false);
  const draft: OfferDraft = { ...first, ...typed };
  const save = async (live: boolean) => {
    const checked = await form.validateFields().catch(() => null);
    if (!checked) return;
    setBusy(true);
    // refusals were already said by the write itself
    await onSave({ ...first, ...checked }, live).catch(() => undefined);
    setBusy(false);
  };
  const locked = !brand.may("offers.write") || offer?.state === "ended";
  return (
    <div className="c-offer">
      <Form<OfferDraft>
        form={form}
        layout="vertical"
        initialValues={first}
        disabled={locked}
        scrollToFirstError
      >
        <GivesFields draft={draft} />
        <PlaceFields draft={draft} offer={offer} />
        <LimitFields />
        <PayerFields />
        {locked ? null : (
          <div className="c-form-foot">
            {brand.may("offers.publish") ? (
              <Button type="primary" loading={busy} onClick={() => void save(true)}>
                {t("offer.savePublish")}
              </Button>
            ) : null}
            <Button loading={busy} onClick={() => void save(false)}>
              {t("offer.saveDraft")}
            </Button>
          </div>
        )}
      </Form>
      <aside className="c-offer-preview" aria-label={t("offer.preview")}>
        <h2>{t("offer.preview")}</h2>
        <OfferPreview draft={draft} currency={brand.me.brand.currency} />
      </aside>
    </div>
  );
}
