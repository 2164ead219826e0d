import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { dayAndClock, money } from "#packages/ui/format.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import type { MyPoints, Posting } from "./answers.ts";
import { DaysOfPoints } from "./days-of-points.tsx";
import { saidOf } from "./posting-words.ts";
import { useText } from "./words.ts";

/** Points of the member: by what rule, what they have, and each change as a sentence. */
export function PointsScreen() {
  const { api, brand, member } = useShop();
  const { t, lang } = useText();
  const path = { brand: brand.key };
  const mine = useLoad(member ? `points ${lang}` : null, () => api.call("getMyPoints", { path }));
  if (!member) return <SignInPlace title={t("points.list")} />;
  return (
    <div className="page page-narrow">
      <h1>{t("points.list")}</h1>
      {mine.problem ? <Notice {...mine.problem} /> : null}
      {mine.data ? (
        <>
          <p className="points-have">
            <strong>{mine.data.points.spendable}</strong> {t("points.spendable")}
          </p>
          <DaysOfPoints points={mine.data.points} />
          {mine.data.rule ? (
            <Rule rule={mine.data.rule} timesBps={mine.data.timesBps} />
          ) : null}
        </>
      ) : null}
      <Postings />
    </div>
  );
}

interface RuleProps {
  readonly rule: NonNullable<MyPoints["rule"]>;
  /** By the member's tier, in ten-thousandths of the rule. */
  readonly timesBps: number;
}

function Rule({ rule, timesBps }: RuleProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const { earn, step, pendingDays, expiry } = rule;
  const lines = [
    t("rule.earn", { amount: amount(earn.minor), points: earn.points }),
    ...(timesBps > 10_000 ? [t("rule.times", { times: timesBps / 10_000 })] : []),
    ...(pendingDays > 0 ? [t("rule.pending", { days: pendingDays })] : []),
    t("rule.step", { points: step.points, amount: amount(step.minor) }),
    ...(rule.capBps < 10_000 ? [t("rule.cap", { percent: rule.capBps / 100 })] : []),
    expiry.kind === "months"
      ? t("rule.months", { months: expiry.months })
      : expiry.kind === "day"
        ? t("rule.day", { month: expiry.month, day: expiry.day })
        : t("rule.never"),
  ];
  return <p className="quiet points-rule">{lines.join(lang === "zh" ? "；" : " ")}</p>;
}

type Page = { items: Posting[]; next: string | null };

function Postings() {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const path = { brand: brand.key };
  const ask = (cursor?: string): Promise<Page> =>
    api.call("listMyPointsPostings", { path, query: { limit: 30, ...(cursor ? { cursor } : {}) } });
  const first = useLoad(`postings ${lang}`, () => ask());
  const [more, setMore] = useState<Page>();
  const [failed, setFailed] = useState<Problem>();
  const items = [...(first.data?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (first.data?.next ?? null);

  async function load(cursor: string): Promise<void> {
    setFailed(undefined);
    try {
      const page = await ask(cursor);
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  }

  const problem = first.problem ?? failed;
  return (
    <>
      {problem ? <Notice {...problem} /> : null}
      {first.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {first.data && items.length === 0 ? (
        <Empty icon="leaf" title={t("points.empty")} next={t("points.emptyNext")} />
      ) : null}
      <ul className="points-list">
        {items.map((row) => <Row key={row.entryId} row={row} />)}
      </ul>
      {next ? (
        <Button wide look="plain" onClick={() => void load(next)}>{t("points.more")}</Button>
      ) : null}
    </>
  );
}

function Row({ row }: { row: Posting }) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const { key, points, change } = saidOf(row);
  return (
    <li>
      <span>
        <strong>{t(key, { points })}</strong>
        <small>
          {dayAndClock(row.at, brand.timeZone, lang, now())}
          {row.orderId ? (
            <>
              {" · "}
              <a href={path(`/orders/${row.orderId}`)} onClick={onLink}>{t("points.order")}</a>
            </>
          ) : null}
        </small>
      </span>
      <span className={change > 0 ? "points-up" : ""}>
        {change === 0 ? "" : `${change > 0 ? "+" : "−"}${Math.abs(change)}`}
      </span>
    </li>
  );
}
