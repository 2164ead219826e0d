import { useState } from "react";
import { Card } from "#packages/ui/card.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { AnswerForm } from "./answer-fields.tsx";
import { type Given, useCalls } from "./calls.ts";
import { useText } from "./words.ts";

/** The form of a product: filled in here, it lies in the store's worklist. */
export function ApplyScreen({ store, productId }: { store: Store; productId: string }) {
  const { member, path } = useShop();
  const { t, lang } = useText();
  const calls = useCalls();
  const [key] = useState(() => crypto.randomUUID());
  const asked = useLoad(`form ${productId} ${member?.phoneMasked ?? ""}`, () =>
    calls.form(productId),
  );
  if (asked.problem) return <div className="page"><Notice {...asked.problem} /></div>;
  if (!asked.data) return <div className="page"><Skeleton label={t("kit.loading")} /></div>;
  const { offered } = asked.data;
  if (!offered) return <Empty title={t("apply.none")} next={t("apply.noneNext")} />;
  const name = inLang(lang, offered.productName, offered.productNameEn);
  if (!member) return <SignInPlace title={name} />;

  async function submit(answers: Given): Promise<void> {
    const made = await calls.submit({ productId, storeId: store.storeId, answers }, key);
    toast(t("apply.sent"), "good");
    navigate(path(`/applications/${made.applicationId}`), true);
  }

  return (
    <div className="page page-narrow">
      <h1>{name}</h1>
      <p className="page-lead">{t("apply.lead")}</p>
      <Card>
        <dl className="booking-facts">
          <div>
            <dt>{t("apply.store")}</dt>
            <dd>{inLang(lang, store.name, store.nameEn)}</dd>
          </div>
        </dl>
      </Card>
      <AnswerForm
        fields={offered.fields}
        first={{}}
        submit={t("apply.submit")}
        onSubmit={submit}
      />
      <p className="quiet">{t("apply.keep", { days: offered.keepDays })}</p>
    </div>
  );
}
