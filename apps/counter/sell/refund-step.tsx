import { useEffect, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { actKey } from "../api.ts";
import { useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { signal } from "../signal.ts";
import { useText } from "../text.ts";
import { Verdict } from "../verdict.tsx";
import { EffectList } from "./effect-list.tsx";
import { Step } from "./pay-step.tsx";
import type { Effect, Order, Returned, TakeBack } from "./till-api.ts";
import type { Sale } from "./use-sale.ts";

const reasons: readonly TakeBack["reason"][] = ["changed_mind", "faulty", "wrong_item", "other"];

/** A sale that is over: its receipt again, or goods that come back with what that changes. */
export function RefundStep({ sale, orderId }: { sale: Sale; orderId: string }) {
  const { t } = useText();
  const order = useLoad(orderId, () => sale.api.order(orderId));
  const [done, setDone] = useState<{ effect: Effect; order: Order }>();
  const back = () => sale.go({ name: "orders" });
  if (done) return <Refunded sale={sale} {...done} />;
  if (order.data) return <Choice sale={sale} order={order.data} onBack={back} onDone={setDone} />;
  return (
    <Step title={t("refund.title")} onBack={back} acts={null}>
      {order.problem ? (
        <Notice title={order.problem.title} next={order.problem.next} />
      ) : (
        <Skeleton label={t("kit.loading")} />
      )}
    </Step>
  );
}

interface ChoiceProps {
  sale: Sale;
  order: Order;
  onBack(): void;
  onDone(done: { effect: Effect; order: Order }): void;
}

const returnable: readonly Order["state"][] = ["paid", "handed_over", "accepted"];

function Choice({ sale, order, onBack, onDone }: ChoiceProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [how, setHow] = useState<How>({ reason: "changed_mind", restock: true });
  const returned: Returned = Object.entries(counts).flatMap(([lineId, quantity]) =>
    quantity > 0 ? [{ lineId, quantity }] : []);
  const preview = useEffectOf(sale, order.orderId, returned);
  const { busy, problem, confirm } = useTakeBack(sale, order, onDone);
  const may = staff.refunds && returnable.includes(order.state);
  const amount = (minor: number) => money(minor, staff.currency, lang);
  const { effect } = preview;
  return (
    <Step
      title={t("refund.title")}
      onBack={onBack}
      acts={
        <>
          {effect && returned.length > 0 ? (
            <Button
              wide
              look="danger"
              className="big huge"
              busy={busy}
              disabled={preview.waiting}
              onClick={() => void confirm(effect, { returned, ...how })}
            >
              {t("refund.confirm", { amount: amount(effect.moneyMinor) })}
            </Button>
          ) : null}
          <Button
            wide
            look="plain"
            className="big"
            onClick={() => sale.go({ name: "receipt", order })}
          >
            <Glyph name="receipt" /> {t("receipt.open")}
          </Button>
        </>
      }
    >
      <p className="refund-head">
        <span>{order.number.replace(/(\d{4})(?=\d)/g, "$1 ")}</span>
        <strong>{amount(order.totalMinor)}</strong>
      </p>
      {staff.refunds ? null : (
        <Notice title={t("refund.noRight")} next={t("refund.noRightNext")} />
      )}
      {staff.refunds && !may ? (
        <Notice title={t("refund.notNow")} next={t("refund.notNowNext")} />
      ) : null}
      <Lines order={order} counts={counts} may={may} onCounts={setCounts} />
      {[preview.problem, problem].map((one) => one && (
        <Notice key={one.code} title={one.title} next={one.next} />
      ))}
      {effect && returned.length > 0 ? <EffectList effect={effect} /> : null}
      {may && returned.length > 0 ? <Why how={how} onHow={setHow} /> : null}
    </Step>
  );
}

type How = Pick<TakeBack, "reason" | "restock">;

function Why({ how, onHow }: { how: How; onHow(how: How): void }) {
  const { t } = useText();
  return (
    <>
      <span className="refund-reasons" role="group" aria-label={t("refund.reason")}>
        {reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            aria-pressed={how.reason === reason}
            onClick={() => onHow({ ...how, reason })}
          >
            {t(`refund.${reason}`)}
          </button>
        ))}
      </span>
      <label className="setting">
        <span>{t("refund.restock")}</span>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={how.restock}
          onChange={(event) => onHow({ ...how, restock: event.target.checked })}
        />
      </label>
    </>
  );
}

