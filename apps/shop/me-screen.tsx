import { useEffect, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Me } from "./api.ts";
import { Previews } from "./previews.tsx";
import { SignInPlace } from "./sign-in-place.tsx";
import { onLink } from "./router.ts";
import { useShop } from "./shop.ts";
import { text, useText } from "./text.ts";
import { forgetVouchers } from "./wallet.ts";

/** What the brand keeps of a member, and every way out of it. */
export function MeScreen() {
  const { api, brand, member, path, setMember } = useShop();
  const { t } = useText();
  const me = useLoad(member ? "me" : null, () => api.me());

  useEffect(() => {
    if (me.problem?.status === 401) setMember(null);
  }, [me.problem, setMember]);

  if (!member) return <SignInPlace title={t("me.title")} />;

  function leave(said: string): void {
    forgetVouchers(brand.key);
    setMember(null);
    toast(said, "good");
  }

  return (
    <div className="page page-narrow">
      <h1>{t("me.title")}</h1>
      <div className="me-places">
        <a className={buttonClass("main", true)} href={path("/card")} onClick={onLink}>
          {t("me.card")}
        </a>
        <a className={buttonClass("soft", true)} href={path("/mall")} onClick={onLink}>
          {t("me.mall")}
        </a>
        <a className={buttonClass("soft", true)} href={path("/stored-value")} onClick={onLink}>
          {t("me.stored")}
        </a>
      </div>
      {brand.sells ? (
        <a className={buttonClass("soft", true)} href={path("/orders")} onClick={onLink}>
          {t("me.orders")}
        </a>
      ) : null}
      <a className={buttonClass("soft", true)} href={path("/bookings")} onClick={onLink}>
        {t("me.bookings")}
      </a>
      <a className={buttonClass("soft", true)} href={path("/applications")} onClick={onLink}>
        {t("me.applications")}
      </a>
      <a className={buttonClass("soft", true)} href={path("/reviews")} onClick={onLink}>
        {t("me.reviews")}
      </a>
      {me.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {me.problem ? <Notice {...me.problem} /> : null}
      {me.data ? (
        <>
          <Person me={me.data} />
          <Previews />
          <Consents me={me.data} />
        </>
      ) : null}
      <MyData onErased={() => leave(t("me.erased"))} />
      <Button
        wide
        look="plain"
        onClick={() => void tried(() => api.signOut(), () => leave(t("me.signedOut")))}
      >
        {t("me.signOut")}
      </Button>
    </div>
  );
}

function Person({ me }: { me: Me }) {
  const { t } = useText();
  return (
    <Card>
      <dl className="facts">
        <dt>{t("me.phone")}</dt>
        <dd>{me.phoneMasked}</dd>
        <dt>{t("me.name")}</dt>
        <dd>{me.name ?? t("me.noName")}</dd>
      </dl>
    </Card>
  );
}

function Consents({ me }: { me: Me }) {
  const { api } = useShop();
  const { t } = useText();
  const known = me.consents.some((one) => one.purpose === "marketing" && one.given);
  const [marketing, setMarketing] = useState(known);

  async function change(given: boolean): Promise<void> {
    setMarketing(given);
    const said = () => toast(given ? t("me.given") : t("me.withdrawn"), "good");
    const done = await tried(() => api.setConsent("marketing", given), said);
    if (!done) setMarketing(!given);
  }

  return (
    <Card title={t("me.consents")}>
      <p className="quiet">{t("me.consentsNote")}</p>
      <div className="consent">
        <p>
          {t("me.necessary")}
          <small>{t("me.necessaryNote")}</small>
        </p>
        <Icon name="check" />
      </div>
      <label className="consent">
        <p>
          {t("me.purpose.marketing")}
          <small>{t("me.purpose.marketingNote")}</small>
        </p>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={marketing}
          onChange={(event) => void change(event.target.checked)}
        />
      </label>
    </Card>
  );
}

function MyData({ onErased }: { onErased(): void }) {
  const { api } = useShop();
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function erase(): Promise<void> {
    setBusy(true);
    await tried(() => api.erase(), onErased);
    setBusy(false);
    setAsking(false);
  }

  return (
    <Card title={t("me.data")}>
      <p className="quiet">{t("me.exportNote")}</p>
      <div className="me-acts">
        <Button wide look="soft" onClick={() => void tried(() => api.exportMe(), download)}>
          <Icon name="download" size={18} /> {t("me.export")}
        </Button>
        <Button wide look="danger" onClick={() => setAsking(true)}>
          {t("me.erase")}
        </Button>
      </div>
      {asking ? (
        <Sheet
          title={t("me.eraseTitle")}
          closeLabel={t("kit.close")}
          onClose={() => setAsking(false)}
        >
          <p className="me-warning">{t("me.eraseText")}</p>
          <div className="me-acts">
            <Button wide data-first onClick={() => setAsking(false)}>
              {t("me.eraseKeep")}
            </Button>
            <Button wide look="danger" busy={busy} onClick={() => void erase()}>
              {t("me.eraseConfirm")}
            </Button>
          </div>
        </Sheet>
      ) : null}
    </Card>
  );
}

/** Runs a call; says a refusal aloud. Answers whether it went well. */
async function tried<Answer>(
  act: () => Promise<Answer>,
  then: (answer: Answer) => void,
): Promise<boolean> {
  try {
    then(await act());
    return true;
  } catch (thrown) {
    const problem = asProblem(thrown);
    toast(`${problem.title} ${problem.next}`, "bad");
    return false;
  }
}

function download(data: unknown): void {
  const file = new Blob([JSON.stringify(data, null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${text().t("me.fileName")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
