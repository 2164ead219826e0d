import { Button, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { ErrorNote } from "../../../parts/note.tsx";
import "../../../styles/guard.css";
import { useText } from "../../../text.ts";
import { WorstCard } from "./worst-card.tsx";

type Check = Answer<"checkOffer">;

// The form below must stay in sight of whoever wants to change it.
const shownAtOnce = 3;

interface OfferCheckProps {
  readonly offerId: string;
  /** A draft is checked at once: it may be published next. */
  readonly draft: boolean;
}

/** What publishing would be refused for, before anybody tries. */
export function OfferCheck({ offerId, draft }: OfferCheckProps) {
  const brand = useBrand();
  const { t } = useText();
  const [asked, setAsked] = useState(false);
  const enabled = draft || asked;
  const input = { path: { ...brand.path, offerId } };
  const found = useAnswer("checkOffer", input, { enabled });
  const check = enabled ? found.data : undefined;
  const again = () => {
    setAsked(true);
    if (enabled) void found.refetch();
  };
  return (
    <section className={check && !check.ok ? "c-guard c-guard-bad" : "c-guard"}>
      <div className="c-guard-head">
        <h2>{t("guard.title")}</h2>
        <Button size="small" loading={enabled && found.isFetching} onClick={again}>
          {check ? t("guard.again") : t("guard.check")}
        </Button>
      </div>
      {found.error ? <ErrorNote error={found.error} again={again} /> : null}
      {enabled && !check && !found.error ? <Waiting /> : null}
      {check ? <Result check={check} draft={draft} /> : null}
    </section>
  );
}

function Waiting() {
  const { t } = useText();
  return (
    <div role="status">
      <p>{t("guard.checking")}</p>
      <Skeleton active title={false} paragraph={{ rows: 2 }} />
    </div>
  );
}

function Result({ check, draft }: { check: Check; draft: boolean }) {
  const { t } = useText();
  const { breaches, checked, exact, problems, worst } = check;
  const others = problems.filter((one) => one.code !== "below_floor");
  const count = { count: breaches };
  const bad = draft ? t("guard.bad", count) : t("guard.badLive", count);
  return (
    <>
      <p
        className={`c-guard-verdict ${breaches > 0 ? "c-bad" : "c-good-text"}`}
        role="status"
      >
        {breaches > 0 ? bad : t("guard.fine")}
      </p>
      {breaches === 0 ? (
        <p>{checked > 0 ? t("guard.fineMore", { checked }) : t("guard.fineNone")}</p>
      ) : null}
      {exact || breaches > 0 ? null : <p>{t("guard.notProved")}</p>}
      {others.length > 0 ? (
        <ul className="c-guard-problems">
          {others.map((one) => (
            <li key={one.sentence} className={one.stops ? "c-bad" : ""}>
              {one.sentence}
            </li>
          ))}
        </ul>
      ) : null}
      {worst.length < breaches ? <p>{t("guard.more", { shown: worst.length })}</p> : null}
      <Cards worst={worst.slice(0, shownAtOnce)} />
      {worst.length > shownAtOnce ? (
        <details className="c-fold">
          <summary>{t("guard.rest", { count: worst.length - shownAtOnce })}</summary>
          <Cards worst={worst.slice(shownAtOnce)} />
        </details>
      ) : null}
    </>
  );
}

function Cards({ worst }: { worst: Check["worst"] }) {
  return (
    <div className="c-worst-list">
      {worst.map((one) => (
        <WorstCard
          key={`${one.productId} ${one.variantId ?? ""}`}
          worst={one}
          without={one.without}
        />
      ))}
    </div>
  );
}
