import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { type Application, useCalls } from "./calls.ts";
import { useText } from "./words.ts";

/** Everything that the member applied for, the last first. */
export function ApplicationsScreen() {
  const { member, path } = useShop();
  const { t } = useText();
  const calls = useCalls();
  const first = useLoad(member ? "applications" : null, () => calls.list());
  const [more, setMore] = useState<{ items: Application[]; next: string | null }>();
  const [failed, setFailed] = useState<Problem>();
  if (!member) return <SignInPlace title={t("applications.title")} />;
  const items = [...(first.data?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (first.data?.next ?? null);
  const problem = first.problem ?? failed;

  async function load(cursor: string): Promise<void> {
    setFailed(undefined);
    try {
      const page = await calls.list(cursor);
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  }

  return (
    <div className="page page-narrow">
      <h1>{t("applications.title")}</h1>
      {problem ? <Notice {...problem} /> : null}
      {first.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {first.data?.items.length === 0 ? (
        <Empty
          title={t("applications.none")}
          next={t("applications.noneNext")}
          action={
            <a className={buttonClass("main")} href={path("/stores")} onClick={onLink}>
              {t("applications.toStores")}
            </a>
          }
        />
      ) : null}
      <ul className="orders-list">
        {items.map((one) => <Row key={one.applicationId} application={one} />)}
      </ul>
      {next ? (
        <Button wide look="plain" onClick={() => void load(next)}>{t("applications.more")}</Button>
      ) : null}
    </div>
  );
}

function Row({ application }: { application: Application }) {
  const { path } = useShop();
  const { t, lang } = useText();
  const { applicationId, productName, productNameEn, state } = application;
  return (
    <li>
      <a className="orders-row" href={path(`/applications/${applicationId}`)} onClick={onLink}>
        <span>
          <strong>{inLang(lang, productName, productNameEn)}</strong>
          <small>{inLang(lang, application.storeName, application.storeNameEn)}</small>
        </span>
        <span className="orders-state">
          <small className={state === "returned" ? "orders-due" : ""}>
            {t(`application.state.${state}`)}
          </small>
        </span>
      </a>
    </li>
  );
}
