import { useEffect, useRef, useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Spinner } from "#packages/ui/feedback.tsx";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { navigate } from "../router.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

type Stamped = Answer<"scanStampCode">;

/** Where the code on a store's screen leads: it stamps at once, and says what came of it. */
export function StampScreen() {
  const { member } = useShop();
  const { t } = useText();
  const [token] = useState(() => location.hash.replace(/^#/, ""));
  const [signedOut] = useState(!member);
  if (!member) {
    return (
      <>
        <Notice tone="warn" title={t("scan.again")} />
        <SignInPlace title={t("scan.title")} />
      </>
    );
  }
  if (!token) return <Empty icon="ticket" title={t("scan.none")} next={t("scan.noneNext")} />;
  return <Stamping token={token} late={signedOut} />;
}

function Stamping({ token, late }: { token: string; late: boolean }) {
  const { api, brand, path } = useShop();
  const { t } = useText();
  const [done, setDone] = useState<Stamped>();
  const [problem, setProblem] = useState<Problem>();
  const asked = useRef(false);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    // A reload of the page is not another scan.
    history.replaceState(history.state, "", location.pathname);
    api.call("scanStampCode", { path: { brand: brand.key }, body: { token } }).then(
      (answer) => {
        navigator.vibrate?.(120);
        setDone(answer);
      },
      (thrown) => setProblem(asProblem(thrown)),
    );
  }, [api, brand.key, token]);

  const toCards = () => navigate(path("/cards"), true);
  if (problem) {
    const old = late && problem.code === "stamp_code_old";
    return (
      <div className="page page-narrow">
        <h1>{t("scan.title")}</h1>
        <Notice {...problem} {...(old ? { next: t("scan.again") } : {})} />
        <Button wide look="soft" onClick={toCards}>{t("scan.toCards")}</Button>
      </div>
    );
  }
  if (!done) {
    return <p className="page-lead" role="status"><Spinner /> {t("scan.waiting")}</p>;
  }
  const full = done.stamped.some((one) => one.rewards > 0);
  return (
    <div className="spent" role="status">
      <span className="spent-tick stamp-tick"><Icon name="check" size={64} /></span>
      <h1>{t(full ? "scan.reward" : "scan.done")}</h1>
      <Button wide onClick={toCards}>{t("scan.toCards")}</Button>
      {full ? (
        <Button wide look="plain" onClick={() => navigate(path("/wallet"), true)}>
          {t("scan.toWallet")}
        </Button>
      ) : null}
    </div>
  );
}
