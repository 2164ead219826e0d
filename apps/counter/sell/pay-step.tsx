import { useState, type ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useCounter, useOnline } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { useText } from "../text.ts";
import { MemberSheet } from "./member-sheet.tsx";
import { asked } from "./sale.ts";
import type { SalePrice, SellBody } from "./till-api.ts";
import type { Cart, Sale } from "./use-sale.ts";

/** A step of a sale on the whole screen, with the way back. */
export function Step({ title, onBack, acts, children }: {
  title: string;
  onBack(): void;
  acts: ReactNode;
  children: ReactNode;
}) {
  const { t } = useText();
  return (
    <div className="app desk">
      <header className="desk-head">
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("kit.back")}
          onClick={onBack}
        >
          <Icon name="back" size={26} />
        </button>
        <h1>{title}</h1>
      </header>
      <main className="desk-body">{children}</main>
      <footer className="desk-acts">{acts}</footer>
    </div>
  );
}

/** What is sent for a cart at the price that is on the screen. */
export const bodyOf = (
  storeId: string,
  { lines, member, without, usePoints, useStoredValue }: Cart,
  { totalMinor, dueMinor }: SalePrice,
  paid: Pick<SellBody, "taken" | "payCodeFollows" | "givenMinor">,
): SellBody => ({
  storeId,
  memberToken: member?.memberToken ?? null,
  lines: asked(lines),
  without: [...without],
  usePoints,
  useStoredValue,
  expectedTotalMinor: totalMinor,
  expectedDueMinor: dueMinor,
  ...paid,
});

/** Who buys, what takes off how much, the sum in large figures, and how it is paid. */
export function PayStep({ sale }: { sale: Sale }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const [asking, setAsking] = useState(false);
  const { price, problem, waiting } = sale.priced;
  const amount = (minor: number) => money(minor, staff.currency, lang);
  return (
    <Step
      title={t("pay.title")}
      onBack={() => sale.go({ name: "goods" })}
      acts={<Ways sale={sale} price={price} ready={!waiting && !problem} />}
    >
      <section className="pay-total" aria-live="polite" aria-busy={waiting}>
        <span>{t("pay.due")}</span>
        <strong>{price ? amount(price.dueMinor) : "…"}</strong>
        {price && price.savedMinor > 0 ? (
          <small>
            {t("pay.instead", { amount: amount(price.initialMinor) })}
            {" · "}{t("pay.saved", { amount: amount(price.savedMinor) })}
          </small>
        ) : null}
      </section>
      {problem ? (
        <Notice
          title={problem.title}
          next={problem.next}
          action={<Button look="plain" onClick={sale.priced.reload}>{t("kit.retry")}</Button>}
        />
      ) : null}
      <Who sale={sale} onAsk={() => setAsking(true)} />
      {price ? <Uses sale={sale} price={price} /> : null}
      {asking ? <MemberSheet sale={sale} onClose={() => setAsking(false)} /> : null}
    </Step>
  );
}

function Who({ sale, onAsk }: { sale: Sale; onAsk(): void }) {
  const { t } = useText();
  const { member } = sale.cart;
  if (!member) {
    return (
      <button type="button" className="pay-who" onClick={onAsk}>
        <Icon name="person" size={26} />
        <span>
          <strong>{t("pay.member")}</strong>
          <small>{t("pay.memberNote")}</small>
        </span>
        <Icon name="next" />
      </button>
    );
  }
  return (
    <div className="pay-who pay-known">
      <Icon name="person" size={26} />
      <span>
        <strong>{[member.nameMasked, member.masked].filter(Boolean).join(" ")}</strong>
        <small>
          {member.by === "phone" ? t("pay.byPhone") : null}
          {member.by === "code" && member.points !== null
            ? t("pay.points", { count: member.points })
            : null}
        </small>
      </span>
      <Button look="plain" onClick={member.by === "phone" ? onAsk : () => sale.change({
        member: null, usePoints: false, useStoredValue: false, without: [],
      })}>
        {member.by === "phone" ? t("pay.byCode") : t("pay.nobody")}
      </Button>
    </div>
  );
}

