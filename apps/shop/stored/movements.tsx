import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { columnMoney, dayAndClock, money } from "#packages/ui/format.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import type { Movement } from "./answers.ts";
import { useText } from "./words.ts";

interface Page {
  items: Movement[];
  next: string | null;
}

/** Each change of the balance as the ledger has it, newest first. */
export function Movements() {
  const { api, brand } = useShop();
  const { t } = useText();
  const path = { brand: brand.key };
  const ask = (cursor?: string): Promise<Page> =>
    api.call("listMyStoredMovements", {
      path,
      query: { limit: 20, ...(cursor ? { cursor } : {}) },
    });
  const first = useLoad("moves", () => ask());
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
    <Card title={t("moves.title")}>
      {problem ? <Notice {...problem} /> : null}
      {first.loading ? <Skeleton label={t("kit.loading")} /> : null}
      <ul className="stored-list">
        {items.map((one) => <Row key={one.entryId} move={one} />)}
      </ul>
      {next ? (
        <Button wide look="plain" onClick={() => void load(next)}>{t("moves.more")}</Button>
      ) : null}
    </Card>
  );
}

const kinds = [
  "top_up", "gift_card", "stored_pay", "stored_return", "stored_refund", "stored_lapse",
] as const;

function Row({ move }: { move: Movement }) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const { principalMinor, bonusMinor, causeId } = move;
  const kind = kinds.find((one) => one === move.kind) ?? "stored_pay";
  const say = (minor: number) => money(minor, brand.currency, lang);
  const sum = principalMinor + bonusMinor;
  const ofOrder = causeId && (kind === "stored_pay" || kind === "stored_return");
  return (
    <li>
      <span>
        <strong>{t(`moves.${kind}`)}</strong>
        <small>
          {dayAndClock(move.at, brand.timeZone, lang, now())}
          {ofOrder ? (
            <>
              {" · "}
              <a href={path(`/orders/${causeId}`)} onClick={onLink}>{t("moves.order")}</a>
            </>
          ) : null}
        </small>
        <small>
          {t("stored.parts", { principal: say(principalMinor), bonus: say(bonusMinor) })}
        </small>
      </span>
      <span className={sum > 0 ? "stored-up" : ""}>
        {sum > 0 ? "+" : ""}
        {columnMoney(sum, brand.currency, lang)}
      </span>
    </li>
  );
}
