import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { App, Button, Form, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { OfferCheck } from "./guard/offer-check.tsx";
import { JoinFields } from "./join-fields.tsx";
import { KindPick } from "./kind-pick.tsx";
import { OfferActions } from "./offer-actions.tsx";
import {
  draftOf,
  forLevel,
  newDraft,
  type OfferDraft,
  startOf,
  versionBody,
} from "./offer-draft.ts";
import { GivesFields, LimitFields } from "./offer-fields.tsx";
import { categoryOf } from "./offer-kinds.ts";
import { PayerFields } from "./payer-fields.tsx";
import { PlaceFields } from "./place-fields.tsx";
import { OfferPreview } from "./preview.tsx";
import { StateTag } from "./offers-page.tsx";
import { StopButton, StopList } from "./stop-signs.tsx";
import { needsVoucher } from "./rule-draft.ts";

type Offer = Answer<"getOffer">;

export function NewOfferPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const unitId = brand.unitsFor("offers.write")[0]?.unitId;
  const publish = usePublish();
  const create = useWrite("createOffer");
  const save = async (draft: OfferDraft, live: boolean) => {
    const { currency } = brand.me.brand;
    const version = versionBody(draft, currency);
    const body = {
      ...version,
      unitId: draft.unitId ?? "",
      campaignId: draft.campaignId ?? null,
    };
    const { offerId } = await create.mutateAsync({ path: brand.path, body });
    const path = { ...brand.path, offerId };
    if (live) await publish(path, needsVoucher(draft)).catch(() => undefined);
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

/** Publishes and says what that means for members. */
function usePublish() {
  const { t } = useText();
  const { message } = App.useApp();
  const publish = useWrite("publishOffer");
  return async (path: { brand: string; offerId: string }, voucher: boolean) => {
    await publish.mutateAsync({ path });
    message.success(voucher ? t("offers.published") : t("offers.publishedAutomatic"));
  };
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
        actions={
          <>
            {offer.live?.bearer ? (
              <Link to={`/${brand.key}/offers/${offer.offerId}/codes`}>{t("bulk.open")}</Link>
            ) : null}
            <OfferActions offer={{ ...offer, trigger: version.trigger }} />
            {offer.live ? <StopButton kind="offer" targetId={offer.offerId} /> : null}
          </>
        }
      />
      <StopList kind="offer" targetId={offer.offerId} />
      <OfferCheck offerId={offer.offerId} draft={offer.draft !== null} />
      <EditOffer offer={offer} key={`${offer.offerId}-${version.version}-${version.products}`} />
    </>
  );
}

function EditOffer({ offer }: { offer: Offer }) {
  const brand = useBrand();
  const { t } = useText();
  const save = useWrite("saveOfferDraft", { done: t("offer.savedDraft") });
  const publish = usePublish();
  const version = offer.draft ?? offer.live;
  if (!version) return null;
  const path = { ...brand.path, offerId: offer.offerId };
  const onSave = async (draft: OfferDraft, live: boolean) => {
    await save.mutateAsync({ path, body: versionBody(draft, brand.me.brand.currency) });
    if (live) await publish(path, needsVoucher(draft));
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
  // also what is typed into fields that another kind hides: it comes back with the kind
  const typed = Form.useWatch((all: OfferDraft) => all, { form, preserve: true });
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState(false);
  const draft: OfferDraft = { ...first, ...typed };
  const voucher = needsVoucher(draft);
  const save = async (live: boolean) => {
    const checked = await form.validateFields().catch(() => null);
    // what is wrong may be folded away
    if (!checked) return setOpen(true);
    setBusy(true);
    // refusals were already said by the write itself
    await onSave({ ...first, ...form.getFieldsValue(true) }, live).catch(() => undefined);
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
        onValuesChange={(change) => {
          const all: OfferDraft = form.getFieldsValue(true);
          if (change.kind) form.setFieldsValue(startOf(change.kind, all));
          if (change.level) form.setFieldsValue(forLevel(change.level, all));
        }}
      >
        <fieldset className="c-fields">
          <legend>{t("offer.kindChoose")}</legend>
          <Form.Item name="kind">
            <KindPick open={offer === null} disabled={locked} />
          </Form.Item>
        </fieldset>
        <GivesFields draft={draft} />
        <PlaceFields draft={draft} offer={offer} open={open} />
        {draft.kind === "custom" || draft.kind === "unstated" ? null : (
          <Joins draft={draft} offer={offer} open={open} />
        )}
        <LimitFields voucher={voucher} />
        <PayerFields />
      </Form>
      <aside className="c-offer-preview" aria-label={t("offer.preview")}>
        <OfferPreview draft={draft} currency={brand.me.brand.currency} />
      </aside>
      {locked ? null : <Foot busy={busy} save={save} />}
    </div>
  );
}

interface JoinsProps {
  readonly draft: OfferDraft;
  readonly offer: Offer | null;
  readonly open: boolean;
}

function Joins({ draft, offer, open }: JoinsProps) {
  const { t } = useText();
  const set = draft.category !== undefined || draft.joins !== "policy" || draft.groups?.length;
  const category = draft.category ?? categoryOf(draft.kind, draft.needsVoucher === true);
  return (
    <fieldset className="c-fields">
      <details className="c-fold c-fold-section" open={open || Boolean(set)}>
        <summary>
          <b>{t("offer.section.join")}</b>{" "}
          <small>
            {t(`category.${category}`)} · {t(`offer.joins.${draft.joins ?? "policy"}`)}
          </small>
        </summary>
        <JoinFields draft={draft} offerId={offer?.offerId ?? null} />
      </details>
    </fieldset>
  );
}

function Foot({ busy, save }: { busy: boolean; save(live: boolean): Promise<void> }) {
  const brand = useBrand();
  const { t } = useText();
  return (
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
  );
}