/** What takes something off, each with its amount; what is the member's own can be left out. */
function Uses({ sale, price }: { sale: Sale; price: SalePrice }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { cart } = sale;
  const amount = (minor: number) => money(minor, staff.currency, lang);
  const { points, storedValue } = price;
  const toggle = (voucherId: string) =>
    sale.change({
      without: cart.without.includes(voucherId)
        ? cart.without.filter((one) => one !== voucherId)
        : [...cart.without, voucherId],
    });
  return (
    <ul className="pay-uses">
      {price.benefits.map(({ offerId, voucherId, name, nameEn, amountMinor, used, why }) => (
        <li key={voucherId ?? offerId}>
          <Use
            icon={voucherId ? "ticket" : "leaf"}
            name={inLang(lang, name, nameEn)}
            note={used ? "" : why}
            worth={used && amountMinor > 0 ? `−${amount(amountMinor)}` : ""}
            on={used}
            {...(voucherId && (used || cart.without.includes(voucherId))
              ? { onToggle: () => toggle(voucherId) } : {})}
          />
        </li>
      ))}
      {price.gifts.map(({ label, quantity }) => (
        <li key={label}>
          <Use icon="gift" name={`${label} × ${quantity}`} note="" worth={t("pay.gift")} on />
        </li>
      ))}
      {points.couldMinor > 0 ? (
        <li>
          <Use
            icon="sun"
            name={t("pay.usePoints")}
            note={cart.usePoints ? t("pay.pointsUsed", { count: points.used }) : ""}
            worth={`−${amount(cart.usePoints ? points.minor : points.couldMinor)}`}
            on={cart.usePoints}
            onToggle={() => sale.change({ usePoints: !cart.usePoints })}
          />
        </li>
      ) : null}
      {storedValue.couldMinor > 0 ? (
        <li>
          <Use
            icon="ticket"
            name={t("pay.useStored")}
            note={t("pay.storedLeft", { amount: amount(cart.member?.storedValueMinor ?? 0) })}
            worth={`−${amount(cart.useStoredValue ? storedValue.minor : storedValue.couldMinor)}`}
            on={cart.useStoredValue}
            onToggle={() => sale.change({ useStoredValue: !cart.useStoredValue })}
          />
        </li>
      ) : null}
    </ul>
  );
}

interface UseProps {
  icon: "ticket" | "leaf" | "gift" | "sun";
  name: string;
  note: string;
  worth: string;
  on: boolean;
  onToggle?(): void;
}

function Use({ icon, name, note, worth, on, onToggle }: UseProps) {
  return (
    <label className={`pay-use ${on ? "" : "pay-use-off"}`}>
      <Icon name={icon} size={24} />
      <span>
        <strong>{name}</strong>
        {note ? <small>{note}</small> : null}
      </span>
      <b>{worth}</b>
      {onToggle ? (
        <input
          type="checkbox"
          role="switch"
          className="switch"
          aria-label={name}
          checked={on}
          onChange={onToggle}
        />
      ) : null}
    </label>
  );
}

function Ways({ sale, price, ready }: {
  sale: Sale;
  price: SalePrice | undefined;
  ready: boolean;
}) {
  const { store } = useCounter();
  const { t, lang } = useText();
  const online = useOnline();
  const till = useLoad(`${store.storeId} ${lang}`, sale.api.open);
  const off = !ready || !online || !price;
  const provider = till.data?.payCodeProviders[0];
  const sell = (payCodeFollows: boolean) =>
    price && sale.sending.sell(
      bodyOf(store.storeId, sale.cart, price, { taken: [], payCodeFollows, givenMinor: null }),
      payCodeFollows ? (provider ?? null) : null,
    );
  if (!online) return <p className="desk-note" role="alert">{t("sell.offline")}</p>;
  if (price?.dueMinor === 0) {
    return (
      <Button wide className="big huge" disabled={off} onClick={() => sell(false)}>
        {t("pay.nothing")}
      </Button>
    );
  }
  return (
    <div className="pay-ways">
      <Button className="big huge" disabled={off} onClick={() => sale.go({ name: "cash" })}>
        <Glyph name="cash" /> {t("pay.cash")}
      </Button>
      <Button
        look="soft"
        className="big huge"
        disabled={off}
        onClick={() => sale.go({ name: "card" })}
      >
        <Glyph name="card" /> {t("pay.card")}
      </Button>
      {provider ? (
        <Button look="soft" className="big huge" disabled={off} onClick={() => sell(true)}>
          <Glyph name="scan" /> {t("pay.code")}
        </Button>
      ) : null}
    </div>
  );
}