interface LinesProps {
  order: Order;
  counts: Readonly<Record<string, number>>;
  may: boolean;
  onCounts(counts: Readonly<Record<string, number>>): void;
}

function Lines({ order, counts, may, onCounts }: LinesProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  return (
    <ul className="sell-lines">
      {order.lines.map((line) => {
        const left = line.quantity - line.returned;
        const count = counts[line.lineId] ?? 0;
        const name = inLang(lang, line.name, line.nameEn);
        const set = (next: number) => onCounts({ ...counts, [line.lineId]: next });
        return (
          <li key={line.lineId}>
            <span className="sell-line-words">
              <strong>{name} × {line.quantity}</strong>
              <small>
                {money(line.payableMinor, staff.currency, lang)}
                {line.returned > 0 ? ` · ${t("refund.before", { count: line.returned })}` : null}
              </small>
            </span>
            {may && left > 0 ? (
              <span className="sell-count">
                <button
                  type="button"
                  aria-label={t("refund.less", { name })}
                  disabled={count === 0}
                  onClick={() => set(count - 1)}
                >
                  <Icon name="minus" size={22} />
                </button>
                <output aria-label={t("refund.count", { name })}>{count}</output>
                <button
                  type="button"
                  aria-label={t("refund.more", { name })}
                  disabled={count >= left}
                  onClick={() => set(count + 1)}
                >
                  <Icon name="plus" size={22} />
                </button>
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** The effect of what is chosen, asked after each change. */
function useEffectOf({ api }: Sale, orderId: string, returned: Returned) {
  const key = JSON.stringify(returned);
  const [answer, setAnswer] = useState<{ key: string; effect?: Effect; problem?: Problem }>();
  useEffect(() => {
    if (returned.length === 0) return undefined;
    let current = true;
    api.effect(orderId, returned).then(
      (effect) => current && setAnswer({ key, effect }),
      (thrown: unknown) => current && setAnswer({ key, problem: asProblem(thrown) }),
    );
    return () => {
      current = false;
    };
    // `key` says all of `returned`
  }, [api, orderId, key]);
  return {
    effect: answer?.effect,
    waiting: answer?.key !== key,
    problem: answer?.key === key ? answer.problem : undefined,
  };
}

type Asked = Pick<TakeBack, "returned" | "reason" | "restock">;

function useTakeBack({ api }: Sale, order: Order, onDone: ChoiceProps["onDone"]) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // The same refund keeps its key until it is answered: sent twice, it pays back once.
  const [sent, setSent] = useState({ of: "", key: "" });
  async function confirm(effect: Effect, asked: Asked): Promise<void> {
    const body = { ...asked, expectedMinor: effect.refundMinor };
    const of = JSON.stringify(body);
    const key = sent.of === of ? sent.key : actKey();
    setSent({ of, key });
    setBusy(true);
    setProblem(undefined);
    try {
      const after = await api.takeBack(order.orderId, body, key);
      signal("good");
      onDone({ effect, order: after });
    } catch (thrown) {
      signal("bad");
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, confirm };
}

function Refunded({ sale, effect, order }: { sale: Sale; effect: Effect; order: Order }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const cash = order.payments.some(({ method }) => method === "cash");
  return (
    <Verdict
      tone="good"
      title={t("refund.done")}
      text={t(cash ? "refund.doneCash" : "refund.doneElse")}
      acts={
        <>
          <Button wide className="big huge" onClick={sale.next}>{t("sell.next")}</Button>
          <Button
            wide
            look="plain"
            className="big"
            onClick={() => sale.go({ name: "receipt", order })}
          >
            <Glyph name="receipt" /> {t("receipt.open")}
          </Button>
        </>
      }
    >
      <p className="verdict-figure">
        <span>{t("refund.money")}</span>
        <strong>{money(effect.moneyMinor, staff.currency, lang)}</strong>
      </p>
      <p className="verdict-facts">
        {effect.points > 0 ? <span>{t("refund.pointsBack", { count: effect.points })}</span> : null}
        {effect.storedValueMinor > 0 ? (
          <span>
            {t("refund.storedBack", {
              amount: money(effect.storedValueMinor, staff.currency, lang),
            })}
          </span>
        ) : null}
      </p>
    </Verdict>
  );
}
