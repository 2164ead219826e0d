import { useState } from "react";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inFours } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { QrCode } from "#packages/ui/qr-code.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { NothingHere, ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { AnswerForm } from "./answer-fields.tsx";
import { type Application, type Given, useCalls } from "./calls.ts";
import { Prints, Steps, Written } from "./told-parts.tsx";
import { Withdraw } from "./withdraw.tsx";
import { useText } from "./words.ts";

/** One application: where it stands, what to show at the store, and what is still to be done. */
export function ApplicationScreen({ applicationId }: { applicationId: string }) {
  const { member, path } = useShop();
  const { t } = useText();
  const calls = useCalls();
  const key = member ? `application ${applicationId}` : null;
  const asked = useLoad(key, () => calls.one(applicationId));
  const [changed, setChanged] = useState<Application>();
  const one = changed ?? asked.data;
  if (!member) return <SignInPlace title={t("applications.title")} />;
  if (asked.problem?.status === 404) {
    return (
      <NothingHere
        title={t("application.lost")}
        next={t("application.lostNext")}
        back={path("/applications")}
        backTo={t("applications.title")}
      />
    );
  }
  return (
    <div className="page page-narrow booking">
      <ScreenHead
        back={path("/applications")}
        title={one ? t(`application.state.${one.state}`) : t("applications.title")}
      />
      {asked.problem ? <Notice {...asked.problem} /> : null}
      {one ? <Shown application={one} onChange={setChanged} /> : null}
      {one || asked.problem ? null : <Skeleton label={t("kit.loading")} />}
    </div>
  );
}

interface ShownProps {
  application: Application;
  onChange(application: Application): void;
}

function Shown({ application, onChange }: ShownProps) {
  const { t } = useText();
  const { reason, state, forgottenAt, may } = application;
  const over = state === "refused" || state === "withdrawn";
  return (
    <>
      <Hero application={application} />
      {reason ? <Notice tone="warn" title={t("application.why")} next={reason} /> : null}
      {forgottenAt === null ? null : <p className="quiet">{t("application.forgotten")}</p>}
      {may.includes("resubmit") ? <Again application={application} onChange={onChange} /> : null}
      {over || forgottenAt !== null ? null : <Code application={application} />}
      <Prints application={application} />
      <Written application={application} />
      <Steps application={application} />
      {may.includes("withdraw") ? (
        <Withdraw application={application} onChange={onChange} />
      ) : null}
    </>
  );
}

function Hero({ application }: { application: Application }) {
  const { t, lang } = useText();
  const { state, number, productName, productNameEn, storeName, storeNameEn } = application;
  return (
    <section className={`booking-hero ${state === "done" ? "booking-done" : ""}`}>
      <strong>{inLang(lang, productName, productNameEn)}</strong>
      <span>{inLang(lang, storeName, storeNameEn)}</span>
      <span className="booking-number">
        {t("application.number")} <b>{number.replace(/(\d{4})(?=\d)/g, "$1 ")}</b>
      </span>
    </section>
  );
}

function Code({ application }: { application: Application }) {
  const { t } = useText();
  const words = t(application.state === "done" ? "application.print" : "application.show");
  return (
    <Card>
      <div className="apply-code">
        <QrCode value={application.showText} label={words} />
        <p>{words}</p>
      </div>
    </Card>
  );
}

/** What was returned, answered again from what was written. */
function Again({ application, onChange }: ShownProps) {
  const { t } = useText();
  const calls = useCalls();
  const first = Object.fromEntries(application.answers.map((one) => [one.key, one.value]));
  const submit = async (answers: Given) =>
    onChange(await calls.again(application.applicationId, answers));
  return (
    <AnswerForm
      fields={application.fields}
      first={first}
      submit={t("application.again")}
      onSubmit={submit}
    />
  );
}
