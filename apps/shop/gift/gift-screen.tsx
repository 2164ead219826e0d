import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import { promiseOf } from "../benefit.ts";
import { navigate, onLink } from "../router.ts";
import { SignInForm } from "../sign-in-form.tsx";
import { useShop } from "../shop.ts";
import { conditionOf, placesOf, windowOf } from "../wallet-screen.tsx";
import { useText } from "./words.ts";

/** Where the link of a gift leads. The token stays behind `#`: no log keeps it. */
export function GiftScreen() {
  const { api, brand, now } = useShop();
  const { t, lang } = useText();
  const [token] = useState(() => location.hash.slice(1));
  const gift = useLoad(token ? `gift ${token}` : null, () => api.lookAtGift(token));
  const unknown = gift.problem && gift.problem.code !== "offline";
  if (!token || unknown || gift.data?.state === "over") return <Over />;
  if (gift.problem) return <Notice {...gift.problem} />;
  if (!gift.data) return <Skeleton label={t("kit.loading")} />;
  const { voucher, expiresAt } = gift.data;
  return (
    <div className="page page-narrow">
      <h1>{t("accept.title")}</h1>
      <p className="page-lead">
        {t("accept.until", { time: dayAndClock(expiresAt, brand.timeZone, lang, now()) })}
      </p>
      <VoucherTicket
        {...promiseOf(voucher, brand)}
        title={inLang(lang, voucher.title, voucher.titleEn)}
        terms={[conditionOf(voucher, brand), placesOf(voucher)]}
        note={windowOf(voucher, brand, now())}
      />
      <Accept token={token} />
    </div>
  );
}

function Accept({ token }: { token: string }) {
  const { api, member, path } = useShop();
  const { t } = useText();
  // Who signs in here sees what came of it in the same form.
  const [signedIn] = useState(member !== null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function accept(): Promise<void> {
    const { voucherId } = await api.acceptGift(token);
    toast(t("accept.done"));
    navigate(path(`/wallet/${voucherId}`), true);
  }
  async function tap(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    await accept().catch((thrown: unknown) => setProblem(asProblem(thrown)));
    setBusy(false);
  }
  if (!signedIn) {
    return (
      <div className="b-card gift-card">
        <SignInForm confirm={t("accept.confirm")} why={t("accept.why")} onSignedIn={accept} />
      </div>
    );
  }
  return (
    <div className="gift-acts">
      {problem ? <Notice {...problem} /> : null}
      <Button wide busy={busy} onClick={() => void tap()}>
        {t("accept.confirm")}
      </Button>
    </div>
  );
}

function Over() {
  const { path } = useShop();
  const { t } = useText();
  return (
    <Empty
      icon="gift"
      title={t("accept.over")}
      next={t("accept.overNote")}
      action={
        <a className={buttonClass("main")} href={path("/stores")} onClick={onLink}>
          {t("accept.stores")}
        </a>
      }
    />
  );
}
